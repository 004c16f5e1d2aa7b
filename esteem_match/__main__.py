"""The command line: `python -m esteem_match`. Texts go to stdout, what is wrong to stderr."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from esteem_match import content, resources
from esteem_match.cli import (
    cases,
    check,
    copies,
    files,
    items,
    one_case,
    paper,
    results,
    translate,
)
from esteem_match.cli.problems import CommandError
from esteem_match.models import Content, Library
from esteem_match.store import StoreError

app = typer.Typer(
    help="ESTEEM Match: a conversation aid for groups and practitioners. Its content and scores.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    CSV = "csv"
    JSON = "json"


class Sheet(StrEnum):
    GROUP = "group"
    PRACTITIONER = "practitioner"
    SHEET = "sheet"
    AGREEMENT = "agreement"


@app.command("check")
def check_content(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A folder like questionnaires/.")
    ] = None,
) -> None:
    """Checks all content, and says what it holds or everything that is wrong with it."""
    with _plainly():
        _print(check.summary(_library(folder)))


@app.command("translate")
def translate_content(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A language, such as cy or pt-BR.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A folder like questionnaires/.")
    ] = None,
) -> None:
    """Begins translations/CODE.toml, or adds what it lacks: an empty text for each part.

    Above each stands what the folder's own language says. What is in the file stays as it is.
    """
    with _plainly():
        _print(translate.begun_or_completed(_folder(folder), code))


@app.command("items")
def list_items(
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.CSV,
) -> None:
    """Writes the codebook: every question, with what it asks for and what it rests on."""
    with _plainly():
        write = items.as_json if form == Format.JSON else items.as_csv
        files.write_stream(sys.stdout.buffer, [write(items.codebook(_content()))])


@app.command("score")
def score_table(
    answers: Annotated[Path, typer.Argument(metavar="ANSWERS.csv", help="A row a pair.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="RESULTS.csv", help="Else to stdout.")
    ] = None,
) -> None:
    """Scores a table of pairs: pair_id and ids of questions as columns, numbers in the cells.

    A number is an answer's place in the question's options, counted from 0; 'does not apply' is
    written 0 and an empty cell is missing, as is a column that is not there. Each row is scored
    by itself: a pair_id may come again. One that a spreadsheet would run as a formula is written
    with a ' before it. If anything is wrong, nothing is written.
    """
    with _plainly():
        if output is not None:
            files.check_target(output, answers)
        lines = results.scored(answers, _content(), _tell)
        if output is None:
            files.write_stream(sys.stdout.buffer, lines)
        else:
            files.write_file(output, lines)


@app.command("paper")
def print_paper(
    kind: Annotated[Sheet, typer.Argument(help="What to print.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.pdf", help="Else to stdout.")
    ] = None,
    large: Annotated[bool, typer.Option("--large", help="In large print, 18 points.")] = False,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="A language that is there, such as cy.")
    ] = None,
) -> None:
    """Writes a form as a PDF: the group's or the practitioner's questions, the agreement to fill
    in, or the sheet on which a group works out the result by hand.

    The numbers on the forms are those that "Type in a form from paper" takes.
    """
    with _plainly():
        if output is None and sys.stdout.isatty():
            raise CommandError(["This is a PDF. Say where it goes: -o FILE.pdf."])
        pdf = paper.printed(_library(), kind.value, language, large=large)
        if output is None:
            files.write_stream(sys.stdout.buffer, [pdf])
        else:
            files.write_file(output, [pdf])


@app.command()
def purge() -> None:
    """Deletes answers that have expired, and says how many records they were."""
    with _plainly():
        try:
            gone = resources.store().purge()
        finally:
            resources.reset()
        _print([f"Deleted {gone} expired {'record' if gone == 1 else 'records'}."])


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="A name that is still free.")],
) -> None:
    """Copies the whole database into one file, while the program runs. The secret is not in it."""
    with _plainly():
        _print(copies.backed_up(target))


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="What `backup` has written.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="In the place of a database that is there.")
    ] = False,
) -> None:
    """Puts a copy back where the database belongs, and deletes what has expired since.

    The secret must be in its place before. A program that uses the database must be stopped first.
    """
    with _plainly():
        _print(copies.restored(source, replace=replace))


@app.command()
def demo(
    case: Annotated[str | None, typer.Option(metavar="ID", help="One case in full.")] = None,
) -> None:
    """Shows the published cases: the roles read from each, and the roles that the rules find."""
    with _plainly():
        library = _library()
        if case is None:
            _print(cases.overview(library))
            return
        known = {one.example.id.casefold(): one for one in cases.cases(library)}
        if case.casefold() not in known:
            names = ", ".join(one.example.id for one in known.values())
            raise typer.BadParameter(f"there is no case {case!r}; there are {names}.")
        _print(one_case.in_full(library, known[case.casefold()]))


def _library(folder: Path | None = None) -> Library:
    """The content as it is in the folder now; no store is opened for it."""
    return content.load(_folder(folder))


def _folder(folder: Path | None) -> Path:
    place = folder or resources.folder()
    if not place.is_dir():
        raise CommandError([f"There is no folder {place}."])
    return place


def _content() -> Content:
    library = _library()
    return library.contents[library.base]


def _tell(done: int) -> None:
    typer.echo(f"{done:,} pairs are scored.", err=True)


def _print(lines: Iterable[str]) -> None:
    files.write_stream(sys.stdout.buffer, (f"{line}\n" for line in lines))


@contextmanager
def _plainly() -> Iterator[None]:
    """Says what is wrong in sentences, and ends with 1. A closed pipe is nobody's mistake."""
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


if __name__ == "__main__":
    app(prog_name="python -m esteem_match")
