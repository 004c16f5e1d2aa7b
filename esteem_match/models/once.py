"""Remembers the result of a pure function for each frozen model."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Generic, TypeVar

M = TypeVar("M")
R = TypeVar("R")
KEPT = 128  # models: sides, languages and archived versions


class _Itself(Generic[M]):
    """Wraps a model as a cache key by identity: comparing by content would cost too much."""

    def __init__(self, model: M) -> None:
        self.model = model

    def __hash__(self) -> int:
        return id(self.model)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.model is other.model


def once_a_model(make: Callable[[M], R]) -> Callable[[M], R]:
    """Cache a pure function of a frozen model: the result is worked out once for each."""
    kept = lru_cache(maxsize=KEPT)(lambda itself: make(itself.model))

    @wraps(make)
    def wrapped(model: M) -> R:
        return kept(_Itself(model))

    return wrapped
