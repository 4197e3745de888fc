"""The exceptions of all Contoso client libraries."""

from typing import Optional


class ContosoError(Exception):
    """A service, or a client on its behalf, refused a request."""


class ResourceNotFoundError(ContosoError):
    """There is no resource of this name."""


class ResourceExistsError(ContosoError):
    """A resource of this name exists already."""


class TransientError(ContosoError):
    """The same request may succeed later.

    :param message: What went wrong.
    :param retry_after: Seconds to wait, if the service said so.
    """

    def __init__(self, message: str, *, retry_after: Optional[float] = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
