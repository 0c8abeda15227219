"""What was worked out for somebody, kept until the next person comes, so that one more mark costs one mark.

Kept for the whole day, some of each person's skin, and of what was zoomed to, would lie in memory between what is
needed for longer, and keep the system from getting back what lies around it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

T = TypeVar("T")

MOST: Final = 512
"""Results that are kept of a function of one mark; more than a case may have marks."""

_forgetting: list[Callable[[], None]] = []
_times = 0


def kept(most: int = MOST) -> Callable[[Callable[..., T]], _lru_cache_wrapper[T]]:
    """Let a function keep the results it was asked for last, until `forget_kept`.

    Parameters
    ----------
    most : int
        How many.

    Examples
    --------
    >>> @kept()
    ... def asked(number):
    ...     print("worked out")
    ...     return number + 1
    >>> asked(1)
    worked out
    2
    >>> asked(1)
    2
    >>> forget_kept()
    >>> asked(1)
    worked out
    2
    """

    def keep(work: Callable[..., T]) -> _lru_cache_wrapper[T]:
        keeping = lru_cache(maxsize=most)(work)
        _forgetting.append(keeping.cache_clear)
        return keeping

    return keep


def forget_kept() -> None:
    """Let go of all that was kept."""
    global _times  # noqa: PLW0603 -- what is kept is the whole program's
    _times += 1
    for forget in _forgetting:
        forget()


def times_forgotten() -> int:
    """How often all was let go of: another number says that what was made from it may go too."""
    return _times
