"""Return codes: hard to guess, easy to read back, and every typing slip is told at once."""

import contextlib
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from esteem_match import codes

SYMBOLS = st.sampled_from(codes.ALPHABET)
CODES = st.text(SYMBOLS, min_size=23, max_size=23).map(lambda s: s + codes.check_symbol(s))
JOIN_CODES = st.text(SYMBOLS, min_size=6, max_size=6)
PLACES = st.integers(0, codes.LENGTH - 1)


def reason(text: str) -> str:
    with pytest.raises(codes.BadCode) as caught:
        codes.read(text)
    return caught.value.reason


def test_a_code_holds_at_least_111_secret_bits() -> None:
    assert codes.SECRET_SYMBOLS * math.log2(len(codes.ALPHABET)) >= 111
    assert len(codes.new()) == codes.LENGTH


def test_the_alphabet_has_29_different_symbols_and_none_of_the_worst_look_alikes() -> None:
    assert len(codes.ALPHABET) == len(set(codes.ALPHABET)) == 29
    assert not set(codes.ALPHABET) & set("01OILSU")


def test_every_symbol_comes_up_about_equally_often_at_every_place() -> None:
    made = [codes.new() for _ in range(3000)]
    expected = len(made) / len(codes.ALPHABET)
    for place in range(codes.SECRET_SYMBOLS):
        column = [code[place] for code in made]
        chi2 = sum((column.count(s) - expected) ** 2 / expected for s in codes.ALPHABET)
        assert chi2 < 90  # 28 degrees of freedom: a fair source passes this all but 1 in 10 million


def test_no_two_codes_are_the_same() -> None:
    assert len({codes.new() for _ in range(5000)}) == 5000


@given(CODES)
def test_a_code_is_read_back_from_the_way_it_is_shown(code: str) -> None:
    assert codes.read(codes.pretty(code)) == code


def test_a_code_is_shown_as_six_groups_of_four() -> None:
    assert [len(group) for group in codes.pretty(codes.new()).split("-")] == [4] * 6


@given(
    CODES,
    st.sampled_from(
        [" ", "-", "\u2013", "\u2014", "\u2212", "_", ".", "\t", "\n", "\u00a0", "\u200b"]
    ),
)
def test_case_and_any_usual_separator_do_not_matter(code: str, separator: str) -> None:
    assert codes.read(f" {separator.join(code.lower())}\n") == code


@given(CODES)
def test_the_two_look_alikes_with_one_meaning_are_understood(code: str) -> None:
    assert codes.read(code.replace("5", "S").replace("V", "u")) == code


@given(CODES)
def test_full_width_letters_of_an_asian_keyboard_are_understood(code: str) -> None:
    assert codes.read("".join(chr(ord(symbol) + 0xFEE0) for symbol in code)) == code


@given(CODES, PLACES, SYMBOLS)
def test_every_single_wrong_symbol_is_a_slip(code: str, place: int, wrong: str) -> None:
    assume(code[place] != wrong)
    assert reason(code[:place] + wrong + code[place + 1 :]) == "slip"


@given(CODES, PLACES, PLACES)
def test_every_swap_of_two_symbols_is_a_slip(code: str, one: int, other: int) -> None:
    assume(code[one] != code[other])
    swapped = list(code)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert reason("".join(swapped)) == "slip"


@given(CODES, PLACES)
def test_a_symbol_too_few_or_too_many_is_a_wrong_length(code: str, place: int) -> None:
    assert reason(code[:place] + code[place + 1 :]) == "length"
    assert reason(code[:place] + code[place] + code[place:]) == "length"


@given(CODES, PLACES, st.sampled_from("0O1ILé🦄"))
def test_a_symbol_that_no_code_has_is_named_as_that(code: str, place: int, stranger: str) -> None:
    assert reason(code[:place] + stranger + code[place + 1 :]) == "letters"


@given(st.text(max_size=400))
def test_whatever_is_typed_is_a_code_or_refused(text: str) -> None:
    with contextlib.suppress(codes.BadCode):
        assert len(codes.read(text)) == codes.LENGTH


def test_nothing_typed_is_a_wrong_length() -> None:
    assert reason("") == reason(" - ") == "length"


# -- join codes ---------------------------------------------------------------------------------


def join_reason(text: str) -> str:
    with pytest.raises(codes.BadCode) as caught:
        codes.read_join(text)
    return caught.value.reason


def test_every_symbol_comes_up_about_equally_often_at_every_place_of_a_join_code() -> None:
    made = [codes.new_join() for _ in range(3000)]
    assert {len(code) for code in made} == {6}
    expected = len(made) / len(codes.ALPHABET)
    for place in range(6):
        column = [code[place] for code in made]
        chi2 = sum((column.count(s) - expected) ** 2 / expected for s in codes.ALPHABET)
        assert chi2 < 90  # 28 degrees of freedom, as above


@given(JOIN_CODES, st.sampled_from(["", " ", "-", "\u2013", "\u00a0", "."]))
def test_a_join_code_is_read_back_however_it_is_typed(code: str, separator: str) -> None:
    assert codes.read_join(codes.pretty(code)) == code
    assert codes.read_join(f" {separator.join(code.lower())}\n") == code
    assert codes.read_join(code.replace("5", "s").replace("V", "U")) == code


def test_a_join_code_is_shown_as_two_groups_of_three() -> None:
    assert codes.pretty("ABC234") == "ABC-234"


def test_what_cannot_be_a_join_code_is_told_why() -> None:
    assert join_reason("") == join_reason("ABC23") == join_reason("ABC2345") == "length"
    assert join_reason("A" * 1000) == join_reason(codes.new()) == "length"
    assert join_reason("ABC23O") == join_reason("🦄🦄") == "letters"
    assert join_reason("ABC23\0") == "length"


def test_a_join_code_is_no_return_code() -> None:
    assert reason(codes.new_join()) == "length"
