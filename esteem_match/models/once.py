"""What follows from a frozen model alone, worked out once for each."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Generic, TypeVar

M = TypeVar("M")
R = TypeVar("R")
KEPT = 128  # models: sides and languages, and archived versions that are asked for


class _Itself(Generic[M]):
    """Stands for one model: to compare two by what they hold costs more than it saves."""

    def __init__(self, model: M) -> None:
        self.model = model

    def __hash__(self) -> int:
        return id(self.model)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.model is other.model


def once_a_model(make: Callable[[M], R]) -> Callable[[M], R]:
    """For a pure function of a model, which can't change. It is kept while it is in use."""
    kept = lru_cache(maxsize=KEPT)(lambda itself: make(itself.model))

    @wraps(make)
    def wrapped(model: M) -> R:
        return kept(_Itself(model))

    return wrapped
