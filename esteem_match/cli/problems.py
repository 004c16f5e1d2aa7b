"""Errors in the input of a command, in whole sentences."""

from collections.abc import Iterable
from pathlib import Path

MOST = 20
LONGEST_SHOWN = 40


def shown(text: str) -> str:
    """A text from a file, fit for a message: short, quoted, with control characters escaped."""
    return repr(text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…")


def failed(path: Path, doing: str, error: OSError) -> "CommandError":
    """One sentence for a system error with a file. `doing`: read, written."""
    reason = error.strerror or str(error)
    return CommandError([f"{path} can't be {doing}: {reason[:1].lower() + reason[1:]}."])


class CommandError(Exception):
    """A command can't do what it was asked. `lines` are the reasons, one sentence each."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))
