"""Return, share, host and join codes: making, reading and showing them. None is stored here."""

import secrets
import unicodedata
from typing import Literal

Reason = Literal["slip", "length", "letters"]

# Without 0 O 1 I L S U. As 29 is prime, one weighted sum detects every slip and every swap.
ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ"
SECRET_SYMBOLS = 23  # log2(29) each: 111 bits
LENGTH = SECRET_SYMBOLS + 1
GROUP = 4
JOIN_LENGTH = 6  # 29 bits: only valid while a round is open, and failures are counted
JOIN_GROUP = 3
LONGEST_INPUT = 200
MEANT = str.maketrans("SU", "5V")
SEPARATING = ("P", "Z", "C")  # Unicode: punctuation, spaces, invisible characters
SEPARATORS = "+~|\N{MINUS SIGN}"


def new() -> str:
    """A new code of 24 symbols from the system's secure random numbers."""
    symbols = "".join(secrets.choice(ALPHABET) for _ in range(SECRET_SYMBOLS))
    return symbols + check_symbol(symbols)


def check_symbol(symbols: str) -> str:
    """The last symbol of a code, which makes the sum of place times symbol a multiple of 29."""
    missing = -_weighted(symbols) * pow(LENGTH, -1, len(ALPHABET))
    return ALPHABET[missing % len(ALPHABET)]


def read(text: str) -> str:
    """The code that somebody typed or pasted, as 24 symbols. Raises BadCode."""
    code = _symbols(text, LENGTH)
    if _weighted(code) % len(ALPHABET):
        raise BadCode("slip")
    return code


def new_join() -> str:
    """A new join code of six symbols, short enough to read off a wall."""
    return "".join(secrets.choice(ALPHABET) for _ in range(JOIN_LENGTH))


def read_join(text: str) -> str:
    """The join code that somebody typed or pasted, as six symbols. Raises BadCode."""
    return _symbols(text, JOIN_LENGTH)


def pretty(code: str) -> str:
    """The code in groups of four; a join code in two groups of three."""
    size = JOIN_GROUP if len(code) == JOIN_LENGTH else GROUP
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def _symbols(text: str, length: int) -> str:
    if len(text) > LONGEST_INPUT:
        raise BadCode("length")
    code = _stripped(text)
    if not set(code) <= set(ALPHABET):
        raise BadCode("letters")
    if len(code) != length:
        raise BadCode("length")
    return code


def _weighted(symbols: str) -> int:
    return sum(place * ALPHABET.index(symbol) for place, symbol in enumerate(symbols, start=1))


def _stripped(text: str) -> str:
    letters = unicodedata.normalize("NFKC", text).upper()
    return "".join(letter for letter in letters if not _separates(letter)).translate(MEANT)


def _separates(letter: str) -> bool:
    return letter in SEPARATORS or unicodedata.category(letter).startswith(SEPARATING)


class BadCode(ValueError):  # noqa: N818
    """What was typed can't be a code: a slip, a wrong length, or letters that no code has."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
