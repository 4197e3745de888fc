"""The client of one container."""

import hashlib
import hmac
from typing import Dict, Optional
from urllib.parse import parse_qs, quote, unquote, urlsplit

from contoso.core import ContosoKeyCredential, ItemPaged, Page, ResourceExistsError, ResourceNotFoundError

from ._models import BlobProperties


class ContainerClient:
    """A container that keeps its blobs in memory.

    :param container_name: The container's name.
    :param credential: The account's key, which signs addresses.
    """

    def __init__(self, container_name: str, credential: ContosoKeyCredential) -> None:
        self.container_name = container_name
        self._credential = credential
        self._blobs: Dict[str, bytes] = {}

    def upload_blob(self, name: str, data: bytes, *, overwrite: bool = False) -> BlobProperties:
        """Stores a blob; one of the same name is replaced only when asked to."""
        if name in self._blobs and not overwrite:
            raise ResourceExistsError(f"{self.container_name} has a blob {name} already.")
        self._blobs[name] = bytes(data)
        return self.get_blob_properties(name)

    def download_blob(self, name: str) -> bytes:
        """The content of a blob."""
        try:
            return self._blobs[name]
        except KeyError:
            raise ResourceNotFoundError(f"{self.container_name} has no blob {name}.") from None

    def get_blob_properties(self, name: str) -> BlobProperties:
        """Name, size and etag of a blob."""
        data = self.download_blob(name)
        return BlobProperties(name, len(data), hashlib.sha256(data).hexdigest())

    def delete_blob(self, name: str) -> None:
        """Removes a blob."""
        self.download_blob(name)
        del self._blobs[name]

    def list_blobs(self, *, name_starts_with: str = "", results_per_page: int = 100) -> ItemPaged[BlobProperties]:
        """The blobs in the order of their names. A page's token is the last name of the page before it."""
        if results_per_page < 1:
            raise ValueError("results_per_page must be at least 1.")

        def get_page(after: Optional[str]) -> Page:
            names = sorted(n for n in self._blobs if n.startswith(name_starts_with) and (after is None or n > after))
            page, more = names[:results_per_page], names[results_per_page:]
            return Page([self.get_blob_properties(n) for n in page], page[-1] if more else None)

        return ItemPaged(get_page)

    def signed_address(self, name: str, *, expires_on: int) -> str:
        """An address for reading one blob until a moment, given in seconds since 1970."""
        path = f"/{quote(self.container_name)}/{quote(name)}"
        return f"{path}?expires={expires_on}&signature={self._signature(name, expires_on)}"

    def check_address(self, address: str, *, now: int) -> bool:
        """Whether an address was signed with the account's key and is still good."""
        parts = urlsplit(address)
        query = parse_qs(parts.query)
        try:
            expires_on, signature = int(query["expires"][0]), query["signature"][0]
        except (KeyError, ValueError):
            return False
        prefix = f"/{quote(self.container_name)}/"
        if not parts.path.startswith(prefix) or expires_on <= now:
            return False
        expected = self._signature(unquote(parts.path[len(prefix) :]), expires_on)
        return hmac.compare_digest(signature.encode(), expected.encode())

    def _signature(self, name: str, expires_on: int) -> str:
        return self._credential.sign(f"{self.container_name}\n{name}\n{expires_on}")
