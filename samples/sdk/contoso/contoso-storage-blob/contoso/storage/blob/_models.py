"""What the service says of a blob."""

from typing import NamedTuple


class BlobProperties(NamedTuple):
    """A blob without its content."""

    name: str
    size: int
    etag: str
