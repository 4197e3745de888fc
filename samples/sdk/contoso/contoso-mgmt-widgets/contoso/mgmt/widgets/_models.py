"""The models of the service."""

from dataclasses import dataclass, field
from typing import Dict


@dataclass(frozen=True)
class Widget:
    """A widget, as it is or as it should become."""

    name: str
    location: str
    units: int = 1
    tags: Dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.name or not self.location:
            raise ValueError("A widget needs a name and a location.")
        if self.units < 1:
            raise ValueError("A widget has at least one unit.")
