"""Reads the TOML files of a folder; refuses kinds of values that content never has."""

import os
import re
import tomllib
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

from esteem_match.content.problems import Problem
from esteem_match.content.raw import FILES, Raw, where

TRANSLATIONS = "translations"
LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def read(folder: Path) -> tuple[dict[str, Raw], dict[str, Raw], list[Problem]]:
    """The base files by name, the translations by language code, and what can't be read."""
    try:
        os.listdir(folder)
    except OSError as error:
        return {}, {}, [_unlisted(str(folder), error)]
    problems: list[Problem] = []
    base = {name: _read(folder, file, problems) for name, file in FILES.items()}
    found = _translations(folder, problems)
    others = {path.stem: _read(folder, f"{TRANSLATIONS}/{path.name}", problems) for path in found}
    return _whole(base), _whole(others), problems


def _translations(folder: Path, problems: list[Problem]) -> list[Path]:
    """The files of other languages, if there are any."""
    try:
        names = os.listdir(folder / TRANSLATIONS)
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(_unlisted(TRANSLATIONS, error))
        return []
    return sorted(path for path in map(Path, names) if path.suffix == ".toml")


def _read(folder: Path, file: str, problems: list[Problem]) -> Raw | None:
    try:
        raw = tomllib.loads((folder / file).read_bytes().decode("utf-8-sig"))
    except OSError as error:
        problems.append(_unread(file, error))
    except UnicodeDecodeError:
        problems.append(Problem(file, "", "", "the file is not UTF-8", "Save it as UTF-8"))
    except tomllib.TOMLDecodeError as error:
        problems.append(_syntax(file, str(error)))
    else:
        problems.extend(_unwanted(file, raw))
        return raw
    return None


def _unread(file: str, error: OSError) -> Problem:
    messages = {
        FileNotFoundError: ("the file is missing", "Put it back"),
        IsADirectoryError: ("is a folder and not a file", "Put the file in its place"),
    }
    return Problem(file, "", "", *messages.get(type(error), _refused(error)))


def _unlisted(folder: str, error: OSError) -> Problem:
    messages = {
        FileNotFoundError: ("there is no such folder", "Make it, or name another one"),
        NotADirectoryError: ("is not a folder", "Name a folder, or put one in its place"),
    }
    return Problem(folder, "", "", *messages.get(type(error), _refused(error)))


def _refused(error: OSError) -> tuple[str, str]:
    if isinstance(error, PermissionError):
        return "may not be read by this program", "Give the program's user the right to read it"
    return f"can't be read: {error.strerror or error}", "Mend that, or put a copy in its place"


def _whole(files: dict[str, Raw | None]) -> dict[str, Raw]:
    return {name: raw for name, raw in files.items() if raw is not None}


def _syntax(file: str, message: str) -> Problem:
    place = LINE.search(message)
    line = f"line {place[1]}" if place and place[1] else "last line"
    wrong = f"is not TOML: {LINE.sub('', message)}"
    return Problem(file, line, "", wrong, "Look for a missing quote or bracket, or a doubled name")


def _unwanted(file: str, raw: Raw) -> Iterator[Problem]:
    for path, value in _values(raw, ()):
        if isinstance(value, float):
            wrong = f"is {value}, a number with a decimal point, which is not exact"
            yield Problem(file, *where(raw, path), wrong, 'Write a fraction as text, like "3/8"')
        if isinstance(value, (date, time)):
            yield Problem(
                file, *where(raw, path), f"is a date or time, {value}", "Put it in quotes"
            )


def _values(
    node: object, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], object]]:
    pairs = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    for step, value in pairs:
        yield from _values(value, (*path, step))
    if not isinstance(node, (dict, list)):
        yield path, node
