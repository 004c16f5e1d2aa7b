"""What is worked out once for a view or a picture, however many phones show it at a time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from threading import RLock
from typing import Any, ParamSpec, TypeVar, cast

from esteem_match.models import RoleFit

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, eq=False)
class Remembering:
    """Keeps, as long as it lives itself, what was worked out of it."""

    _known: dict[tuple[object, ...], object] = field(default_factory=dict, init=False, repr=False)
    _lock: Any = field(default_factory=RLock, init=False, repr=False)

    def recall(self, key: tuple[object, ...], make: Callable[[], object]) -> object:
        with self._lock:
            if key not in self._known:
                self._known[key] = make()
            return self._known[key]


def once(tell: Callable[P, R]) -> Callable[P, R]:
    """For a function whose first argument remembers. A role's fit stands for itself by its role."""

    @wraps(tell)
    def remembered(*asked: P.args, **named: P.kwargs) -> R:
        whom, *of = asked
        key = (tell, *(one.role if isinstance(one, RoleFit) else one for one in of))
        found = cast(Remembering, whom).recall(key, lambda: tell(*asked, **named))
        return cast(R, found)

    return remembered
