"""Answers brought in a file: judged, fitted to the questions known here, and kept."""

from collections.abc import Sequence
from datetime import date

from esteem_match import export
from esteem_match.export import BadFile, Earlier, Export, ExportedAnswer
from esteem_match.models import Answer, Side
from esteem_match.service.failure import as_failure
from esteem_match.service.rules import Rules
from esteem_match.store import Imported, Store, Time


@as_failure()
def read(text: str) -> Export:
    """What a file holds, as far as it can be judged without the questions."""
    return export.read(text)


@as_failure()
def bring(store: Store, found: Imported) -> str:
    """Keeps what was found in a file under a new code."""
    return store.times.bring(found)


@as_failure()
def imported(store: Store, rules: Rules, kept: Export, consent: str) -> Imported:
    """The same in the form in which it is kept here: all of it, or none."""
    today = store.today()
    export.check_days(kept, today)
    version, answers = _fitted(rules, kept.side, kept.questions, kept.answers)
    times = enumerate(kept.times, 1)
    return Imported(
        side=kept.side,
        version=version,
        consent_version=consent,
        language=rules.language,
        answers=answers,
        answered=min(kept.answered_on, today) if kept.answered_on else None,
        times=tuple(_time(rules, kept.side, one, at, today) for at, one in times),
    )


def _time(rules: Rules, side: Side, one: Earlier, number: int, today: date) -> Time:
    """An earlier time. Where neither its questions nor today's fit it, it stays as it is."""
    try:
        version, answers = _fitted(rules, side, one.questions, one.answers)
    except BadFile:
        if rules.readable(one.questions):
            raise
        version, answers = one.questions, export.unread(one.answers)
    return Time(number=number, day=min(one.day, today), version=version, answers=answers)


def _fitted(
    rules: Rules, side: Side, version: str, answers: Sequence[ExportedAnswer]
) -> tuple[str, dict[str, Answer]]:
    """The version by which answers are kept here, and the answers. Raises BadFile.

    The questions that were answered, where they are known here; else today's.
    """
    known = rules.readable(version)
    fitted = export.fit(side, answers, known or rules.today)
    return version if known else rules.version, fitted
