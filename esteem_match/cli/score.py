"""The command that scores tables."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from esteem_match.cli import files
from esteem_match.cli.answers import results
from esteem_match.cli.answers.cells import How
from esteem_match.cli.answers.progress import progress
from esteem_match.cli.plain import library_of, plainly, reading_of
from esteem_match.cli.problems import CommandError

Answers = Annotated[
    list[Path], typer.Argument(metavar="ANSWERS", help="A row a pair: text or .xlsx; - is stdin.")
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="RESULTS.csv", help="Else to stdout.")
]
Written = Annotated[How, typer.Option("--from", help="How answers are written.")]
Ignore = Annotated[
    bool, typer.Option("--ignore-unknown", help="Leave columns alone that are no questions.")
]


def score(
    answers: Answers,
    output: Output = None,
    how: Written = How.PLACES,
    ignore_unknown: Ignore = False,
) -> None:
    """Scores a table of pairs: pair_id and ids of questions as columns, answers in the cells.

    Commas, semicolons or tabs between columns, and the usual encodings, are recognised and noted.
    An empty cell is missing, as is a column that is not there. Several files, such as a
    group's and a practitioner's, are joined by their pair_id.

    places: an answer's place in the question's options, counted from 0; 'does not apply' is 0.
    words: the option's words. paper: numbers as printed on our forms. kobo: what our form
    (export) brings back from KoBo or ODK.

    Each row of one file is scored by itself: a pair_id may come again. One that a spreadsheet
    would run as a formula is written with a ' before it. RESULTS.csv begins with a byte-order
    mark, for Excel; stdout does not. If anything is wrong, nothing is written.
    """
    with plainly(), progress(sys.stderr) as report:
        if len({*answers}) < len(answers):
            raise CommandError(["A file is named twice. Name each once."])
        if output is not None:
            for source in answers:
                files.check_target(output, source)
        reading = reading_of(library_of(), how, ignore_unknown=ignore_unknown)
        files.write(output, results.scored(answers, reading, _note, report))


def _note(line: str) -> None:
    typer.echo(line, err=True)
