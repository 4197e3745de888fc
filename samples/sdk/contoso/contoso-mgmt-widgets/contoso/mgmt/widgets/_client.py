"""The client, and its operations."""

from typing import Dict, Iterator, Optional

from ._models import Widget
from ._polling import LROPoller


class WidgetNotFoundError(Exception):
    """The subscription has no widget of this name."""


class WidgetsOperations:
    """What can be done with widgets. Use it through :class:`WidgetsManagementClient`."""

    def __init__(self, subscription_id: str) -> None:
        self._subscription_id = subscription_id
        self._widgets: Dict[str, Widget] = {}

    def begin_create_or_update(self, widget: Widget) -> "LROPoller[Widget]":
        """Makes the widget be as given. It takes as long as it has units."""

        def finish() -> Widget:
            self._widgets[widget.name] = widget
            return widget

        return LROPoller(finish, polls=widget.units)

    def get(self, name: str) -> Widget:
        """One widget."""
        try:
            return self._widgets[name]
        except KeyError:
            raise WidgetNotFoundError(f"Subscription {self._subscription_id} has no widget {name}.") from None

    def list(self, *, tag: Optional[str] = None) -> Iterator[Widget]:
        """All widgets, or those with a tag, in the order of their names."""
        for name in sorted(self._widgets):
            if tag is None or tag in self._widgets[name].tags:
                yield self._widgets[name]

    def delete(self, name: str) -> None:
        """Deletes a widget; one that is not there is as good as deleted."""
        self._widgets.pop(name, None)


class WidgetsManagementClient:
    """Manages the widgets of a subscription.

    :param subscription_id: The subscription's id.
    """

    def __init__(self, subscription_id: str) -> None:
        self.widgets = WidgetsOperations(subscription_id)
