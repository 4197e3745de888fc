"""Contoso Widgets Management."""

from ._client import WidgetNotFoundError, WidgetsManagementClient
from ._models import Widget
from ._polling import LROPoller
from ._version import VERSION

__version__ = VERSION
__all__ = ["LROPoller", "Widget", "WidgetNotFoundError", "WidgetsManagementClient"]
