"""Contoso Blob Storage."""

from ._container_client import ContainerClient
from ._models import BlobProperties
from ._version import VERSION

__version__ = VERSION
__all__ = ["BlobProperties", "ContainerClient"]
