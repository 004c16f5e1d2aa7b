"""Reads a cell of answers in each of the notations that tools and people use."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from esteem_match.batch import MISSING
from esteem_match.interchange import ALONE, NOT_APPLICABLE, UNSURE
from esteem_match.models import SIDES, Content, Item, Question, Side

WHOLE = re.compile(r"(\d+)[.,]0+")
BETWEEN = re.compile(r"[\s,;|]+")
NOTHING = bytes([MISSING])
NO, YES = b"\x00", b"\x01"


class How(StrEnum):
    """How answers are written. Places are positions from 0, as in `items` and `score`."""

    PLACES = "places"
    WORDS = "words"
    PAPER = "paper"
    KOBO = "kobo"


class Reading(NamedTuple):
    """The questions in each language, the base first, and the notation of a file.

    `words` are those of interface.toml in the same languages, or empty.
    """

    contents: Sequence[Content]
    words: Sequence[Mapping[str, str]] = ()
    how: How = How.PLACES
    ignore_unknown: bool = False

    @property
    def content(self) -> Content:
        return self.contents[0]


class Codes(dict[str, bytes]):
    """The bytes for each allowed cell, one for each item that it answers.

    `allowed` lists them for messages; `otherwise` reads cells that are written in another form.
    """

    def __init__(
        self,
        known: Mapping[str, bytes],
        allowed: str,
        otherwise: Callable[[str], bytes | None],
    ) -> None:
        super().__init__(known)
        self.allowed, self.otherwise = allowed, otherwise

    def __missing__(self, cell: str) -> bytes:
        found = self.otherwise(cell)
        if found is None:
            raise KeyError(cell)
        return found


def of_item(reading: Reading, side: Side, item: Item) -> Codes:
    """'Does not apply' is 0; 'not sure' and an empty cell are missing."""
    size = len(reading.content.side(side).options[item.options])
    if reading.how == How.WORDS:
        return _of_words(reading, side, item)
    first = 1 if reading.how == How.PAPER else 0
    known = {str(first + place): bytes([place]) for place in range(size)}
    if reading.how == How.PAPER:
        known = {"0": NOTHING, **known}
        known |= {str(first + size): NO} if item.not_applicable else {}
    if reading.how == How.KOBO:
        known |= {NOT_APPLICABLE: NO} if item.not_applicable else {}
        known[UNSURE] = NOTHING
    return _numbers(known)


def of_list(reading: Reading, side: Side, question: Question) -> Codes:
    """All boxes of a checklist in one cell: each is ticked or not, or all are missing."""
    names = [item.id for item in question.items]
    if reading.how == How.WORDS:
        return _of_box_words(reading, side, question)
    if reading.how == How.KOBO:
        none, unsure = ALONE
    else:
        names, none, unsure = [str(place) for place, _ in enumerate(names, 1)], "0", "U"
    empty = {"": NOTHING * len(names), unsure: NOTHING * len(names), none: NO * len(names)}
    allowed = f"{', '.join([*names, none, unsure])}, more than one with blanks between"
    return Codes(empty, allowed, lambda cell: _ticks(cell, names, empty))


def tidy(cell: str) -> str:
    """A number in its usual form: without blanks, and without decimals that are 0."""
    plain = cell.strip()
    found = WHOLE.fullmatch(plain)
    return found[1] if found else plain


def plain(cell: str) -> str:
    """Words without differences in case, spacing and apostrophes."""
    words = " ".join(cell.replace("\u2019", "'").casefold().split())
    return words.rstrip(".") or words


def _numbers(known: Mapping[str, bytes]) -> Codes:
    cells = {"": NOTHING, **known, **{f"{name}.0": code for name, code in known.items()}}
    return Codes(cells, ", ".join(known), lambda cell: cells.get(tidy(cell)))


def _of_words(reading: Reading, side: Side, item: Item) -> Codes:
    cells = {plain(words): code for words, code in reversed(list(_words(reading, side, item)))}
    cells[""] = NOTHING
    shown = [repr(words) for words in reading.content.side(side).options[item.options]]
    return Codes({}, ", ".join(shown), lambda cell: cells.get(plain(cell)))


def _words(reading: Reading, side: Side, item: Item) -> Iterator[tuple[str, bytes]]:
    """All words of all languages; if the same words mean two things, the first counts."""
    for content in reading.contents:
        for place, words in enumerate(content.side(side).options[item.options]):
            yield words, bytes([place])
    for words_of in reading.words:
        yield words_of.get("answer.unsure", ""), NOTHING
        if item.not_applicable:
            yield words_of.get(f"answer.not_applicable_{side}", ""), NO


def _of_box_words(reading: Reading, side: Side, question: Question) -> Codes:
    size = len(question.items)
    boxes, whole = dict[str, int](), {"": NOTHING * size}
    for content in reading.contents:
        asked = next(one for one in content.side(side).questions() if one.id == question.id)
        boxes |= {plain(box.text): place for place, box in enumerate(asked.items)}
        whole[plain(getattr(asked.asks, "none", ""))] = NO * size
    whole |= {plain(words.get("answer.unsure", "")): NOTHING * size for words in reading.words}
    whole[""] = NOTHING * size
    allowed = f"{', '.join(repr(box.text) for box in question.items)}, with ; between"
    return Codes({}, allowed, lambda cell: _box(cell, boxes, whole))


def _box(cell: str, boxes: Mapping[str, int], whole: Mapping[str, bytes]) -> bytes | None:
    """The boxes named in a cell. Longer texts are found first: one may be part of another."""
    rest = plain(cell)
    if rest in whole:
        return whole[rest]
    size, ticked = len(whole[""]), set[int]()
    for words, place in sorted(boxes.items(), key=lambda one: -len(one[0])):
        if words in rest:
            ticked.add(place)
            rest = rest.replace(words, ";")
    if not ticked or BETWEEN.sub("", rest.replace(".", "")):
        return None
    return b"".join(YES if place in ticked else NO for place in range(size))


def _ticks(cell: str, names: Sequence[str], empty: Mapping[str, bytes]) -> bytes | None:
    if (alone := tidy(cell)) in empty or (alone := alone.upper()) in empty:
        return empty[alone]
    ticked = [tidy(one) for one in BETWEEN.split(cell.strip()) if one]
    if not set(ticked) <= set(names):
        return None
    return b"".join(YES if name in ticked else NO for name in names)


def sides(content: Content) -> Iterator[tuple[Side, Question]]:
    """Every question of both sides."""
    for side in SIDES:
        for question in content.side(side).questions():
            yield side, question
