"""Operations that take a while."""

from typing import Callable, Generic, Optional, TypeVar

T = TypeVar("T")


class LROPoller(Generic[T]):
    """Follows an operation to its end.

    :param finish: Completes the operation and returns its result.
    :param polls: How often the service says that it is still at work.
    """

    def __init__(self, finish: Callable[[], T], *, polls: int) -> None:
        self._finish = finish
        self._polls = polls
        self._result: Optional[T] = None
        self._status = "InProgress"

    def status(self) -> str:
        """`InProgress` or `Succeeded`."""
        return self._status

    def poll(self) -> bool:
        """Asks the service once; True when the operation has ended."""
        if self._status == "InProgress":
            if self._polls > 0:
                self._polls -= 1
            else:
                self._result = self._finish()
                self._status = "Succeeded"
        return self._status != "InProgress"

    def result(self) -> T:
        """Waits for the end, and returns the result."""
        while not self.poll():
            pass
        return self._result  # type: ignore[return-value]
