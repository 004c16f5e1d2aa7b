"""Writes the questionnaires as files for other programs."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from esteem_match.cli.problems import CommandError
from esteem_match.interchange import Form, as_fhir, as_xlsform, form
from esteem_match.models import SIDES, Library, Side

ALL = "all"


class Written(NamedTuple):
    """The function that writes a format, and the ending of its files."""

    write: Callable[[Form], bytes]
    ending: str


FORMATS: Mapping[str, Written] = {
    "xlsform": Written(as_xlsform, "xlsx"),
    "fhir": Written(lambda one: as_fhir(one).encode(), "json"),
}


def exported(library: Library, name: str, side: Side, language: str | None) -> bytes:
    """One side's questions. Raises CommandError for an unknown language."""
    return FORMATS[name].write(form(library, side, _languages(library, language)))


def targets(name: str, side: Side | None, output: Path | None) -> dict[Side, Path | None]:
    """Where to write: one side to a file or stdout, both into a folder under fixed names.

    Raises CommandError if there is no such folder.
    """
    if side is not None:
        return {side: output}
    folder = output or Path()
    if not folder.is_dir():
        raise CommandError([f"There is no folder {folder}. Both sides are written into a folder."])
    ending = FORMATS[name].ending
    return {one: folder / f"esteem-match-{one}.{ending}" for one in SIDES}


def _languages(library: Library, asked: str | None) -> Sequence[str]:
    """The languages to write, the base language first."""
    others = [code for code in library.languages if code != library.base]
    if asked == ALL:
        return [library.base, *others]
    code = library.base if asked is None else asked
    if code not in library.languages:
        known = ", ".join([library.base, *others])
        raise CommandError([f"There is no language {code!r}. There is {known}, or {ALL}."])
    return [code]
