"""The versions of program, rules and content."""

from collections.abc import Iterator

import typer

from esteem_match import __version__
from esteem_match.cli.plain import library_of, plainly, print_lines


def show(asked: bool) -> None:
    """Prints the versions; the program's own even if the content can't be read."""
    if asked:
        typer.echo(f"ESTEEM Match {__version__}")
        with plainly():
            print_lines(_of_content())
        raise typer.Exit


def _of_content() -> Iterator[str]:
    library = library_of()
    yield f"rules {library.contents[library.base].model.version}"
    yield f"content {library.version}"
