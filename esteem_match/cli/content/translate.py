"""Starts a translation for people to fill in, or adds missing texts to it."""

from pathlib import Path

from esteem_match import content
from esteem_match.cli.files import write_file
from esteem_match.cli.problems import failed


def begun_or_completed(folder: Path, code: str) -> tuple[str, ...]:
    """Writes the file if anything is missing in it, and says what was done."""
    made = content.skeleton(folder, code)
    if not made.added:
        return (f"{made.path} lacks no part. `check` tells what is empty in it.",)
    try:
        made.path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise failed(made.path.parent, "made", error) from error
    write_file(made.path, [made.text])
    texts = "text" if made.added == 1 else "texts"
    return (f"{made.path}: added {made.added:,} empty {texts} to fill in.",)
