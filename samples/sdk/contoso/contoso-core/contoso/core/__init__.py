"""What every Contoso client library shares."""

from ._credentials import ContosoKeyCredential
from ._exceptions import ContosoError, ResourceExistsError, ResourceNotFoundError, TransientError
from ._paging import ItemPaged, Page
from ._retry import RetryPolicy

__all__ = [
    "ContosoError",
    "ContosoKeyCredential",
    "ItemPaged",
    "Page",
    "ResourceExistsError",
    "ResourceNotFoundError",
    "RetryPolicy",
    "TransientError",
]
