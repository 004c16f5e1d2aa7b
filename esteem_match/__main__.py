"""The command line: `python -m esteem_match`. Texts go to stdout, what is wrong to stderr."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from esteem_match.cli import files, kept, score, serve, versions
from esteem_match.cli.content import cases, check, export, items, one_case, paper, translate
from esteem_match.cli.plain import base_content, folder_of, library_of, plainly, print_lines
from esteem_match.cli.problems import CommandError
from esteem_match.models import Side

commands = typer.Typer()


class Format(StrEnum):
    CSV = "csv"
    JSON = "json"


class Sheet(StrEnum):
    GROUP = "group"
    PRACTITIONER = "practitioner"
    SHEET = "sheet"
    AGREEMENT = "agreement"


class Interchange(StrEnum):
    XLSFORM = "xlsform"
    FHIR = "fhir"


@commands.command("check")
def check_content(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A folder like questionnaires/.")
    ] = None,
) -> None:
    """Checks all content, and says what it holds or everything that is wrong with it."""
    with plainly():
        print_lines(check.summary(library_of(folder, shown=True)))


@commands.command("translate")
def translate_content(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A language, such as cy or pt-BR.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A folder like questionnaires/.")
    ] = None,
) -> None:
    """Begins translations/CODE.toml, or adds what it lacks: an empty text for each part.

    Above each stands what the folder's own language says. What is in the file stays as it is.
    """
    with plainly():
        print_lines(translate.begun_or_completed(folder_of(folder), code))


@commands.command("items")
def list_items(
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.CSV,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Else to stdout.")
    ] = None,
) -> None:
    """Writes the codebook: every question, with what it asks for and what it rests on.

    A CSV in FILE begins with a byte-order mark, for Excel; stdout does not.
    """
    with plainly():
        if output is not None:
            files.check_target(output)
        rows = items.codebook(base_content())
        if form == Format.CSV:
            files.write(output, [items.as_csv(rows)])
        elif output is None:
            files.write_stream(sys.stdout.buffer, [items.as_json(rows)])
        else:
            files.write_file(output, [items.as_json(rows)])


@commands.command("paper")
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
    with plainly():
        if output is None and sys.stdout.isatty():
            raise CommandError(["This is a PDF. Say where it goes: -o FILE.pdf."])
        pdf = paper.printed(library_of(shown=True), kind.value, language, large=large)
        if output is None:
            files.write_stream(sys.stdout.buffer, [pdf])
        else:
            files.write_file(output, [pdf])


@commands.command("export")
def export_questions(
    form: Annotated[Interchange, typer.Option("--format", help="What the other program takes.")],
    side: Annotated[
        Side | None, typer.Argument(metavar="[group|practitioner]", help="Else both.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="A folder, where it is both sides."),
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="A language, or: all. Else the base.")
    ] = None,
) -> None:
    """Writes the questions for other programs: as XLSForm, or as Questionnaire of FHIR R4.

    One side goes to FILE or to stdout. Both go into a folder, under names that are told.
    """
    with plainly():
        library = library_of(shown=True)
        for one, target in export.targets(form, side, output).items():
            written = export.exported(library, form, one, language)
            if target is None:
                files.write_stream(sys.stdout.buffer, [written])
            else:
                files.check_target(target)
                files.write_file(target, [written])
                typer.echo(f"{target} is written.", err=True)


for command in (score.score, serve.serve, kept.purge, kept.backup, kept.restore):
    commands.command()(command)


@commands.command()
def demo(
    case: Annotated[str | None, typer.Option(metavar="ID", help="One case in full.")] = None,
) -> None:
    """Shows the published cases: the roles read from each, and the roles that the rules find."""
    with plainly():
        library = library_of()
        if case is None:
            print_lines(cases.overview(library))
            return
        known = {one.example.id.casefold(): one for one in cases.cases(library)}
        if case.casefold() not in known:
            names = ", ".join(one.example.id for one in known.values())
            raise typer.BadParameter(f"there is no case {case!r}; there are {names}.")
        print_lines(one_case.in_full(library, known[case.casefold()]))


def _program(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=versions.show,
            is_eager=True,
            help="The versions of program, rules and content.",
        ),
    ] = False,
) -> None:
    """ESTEEM Match: a conversation aid for groups and practitioners. Its content and scores."""


def program(*, completion: bool) -> typer.Typer:
    """All commands. Only a command of its own can be completed by a shell."""
    whole = typer.Typer(
        add_completion=completion,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    whole.add_typer(commands)
    whole.callback()(_program)
    return whole


def installed() -> None:
    """The command `esteem-match`."""
    program(completion=True)(prog_name="esteem-match")


app = program(completion=False)

if __name__ == "__main__":
    app(prog_name="python -m esteem_match")
