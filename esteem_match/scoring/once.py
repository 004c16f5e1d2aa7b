"""What follows from the rules alone, worked out once for each content."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from esteem_match.models import Content

R = TypeVar("R")
KEPT = 64  # contents: languages, and archived versions that are asked for


class _Itself:
    """Stands for one content: to compare two by what they hold costs more than it saves."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def __hash__(self) -> int:
        return id(self.content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.content is other.content


def once_a_content(make: Callable[[Content], R]) -> Callable[[Content], R]:
    """For a pure function of a content, which can't change. It is kept while it is in use."""
    kept = lru_cache(maxsize=KEPT)(lambda itself: make(itself.content))

    @wraps(make)
    def wrapped(content: Content) -> R:
        return kept(_Itself(content))

    return wrapped
