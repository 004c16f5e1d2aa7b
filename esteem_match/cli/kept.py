"""The commands for stored data: delete what has expired, back up, restore."""

from pathlib import Path
from typing import Annotated

import typer

from esteem_match import resources
from esteem_match.cli import copies
from esteem_match.cli.plain import plainly, print_lines
from esteem_match.store.start import places, require


def purge(
    clock_is_right: Annotated[
        bool, typer.Option("--clock-is-right", help="Believe it again after it was ahead for days.")
    ] = False,
) -> None:
    """Deletes answers that have expired, and says how many records they were."""
    with plainly():
        require(places()[0])
        try:
            store = resources.store()
            if clock_is_right:
                store.believe()
            gone = store.purge()
        finally:
            resources.reset()
        print_lines([f"Deleted {gone} expired {'record' if gone == 1 else 'records'}."])


def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="A name that is still free.")],
) -> None:
    """Copies the whole database into one file, while the program runs. The secret is not in it."""
    with plainly():
        print_lines(copies.backed_up(target))


def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="What `backup` has written.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="In the place of a database that is there.")
    ] = False,
) -> None:
    """Puts a copy back where the database belongs, and deletes what has expired since.

    The secret must be in its place before. A program that uses the database must be stopped first.
    """
    with plainly():
        print_lines(copies.restored(source, replace=replace))
