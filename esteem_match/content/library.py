"""Builds the library from a folder of TOML files, or reports everything that is wrong."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from esteem_match.content import checks, translations
from esteem_match.content.checks import screen
from esteem_match.content.files import read
from esteem_match.content.overlay import flat, lay_over
from esteem_match.content.problems import ContentError, Problem
from esteem_match.content.raw import FILES, Raw
from esteem_match.content.shape import shape
from esteem_match.content.translations import CODE
from esteem_match.content.version import version_of
from esteem_match.content.view import View, look
from esteem_match.models import Content, Item, Language, Library


def load(folder: Path, *, shown: bool = False) -> Library:
    """All content of a folder, in every language. Raises ContentError with all problems at once.

    With `shown`, the words of the pages and papers must be complete too.
    """
    base, others, problems = read(Path(folder))
    if shown and "interface" in base:
        problems.extend(screen.problems(base))
    return library(base, others, problems)


def library(base: Mapping[str, Raw], others: Mapping[str, Raw], problems: list[Problem]) -> Library:
    """The library from raw files and translations; `problems` are those of reading them."""
    view, unreadable = look(base)
    found = [*problems, *unreadable, *_language(base), *checks.problems(base, view)]
    found += translations.problems(base, others)
    if found:
        raise ContentError(sorted(found, key=_place))
    return _built(base, others, view)


def item_index(content: Content) -> dict[str, Item]:
    """All items of both sides by id."""
    return {item.id: item for item in content.items()}


def _built(base: Mapping[str, Raw], others: Mapping[str, Raw], view: View) -> Library:
    code = flat(base["interface"])["language.code"]
    files = {code: base, **{other: lay_over(base, raw) for other, raw in others.items()}}
    views = {code: view, **{other: look(files[other])[0] for other in others}}
    contents = {other: _content(view) for other, view in views.items()}
    return Library(
        version=version_of(contents[code]),
        base=code,
        languages={other: _spoken(base, others, other) for other in views},
        contents=contents,
        words={other: _words(raw["interface"]) for other, raw in files.items()},
        examples={other: view.examples for other, view in views.items()},
    )


def _place(problem: Problem) -> int:
    files = [*FILES.values()]
    return files.index(problem.file) if problem.file in files else len(files)


def _language(base: Mapping[str, Raw]) -> list[Problem]:
    """What is wrong with the [language] table of the base files."""
    if "interface" not in base:
        return []
    table, file = base["interface"].get("language"), FILES["interface"]
    if not isinstance(table, dict):
        mend = "Add [language] with code, name and direction"
        return [Problem(file, "language", "", "is missing", mend)]
    spoken, problems, _ = shape(BaseLanguage, table, file)
    found = [Problem(file, "language", p.field, p.wrong, p.mend) for p in problems]
    if not found and not CODE.fullmatch(spoken.code):
        wrong = f"{spoken.code!r} is not the code of a language"
        found.append(Problem(file, "language", "code", wrong, "Use a code such as en or pt-BR"))
    return found


def _spoken(base: Mapping[str, Raw], others: Mapping[str, Raw], code: str) -> Language:
    if code in others:
        return Language.model_validate(others[code]["language"])
    words = flat(base["interface"])
    return Language.model_validate(
        {"name": words["language.name"], "direction": words["language.direction"]}
    )


def _words(interface: Raw) -> dict[str, str]:
    return {
        path: word for path, word in flat(interface).items() if not path.startswith("language.")
    }


def _content(view: View) -> Content:
    return Content(group=view.group, practitioner=view.practitioner, model=view.model)


class BaseLanguage(Language):
    """The language of the base files: it needs a code and a direction."""

    code: str
    direction: Literal["ltr", "rtl"]
