"""The words on screen: exactly those that the program uses, with the right placeholders."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from esteem_match.content.overlay import flat, placeholders
from esteem_match.content.problems import Problem, known
from esteem_match.content.raw import FILES, Raw

LIST = "asked.txt"
OWN = ("language.", "needs.")  # these differ with the content
EVERYWHERE = frozenset({"group"})

Asked = Mapping[str, frozenset[str]]


@cache
def asked() -> Asked:
    """The words that the code uses, with their placeholders. A test keeps the list complete."""
    lines = (files("esteem_match.content") / LIST).read_text(encoding="utf-8").splitlines()
    return {path: frozenset(names) for path, *names in map(str.split, lines)}


def problems(raw: Mapping[str, Raw]) -> Iterator[Problem]:
    """Missing and unused words, and wrong placeholders."""
    found = {
        path: text
        for path, text in flat(raw.get("interface", {})).items()
        if not path.startswith(OWN)
    }
    for path in (path for path in found if path not in asked()):
        yield _problem(path, "is shown nowhere", known(asked().keys() - found.keys(), path))
    for path, names in asked().items():
        if path not in found:
            yield _problem(path, "is missing, and the program shows it", _mend(names))
        else:
            yield from _braces(path, names, found[path])


def _mend(names: frozenset[str]) -> str:
    inside = f" with {_listed(names)} in it" if names else ""
    return f"Write its text{inside}"


def _braces(path: str, names: frozenset[str], text: str) -> Iterator[Problem]:
    """The group's name may be used anywhere, but never has to be."""
    mine = placeholders(text)[0] - EVERYWHERE
    if strange := mine - names:
        yield _problem(path, f"has {_listed(strange)}, which nobody fills in", _only(names))
    if lost := names - mine:
        yield _problem(
            path, f"has lost {_listed(lost)}", "Put each name in braces where it belongs"
        )


def _only(names: frozenset[str]) -> str:
    return f"Only {_listed(names | EVERYWHERE)} may stand here"


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def _problem(path: str, wrong: str, mend: str) -> Problem:
    table, _, field = path.rpartition(".")
    return Problem(FILES["interface"], table, field, wrong, mend)
