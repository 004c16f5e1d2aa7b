"""What all commands share: loading the content, and reporting errors in sentences."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from esteem_match import content, resources
from esteem_match.cli import files
from esteem_match.cli.answers.cells import How, Reading
from esteem_match.cli.problems import CommandError
from esteem_match.models import Content, Library
from esteem_match.store import StoreError


def library_of(folder: Path | None = None, *, shown: bool = False) -> Library:
    """The content in the folder; no store is opened for it."""
    return content.load(folder_of(folder), shown=shown)


def folder_of(folder: Path | None) -> Path:
    place = folder or resources.folder()
    if not place.is_dir():
        raise CommandError([f"There is no folder {place}."])
    return place


def base_content() -> Content:
    library = library_of()
    return library.contents[library.base]


def reading_of(library: Library, how: How, *, ignore_unknown: bool = False) -> Reading:
    """How to read a file of answers: with words in every language, the base language first."""
    spoken = [library.base, *(code for code in library.contents if code != library.base)]
    contents = [library.contents[code] for code in spoken]
    return Reading(contents, [library.words[code] for code in spoken], how, ignore_unknown)


def print_lines(lines: Iterable[str]) -> None:
    files.write_stream(sys.stdout.buffer, (f"{line}\n" for line in lines))


@contextmanager
def plainly() -> Iterator[None]:
    """Reports errors in sentences and exits with 1. A closed pipe is no error."""
    try:
        yield
    except content.ContentError as error:
        _fail(str(problem) for problem in error.problems)
    except CommandError as error:
        _fail(error.lines)
    except StoreError as error:
        _fail([str(error)])
    except BrokenPipeError:
        raise
    except OSError as error:
        _fail([f"{error.filename or 'The output'}: {error.strerror or error}."])


def _fail(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(" ".join(line.splitlines()), err=True)
    raise typer.Exit(1)
