"""Checks that each translation has exactly the texts of the base files, in the same places."""

import re
from collections.abc import Iterator, Mapping

from esteem_match.content.overlay import Words, placeholders, texts
from esteem_match.content.problems import Problem, known
from esteem_match.content.raw import FILES, Raw
from esteem_match.content.shape import shape
from esteem_match.models import Language

CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

MOST = 20
"""At most so many missing texts are listed one by one."""

BaseTexts = Mapping[str, Mapping[str, Words]]


def problems(base: Mapping[str, Raw], translations: Mapping[str, Raw]) -> Iterator[Problem]:
    """All problems of all translations of these base files."""
    base_texts = {name: texts(name, raw) for name, raw in base.items()}
    for code, raw in translations.items():
        file = f"translations/{code}.toml"
        if wrong := not_a_code(base, code):
            yield wrong
        yield from _language(file, raw)
        yield from _tables(file, raw, base_texts)
        yield from _undone(file, raw, base_texts)


def not_a_code(base: Mapping[str, Raw], code: str) -> Problem | None:
    """The problem if this can't be the code of a language other than the base's."""
    own = base.get("interface", {}).get("language")
    if CODE.fullmatch(code) and not (isinstance(own, dict) and own.get("code") == code):
        return None
    wrong = f"{code!r} is not the code of another language"
    mend = "Name the file by a code such as pl or pt-BR"
    return Problem(f"translations/{code}.toml", "", "", wrong, mend)


def _language(file: str, raw: Raw) -> Iterator[Problem]:
    table = raw.get("language")
    if not isinstance(table, dict):
        yield Problem(file, "language", "", "is missing", "Add [language] with name and direction")
        return
    for found in shape(Language, table, file).problems:
        yield Problem(file, "language", found.field, found.wrong, found.mend)


def _tables(file: str, raw: Raw, base_texts: BaseTexts) -> Iterator[Problem]:
    for name in raw:
        if name not in FILES and name != "language":
            yield Problem(file, name, "", "is no table of a translation", known(FILES, name))
    for name in base_texts:
        table = raw.get(name, {})
        if not isinstance(table, dict):
            yield Problem(file, name, "", "is not a table", f"Begin it with [{name}]")
            continue
        for path, words in table.items():
            yield from _text(file, name, path, words, base_texts)


def _undone(file: str, raw: Raw, base_texts: BaseTexts) -> Iterator[Problem]:
    """The missing texts one by one, or if there are many, how much of the whole is done."""
    lacking = [
        (name, path)
        for name, base in base_texts.items()
        for path in _lacking(raw.get(name, {}), base)
    ]
    total = sum(map(len, base_texts.values()))
    done = total - len(lacking)
    if len(lacking) > MOST:
        wrong = f"is {100 * done // total} % done: {len(lacking):,} of {total:,} texts are empty"
        mend = f"Fill them in; these are the first {MOST}" if done else "Fill them in"
        yield Problem(file, "", "", wrong, mend)
    for name, path in lacking[: MOST if done else 0]:
        wrong = f"is missing; the base says {base_texts[name][path]!r:.80}"
        yield Problem(file, name, path, wrong, "Translate it")


def _lacking(table: object, base: Mapping[str, Words]) -> Iterator[str]:
    """The paths without any text; what is no table is reported elsewhere."""
    if isinstance(table, dict):
        for path in base:
            lines = _lines(table.get(path, ""))
            if lines is not None and not any(line.strip() for line in lines):
                yield path


def _text(
    file: str, name: str, path: str, words: object, base_texts: BaseTexts
) -> Iterator[Problem]:
    if path in base_texts[name]:
        for wrong, mend in _unlike(words, base_texts[name][path]):
            yield Problem(file, name, path, wrong, mend)
        return
    other = next((table for table in base_texts if path in base_texts[table]), None)
    if other:
        yield Problem(file, name, path, f"belongs in [{other}]", "Move it there")
    elif isinstance(words, dict):
        yield Problem(file, name, path, "is a table", 'Put the whole path in quotes: "a.b.c" = ...')
    else:
        yield Problem(file, name, path, "translates nothing", known(base_texts[name], path))


def _unlike(words: object, base: Words) -> Iterator[tuple[str, str]]:
    """How a translated text differs from the base in kind, length or placeholders."""
    lines, wanted = _lines(words), _lines(base)
    if lines is None or isinstance(words, str) != isinstance(base, str):
        kind = "one text" if isinstance(base, str) else f"a list of {len(wanted or ())} texts"
        yield f"is not {kind}", f"Write {kind}, as the base does"
    elif not any(line.strip() for line in lines):
        return  # reported with all missing texts
    elif len(lines) != len(wanted or ()):
        wrong = f"has {len(lines)} texts, and the base has {len(wanted or ())}"
        yield wrong, "Translate each, in the same order"
    elif not all(line.strip() for line in lines):
        yield "holds an empty text", "Translate it"
    else:
        yield from _braces(lines, base)


def _braces(lines: list[str], base: Words) -> Iterator[tuple[str, str]]:
    for mine, theirs in zip(placeholders(lines), placeholders(base), strict=True):
        if mine != theirs:
            names = ", ".join(sorted(theirs)) or "none"
            wrong = f"has the names {', '.join(sorted(mine)) or 'none'} in braces, the base {names}"
            yield wrong, "Keep each name in braces as it is, and add none"


def _lines(words: object) -> list[str] | None:
    if isinstance(words, str):
        return [words]
    if isinstance(words, list) and all(isinstance(word, str) for word in words):
        return words
    return None
