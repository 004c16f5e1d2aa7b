"""Problems in content files: where each is, what is wrong and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

MANY = 12


def known(names: Iterable[str], wanted: str) -> str:
    """Advice for an unknown name: the most similar known one, or all of them."""
    choice = sorted(set(names))
    near = get_close_matches(wanted, choice, n=1)
    if near:
        return f"Perhaps {near[0]!r} is meant"
    if not choice or len(choice) > MANY:
        return "Use a name that is there, or add this one"
    return f"Use one of: {', '.join(choice)}"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, with its file, its table, its field, and how to mend it."""

    file: str
    table: str
    field: str
    wrong: str
    mend: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.table, self.field) if part)
        return f"{place}: {self.wrong}. {self.mend}."


class ContentError(Exception):
    """Content that can't be used. `problems` holds everything that is wrong, in all files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
