"""One form of a text for page, route, store, file and document, and one way to count it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esteem_match import texts
from esteem_match.documents.blocks import Para


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("bell\x07", "bell"),
        ("from Word\x0bnext line", "from Word\nnext line"),
        ("a page\x0cbreak", "a page\nbreak"),
        ("a web\u2028page\u2029here", "a web\npage\nhere"),
        ("next\x85line", "next\nline"),
        ("Windows\r\nMac\rend", "Windows\nMac\nend"),
        ("a\tcell", "a cell"),
        ("a\0b", "ab"),
        ("half \ud800 a pair", "half  a pair"),
        ("turned \u202e round", "turned  round"),
        ("\u2068from contacts\u2069", "from contacts"),
        ("\ufeffa mark \ufffe", "\ufeffa mark"),
        ("e\u0301", "\u00e9"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("\x07", ""),
    ],
)
def test_what_is_pasted_is_mended_and_not_refused(pasted: str, kept: str) -> None:
    assert texts.kept(pasted) == kept


@given(st.text(max_size=80))
def test_what_is_kept_stays_as_it_is_in_every_document(text: str) -> None:
    kept = texts.kept(text)
    assert texts.kept(kept) == kept
    assert Para(text=kept).text == kept


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("abc", 3),
        ("e\u0301", 1),
        ("👋👋", 2),
        ("𠮷野家", 3),
        ("\u0958", 2),  # a letter that is kept as two: Hindi's qa
        ("\u1112\u1161\u11ab", 1),
    ],
)
def test_characters_are_counted_alike_in_whichever_form_they_come(text: str, many: int) -> None:
    assert texts.length(text) == many
    for form in ("NFC", "NFD"):
        assert texts.length(unicodedata.normalize(form, text)) == many  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "most", "begins"),
    [
        ("The Tuesday Circle", 11, "The Tuesday"),
        ("short", 60, "short"),
        ("", 3, ""),
        ("क\u093cख", 1, "क"),
        ("aक\u093c", 2, "a"),
        ("a👩\u200d👧", 3, "a"),
        ("a👋🏽", 2, "a"),
        ("\u0301\u0301\u0301", 2, "\u0301\u0301"),
    ],
)
def test_a_name_is_cut_between_characters_and_never_within_one(
    text: str, most: int, begins: str
) -> None:
    assert texts.cut(text, most) == begins
