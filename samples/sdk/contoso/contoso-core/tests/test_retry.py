import pytest

from contoso.core import ResourceNotFoundError, RetryPolicy, TransientError


def failing(errors):
    """An operation that raises these errors one after the other, then returns "done"."""
    left = list(errors)

    def operation():
        if left:
            raise left.pop(0)
        return "done"

    return operation


def test_waits_double_up_to_the_longest_unless_the_service_asks_for_a_pause():
    waits = []
    policy = RetryPolicy(retries=5, backoff=1, longest=5, sleep=waits.append)
    errors = [TransientError("busy")] * 4 + [TransientError("busy", retry_after=2)]
    assert policy.run(failing(errors)) == "done"
    assert waits == [1, 2, 4, 5, 2]


def test_only_transient_errors_are_retried_and_the_last_one_is_raised():
    waits = []
    policy = RetryPolicy(retries=1, backoff=1, sleep=waits.append)
    with pytest.raises(ResourceNotFoundError):
        policy.run(failing([ResourceNotFoundError("no such widget")]))
    assert waits == []
    with pytest.raises(TransientError, match="second"):
        policy.run(failing([TransientError("first"), TransientError("second")]))
    assert waits == [1]
