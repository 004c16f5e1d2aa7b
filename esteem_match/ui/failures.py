"""What a screen says where something could not be done, and where it leads then."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from esteem_match.service.failure import Failure
from esteem_match.ui.layout import wrong
from esteem_match.ui.words import t

Case = str | Callable[[], object]

TYPED: Mapping[str, str] = {
    "slip": "code.slip",
    "length": "code.length",
    "letters": "code.letters",
}
"""What is wrong with a code that was typed."""
TEXTS: Mapping[str, str] = {
    "too_long": "bad.too_long",
    "control_characters": "bad.control_characters",
}
"""What is wrong with a text."""


@contextmanager
def telling(failed: str | None, **cases: Case) -> Iterator[None]:
    """Does what stands in it, or says in a red box why that could not be done.

    `cases` are the words for some failures by their codes, or lead elsewhere; `failed` are those
    for all others, which without it are the whole page's.
    """
    try:
        yield
    except Failure as failure:
        case = cases.get(failure.code, failed)
        if callable(case):
            case()
        elif case:
            wrong(t(case, **failure.values))
        else:
            raise
