"""The retry policy."""

import time
from typing import Callable, TypeVar

from ._exceptions import TransientError

T = TypeVar("T")


class RetryPolicy:
    """Runs an operation again after a :class:`TransientError`.

    :param retries: How often to try again after the first time.
    :param backoff: Seconds before the first retry; each further one waits twice as long.
    :param longest: The most that is ever waited, in seconds.
    :param sleep: Does the waiting.
    """

    def __init__(
        self,
        *,
        retries: int = 3,
        backoff: float = 0.8,
        longest: float = 60.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if retries < 0:
            raise ValueError("retries must not be negative.")
        self._retries = retries
        self._backoff = backoff
        self._longest = longest
        self._sleep = sleep

    def run(self, operation: Callable[[], T]) -> T:
        """Returns what the operation returns; raises its last error when the retries are used up."""
        for attempt in range(self._retries):
            try:
                return operation()
            except TransientError as error:
                self._sleep(self._pause(attempt, error))
        return operation()

    def _pause(self, attempt: int, error: TransientError) -> float:
        wanted = self._backoff * 2**attempt if error.retry_after is None else error.retry_after
        return min(wanted, self._longest)
