"""Writes the questionnaires as files that other programs take."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from esteem_match.cli.problems import CommandError
from esteem_match.interchange import Form, as_fhir, as_xlsform, form
from esteem_match.models import SIDES, Library, Side

ALL = "all"


class Written(NamedTuple):
    """How a format is written, and how its files end."""

    write: Callable[[Form], bytes]
    ending: str


FORMATS: Mapping[str, Written] = {
    "xlsform": Written(as_xlsform, "xlsx"),
    "fhir": Written(lambda one: as_fhir(one).encode(), "json"),
}


def exported(library: Library, name: str, side: Side, language: str | None) -> bytes:
    """One side's questions. Raises CommandError for a language that the content has not."""
    return FORMATS[name].write(form(library, side, _languages(library, language)))


def targets(name: str, side: Side | None, output: Path | None) -> dict[Side, Path | None]:
    """Where each side goes: one to the file or to stdout, both into a folder under names of ours.

    Raises CommandError where there is no such folder.
    """
    if side is not None:
        return {side: output}
    folder = output or Path()
    if not folder.is_dir():
        raise CommandError([f"There is no folder {folder}. Both sides are written into a folder."])
    ending = FORMATS[name].ending
    return {one: folder / f"esteem-match-{one}.{ending}" for one in SIDES}


def _languages(library: Library, asked: str | None) -> Sequence[str]:
    """The content's own language first, for it is what the others rest on."""
    others = [code for code in library.languages if code != library.base]
    if asked == ALL:
        return [library.base, *others]
    code = library.base if asked is None else asked
    if code not in library.languages:
        known = ", ".join([library.base, *others])
        raise CommandError([f"There is no language {code!r}. There is {known}, or {ALL}."])
    return [code]
