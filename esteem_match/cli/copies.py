"""Backs up and restores everything, and says in sentences what was done."""

from pathlib import Path

from esteem_match import store


def backed_up(target: Path) -> tuple[str, ...]:
    """Writes the copy, and says what is not in it."""
    done = store.back_up(target)
    return (
        f"{target}: {_records(done.records)} copied.",
        f"The secret is not in it. Without {done.secret} this copy opens nothing:"
        " keep a copy of that file too, in another place.",
    )


def restored(source: Path, *, replace: bool) -> tuple[str, ...]:
    """Puts the copy back, and says what came back with it."""
    done = store.restore(source, replace=replace)
    return (
        f"{done.place}: {_records(done.records)} put back,"
        f" of which {done.expired} had expired and were deleted.",
        "What people deleted after the copy was made is there again until its last day.",
    )


def _records(count: int) -> str:
    return f"{count:,} {'record' if count == 1 else 'records'}"
