"""Text as people type and paste it, in one form for page, store, file and document. Pure."""

import re
import unicodedata

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_JOINER = "\u200d"
_SKINS = range(0x1F3FB, 0x1F400)  # of an emoji


def mended(text: str) -> str:
    """Text without signs that no file can hold, or that turn what stands around them."""
    return _UNSEEN.sub("", _BREAKS.sub("\n", text))


def kept(text: str) -> str:
    """The form in which a text is kept: mended and normalised to NFC, with no blanks around it."""
    return unicodedata.normalize("NFC", mended(text.replace("\t", " "))).strip()


def length(text: str) -> int:
    """How many characters it has, in whichever form it came."""
    return len(unicodedata.normalize("NFC", text))


def cut(text: str, most: int) -> str:
    """Its first characters, and no part of one: a letter keeps its marks, an emoji its parts."""
    end = min(most, len(text))
    while 0 < end < len(text) and _belongs(text[end - 1], text[end]):
        end -= 1
    return text[: end or most]


def _belongs(before: str, after: str) -> bool:
    mark = unicodedata.category(after).startswith("M") or ord(after) in _SKINS
    return mark or _JOINER in (before, after)
