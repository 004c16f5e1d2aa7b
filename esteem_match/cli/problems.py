"""What is wrong with what a command was given, in whole sentences."""

from collections.abc import Iterable
from pathlib import Path

MOST = 20
LONGEST_SHOWN = 40


def shown(text: str) -> str:
    """A text from a file as it may stand in a message: short, in quotes, control signs escaped."""
    return repr(text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…")


def failed(path: Path, doing: str, error: OSError) -> "CommandError":
    """One sentence for what the system said about a file. `doing`: read, written."""
    said = error.strerror or str(error)
    return CommandError([f"{path} can't be {doing}: {said[:1].lower() + said[1:]}."])


class CommandError(Exception):
    """A command can't do what it was asked. `lines` says why, a sentence a line."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))
