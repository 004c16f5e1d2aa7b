"""Tables as text from many programs: finds out the encoding and the separator."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, TextIO

from esteem_match.cli.problems import CommandError

LONGEST_LINE = 1 << 16
PIECE = 1 << 20
COMMA = ","
SEPARATORS = {COMMA: "commas", ";": "semicolons", "\t": "tabs"}
EXCEL = re.compile(r'"?sep=(.)"?[,;\t]*[\r\n]*', re.IGNORECASE)
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
NAMES = {
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252 (cp1252): look whether letters with accents are right",
}


def records(
    file: BinaryIO, name: str, likely: Callable[[list[str]], int], note: Callable[[str], None]
) -> Iterator[list[str]]:
    """The rows of a text. `note` is called if it isn't UTF-8 with commas."""
    encoding = _encoding(file, name)
    if encoding in NAMES:
        note(f"{name} is read as {NAMES[encoding]}.")
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        separator, start = _separator(text, likely)
        if separator != COMMA:
            between = SEPARATORS.get(separator, repr(separator))
            note(f"{name} is read with {between} between the columns.")
        yield from _rows(text, start, separator)
    finally:
        text.detach()


def _encoding(file: BinaryIO, name: str) -> str:
    """The encoding. Raises CommandError if not all of the file can be decoded."""
    start = file.read(4)
    marked = next((found for mark, found in MARKS.items() if start.startswith(mark)), None)
    if marked or 0 in start[:2]:
        encoding = marked or ("utf-16-le" if start[:1] != b"\0" else "utf-16-be")
        if _decodes(file, encoding):
            return encoding
        kind = "UTF-8" if encoding == "utf-8-sig" else "UTF-16"
        raise CommandError([f"{name} begins as {kind}, but not all of it is. Save it anew."])
    if _decodes(file, "utf-8"):
        return "utf-8"
    if _decodes(file, "cp1252") and not _mixed(file):
        return "cp1252"
    wrong = f"{name} is neither UTF-8 nor UTF-16 nor Windows-1252"
    raise CommandError([f"{wrong}, or more than one of them. Save it as CSV in UTF-8."])


def _decodes(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in _pieces(file):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _mixed(file: BinaryIO) -> bool:
    """Whether some letters beyond ASCII are UTF-8: then a part is damaged, and guessing unsafe."""
    decoder = codecs.getincrementaldecoder("utf-8")("ignore")
    return any(not decoder.decode(piece).isascii() for piece in _pieces(file))


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    yield from iter(partial(file.read, PIECE), b"")
    file.seek(0)


def _separator(text: TextIO, likely: Callable[[list[str]], int]) -> tuple[str, int]:
    """The separator, and where the header starts. Excel may name it in a line above.

    Else the one with which the header has the most known columns, then the most columns.
    """
    start = text.tell()
    first = text.readline(LONGEST_LINE)
    if excel := EXCEL.fullmatch(first):
        return excel[1], text.tell()
    found = {one: _header(text, start, one) for one in SEPARATORS}
    best = max(found, key=lambda one: (likely(found[one]), len(found[one])))
    return best, start


def _header(text: TextIO, start: int, separator: str) -> list[str]:
    try:
        return next(_rows(text, start, separator), [])
    except CommandError:
        return []


def _rows(text: TextIO, start: int, separator: str) -> Iterator[list[str]]:
    done = 0
    text.seek(start)
    try:
        for row in csv.reader(_lines(text), delimiter=separator, strict=True):
            yield row
            done += 1
    except csv.Error as error:
        mend = "Look for a quotation mark that isn't closed, or for a file that is not CSV."
        raise CommandError([f"Row {done + 1} can't be read: {error}. {mend}"]) from error


def _lines(text: TextIO) -> Iterator[str]:
    """The lines of a text; a line that is too long is refused before it fills the memory."""
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise csv.Error(f"a line has {LONGEST_LINE:,} letters or more")
        yield line
