"""The export: all that is kept under a code, in a file that every installation can read. Pure."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from esteem_match import journey, texts
from esteem_match.journey import BadAnswer
from esteem_match.models import OPEN, Answer, Content, Item, Noun, Seat, Side, State

Kind = Literal["ESTEEM Match: answers of one code"]

KIND: Kind = "ESTEEM Match: answers of one code"
FORMAT = 2  # raise it with a change that an older program would misread
LARGEST = 1024 * 1024  # several times the largest file of the shipped questions
ANSWERS_MOST = 500
TIMES_MOST = 12
WORDS_MOST = 2000
POSITION_MOST = 1000
DAY = timedelta(days=1)  # two servers' days may differ by this much

Name = Annotated[str, Field(pattern=r"^[0-9A-Za-z._-]{1,64}$")]
Id = Annotated[str, Field(min_length=1, max_length=64, description="The question's own name.")]
AnswerValue = Annotated[
    Answer,
    Field(description="The place of the answer in its list, from 0; a text; null for 'not sure'."),
]


class ExportedAnswer(Noun):
    """One answer, as kept and in words. Only `id` and `answer` are read back."""

    id: Id
    question: Annotated[str, Field(description="As asked. Empty where nothing can read it now.")]
    answer: AnswerValue
    words: Annotated[str, Field(description="The answer as it stood on the screen.")]


class Earlier(Noun):
    """What was answered at an earlier time, by its own questions."""

    day: Annotated[date, Field(description="The day on which it was last answered so.")]
    questions: Annotated[Name, Field(description="The version of the questions answered then.")]
    answers: Annotated[tuple[ExportedAnswer, ...], Field(max_length=ANSWERS_MOST)]


class Copy(Noun):
    """A copy of the answers that was shown to somebody, as it is there. Never read back."""

    shared: Annotated[
        Literal["with practitioners", "with a group"],
        Field(description="A group shares with practitioners; a practitioner joins a group."),
    ]
    on: Annotated[date, Field(description="The day that the copy is of.")]
    answers: Mapping[Id, AnswerValue]


class Place(Noun):
    """A seat in one round of a workshop. Nothing of what the round came to. Never read back."""

    workshop: Annotated[str, Field(description="Its name.")]
    day: Annotated[date, Field(description="Its day.")]
    round: int
    seat: Seat
    state: Annotated[State, Field(description="Where the round stood.")]
    finished: Annotated[bool, Field(description="Whether this person said 'I have finished'.")]
    agreement: Annotated[bool, Field(description="Whether this person can read an agreement.")]


class Export(Noun):
    """All that is kept under one code. The code itself and share codes are left out: they are keys.

    Read back are `side`, `questions`, `answered`, `answers` and `times`; the rest is there to be
    read. Format 1 had no `answered`, `times` and `asked_until`.
    """

    kind: Kind = KIND
    format: Annotated[int, Field(ge=1, le=FORMAT)] = FORMAT
    written: Annotated[date, Field(description="The day of this file.")]
    side: Side
    language: Name
    questions: Annotated[Name, Field(description="The version of the questions answered.")]
    agreed_to: Annotated[str, Field(description="The version of the consent that had the yes.")]
    started: date
    changed: date
    answered: Annotated[
        date | None, Field(description="The day of the last answer; null before the first.")
    ] = None
    kept_until: Annotated[date, Field(description="The last day. Then all this is deleted.")]
    asked_until: Annotated[
        date | None, Field(description="The day until which this person asked to keep it.")
    ] = None
    closed: Annotated[bool, Field(description="Whether the answers took no change.")]
    answers: Annotated[tuple[ExportedAnswer, ...], Field(max_length=ANSWERS_MOST)]
    times: Annotated[
        tuple[Earlier, ...],
        Field(max_length=TIMES_MOST, description="Earlier times, the oldest first."),
    ] = ()
    copies: tuple[Copy, ...] = ()
    workshop: tuple[Place, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether a workshop was still answering: nobody in it had seen a result."""
        return any(place.state in OPEN for place in self.workshop)

    @property
    def answered_on(self) -> date | None:
        """The day of the last answer; in a file of format 1, that of the last change."""
        if self.format == 1 and self.answers:
            return self.changed
        return self.answered


def write(kept: Export) -> str:
    """The file, as JSON that people can read too."""
    return json.dumps(kept.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> Export:
    """The export from a file, checked as far as possible without questions. Raises BadFile."""
    if len(text) > LARGEST:
        raise BadFile("large")
    _recognise(_parsed(text))
    try:
        kept = Export.model_validate_json(text, strict=True)
    except ValidationError:
        raise BadFile("broken") from None
    if any(_doubled(answers) for answers in (kept.answers, *(one.answers for one in kept.times))):
        raise BadFile("broken")
    return kept


def check_days(kept: Export, today: date) -> None:
    """Raises BadFile if times are not in order, or in the future."""
    days = [one.day for one in kept.times]
    days += [kept.answered_on] if kept.answered_on else []
    if days != sorted(days) or max([*days, kept.written]) > today + DAY:
        raise BadFile("days")


def fit(side: Side, answers: Sequence[ExportedAnswer], content: Content) -> dict[str, Answer]:
    """All answers in the form in which they are kept here. Raises BadFile if any doesn't fit.

    Either all boxes of a checklist are answered, or none.
    """
    known = {item.id: item for item in content.side(side).items()}
    _refuse("unknown", (one for one in answers if one.id not in known))
    _refuse("unfit", (one for one in answers if not _takes(content, known[one.id], one)))
    fitted = {one.id: journey.clean(content, known[one.id], one.answer) for one in answers}
    torn = journey.torn(content.side(side), fitted)
    _refuse("unfit", (one for one in answers if one.id in torn))
    return fitted


def unread(answers: Sequence[ExportedAnswer]) -> dict[str, Answer]:
    """Answers to questions that are unknown here, unchanged. Raises BadFile for no answers."""
    _refuse("unfit", (one for one in answers if not _sound(one.answer)))
    return {one.id: _as_kept(one.answer) for one in answers}


def differences(copy: Mapping[str, Answer], now: Mapping[str, Answer]) -> int:
    """How many answers differ, or are only in one of the two."""
    absent = object()
    return sum(copy.get(name, absent) != now.get(name, absent) for name in copy.keys() | now.keys())


def schema() -> dict[str, Any]:
    """The file's format as a JSON Schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Export.model_json_schema(mode="serialization"),
    }


def _parsed(text: str) -> object:
    try:
        parsed: object = json.loads(text)
    except (ValueError, RecursionError):
        raise BadFile("not_json") from None
    return parsed


def _recognise(parsed: object) -> None:
    """Raises BadFile unless the file is ours, in a known format."""
    if not isinstance(parsed, dict) or parsed.get("kind") != KIND:
        raise BadFile("not_ours")
    number = parsed.get("format")
    if type(number) is int and number > FORMAT:
        raise BadFile("newer")


def _takes(content: Content, item: Item, exported: ExportedAnswer) -> bool:
    try:
        journey.clean(content, item, exported.answer)
    except BadAnswer:
        return False
    return True


def _sound(answer: Answer) -> bool:
    """Whether it could be an answer to some question."""
    if not isinstance(answer, str):
        return answer is None or 0 <= answer <= POSITION_MOST
    return texts.length(texts.kept(answer)) <= WORDS_MOST


def _as_kept(answer: Answer) -> Answer:
    return texts.kept(answer) or None if isinstance(answer, str) else answer


def _doubled(answers: Sequence[ExportedAnswer]) -> bool:
    return len({one.id for one in answers}) < len(answers)


def _refuse(code: str, found: Iterable[ExportedAnswer]) -> None:
    names = [one.id for one in found]
    if names:
        raise BadFile(code, names)


class BadFile(ValueError):  # noqa: N818 - pages read it as a name
    """A file that can't be read back.

    `code` is one of large, not_json, not_ours, newer, broken, days, unknown, unfit; `items` are
    the questions that are unknown here, or whose answers do not fit.
    """

    def __init__(self, code: str, items: Iterable[str] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.items = tuple(items)
