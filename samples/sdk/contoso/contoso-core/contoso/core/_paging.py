"""Lists that a service hands out in pages."""

from typing import Any, Callable, Generic, Iterator, NamedTuple, Optional, Sequence, TypeVar

T = TypeVar("T")


class Page(NamedTuple):
    """One page, and the token of the next one: None for the last."""

    items: Sequence[Any]
    continuation_token: Optional[str]


class ItemPaged(Generic[T]):
    """Iterates over all items and fetches a page only when it is needed.

    :param get_page: Fetches the page of a token; None stands for the first page.
    """

    def __init__(self, get_page: Callable[[Optional[str]], Page]) -> None:
        self._get_page = get_page

    def __iter__(self) -> Iterator[T]:
        for page in self.by_page():
            yield from page.items

    def by_page(self, continuation_token: Optional[str] = None) -> Iterator[Page]:
        """Iterates over the pages, from the one of the given token on."""
        page = self._get_page(continuation_token)
        yield page
        while page.continuation_token is not None:
            page = self._get_page(page.continuation_token)
            yield page
