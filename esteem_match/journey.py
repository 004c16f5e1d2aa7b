"""Which items to ask, in which order, what is missing, and which answers count. Pure."""

import unicodedata
from collections.abc import Iterator, Sequence, Set
from math import ceil

from esteem_match.models import Answer, Answers, Content, Item, Noun, Questionnaire, Section

MINUTE = 60
OVERRIDES = frozenset("\u202d\u202e")


def asked(questionnaire: Questionnaire, answers: Answers) -> tuple[Section, ...]:
    """The sections with only the items that are asked now; empty sections are left out."""
    now = {item.id for item in _asked(questionnaire, answers)}
    found = (_only(section, now) for section in questionnaire.sections)
    return tuple(section for section in found if section.items)


def _only(section: Section, now: Set[str]) -> Section:
    """The section with these of its items; itself where that is all of them."""
    items = tuple(item for item in section.items if item.id in now)
    whole = len(items) == len(section.items)
    return section if whole else section.model_copy(update={"items": items})


def counted(questionnaire: Questionnaire, answers: Answers) -> dict[str, Answer]:
    """The answers to items that are asked now: only these count."""
    now = (item.id for item in _asked(questionnaire, answers))
    return {name: answers[name] for name in now if name in answers}


def missing(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """The ids of items asked now and not reached; 'not sure' is an answer."""
    return tuple(item.id for item in _asked(questionnaire, answers) if item.id not in answers)


def progress(questionnaire: Questionnaire, answers: Answers) -> "Progress":
    """How far somebody is, in sections and in minutes rounded up, of what is asked now."""
    now = asked(questionnaire, answers)
    left = [item for section in now for item in section.items if item.id not in answers]
    return Progress(
        sections_done=sum(_done(section, answers) for section in now),
        sections=len(now),
        minutes_left=ceil(sum(getattr(questionnaire.pace, item.kind) for item in left) / MINUTE),
        missing=tuple(item.id for item in left),
    )


def first_open(questionnaire: Questionnaire, answers: Answers) -> str | None:
    """The id of the first section with an item not reached; None when all are."""
    now = asked(questionnaire, answers)
    return next((section.id for section in now if not _done(section, answers)), None)


def go_on(sections: Sequence[Section], answers: Answers) -> tuple[str, str] | None:
    """The part and the question at which somebody goes on: the first open one from where they were.

    That is the last part with an answer. Nobody is led back to what they left open before, nor to
    a text in a part that they have been through; None when nothing is open from there on.
    """
    been = [any(item.id in answers for item in part.items) for part in sections]
    last = max((at for at, here in enumerate(been) if here), default=-1)
    for at, part in enumerate(sections):
        for item in part.items:
            passed = at < last or (at == last and item.kind == "text")
            if item.id not in answers and not passed:
                return part.id, item.id
    return None


def picture(content: Content, answers: Answers) -> dict[str, Answer]:
    """A practitioner's answers to mirror items, by the id of the group's item that each mirrors."""
    mirrors = {item.id: item.mirrors for item in content.practitioner.items() if item.mirrors}
    counts = counted(content.practitioner, answers)
    return {mirrors[name]: answer for name, answer in counts.items() if name in mirrors}


def positions(questionnaire: Questionnaire, item: Item) -> int:
    """How many positions an answer can have; 'does not apply' is the last where there is one."""
    if item.kind == "text":
        return 0
    return len(questionnaire.options[item.options]) + item.not_applicable


def valid(item: Item, answer: object, content: Content) -> bool:
    """Whether this can stand as an answer to this item, just as it is."""
    try:
        return clean(content, item, answer) == answer
    except BadAnswer:
        return False


def clean(content: Content, item: Item | str, value: object) -> Answer:
    """The answer in the form in which it is kept. Raises BadAnswer, whose code says why not.

    A text is normalised to NFC with plain newlines and no blanks around it; an empty one is None.
    """
    questionnaire, found = _find(content, item if isinstance(item, str) else item.id)
    if value is None:
        return None
    if found.kind == "text":
        return _clean_text(found, value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadAnswer("wrong_kind", found.id)
    if not 0 <= value < positions(questionnaire, found):
        raise BadAnswer("out_of_range", found.id)
    return value


def clean_text(value: str, limit: int | None, name: str = "") -> str | None:
    """A text in the form in which it is kept, None for an empty one. Raises BadAnswer."""
    plain = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if any(_unkept(letter) for letter in plain):
        raise BadAnswer("control_characters", name)
    text = unicodedata.normalize("NFC", plain).strip()
    if limit is not None and len(text) > limit:
        raise BadAnswer("too_long", name, limit=limit)
    return text or None


def _asked(questionnaire: Questionnaire, answers: Answers) -> Iterator[Item]:
    """One pass is enough: a condition looks only at earlier items, whose answers count by then."""
    counts: dict[str, Answer] = {}
    for item in questionnaire.items():
        if item.when is None or item.when.met(counts):
            yield item
            if item.id in answers:
                counts[item.id] = _worth(questionnaire, item, answers[item.id])


def _worth(questionnaire: Questionnaire, item: Item, answer: Answer) -> Answer:
    """'Does not apply to us' counts as 0."""
    if item.not_applicable and answer == len(questionnaire.options[item.options]):
        return 0
    return answer


def _done(section: Section, answers: Answers) -> bool:
    return all(item.id in answers for item in section.items)


def _find(content: Content, name: str) -> tuple[Questionnaire, Item]:
    for questionnaire in (content.group, content.practitioner):
        for item in questionnaire.items():
            if item.id == name:
                return questionnaire, item
    raise BadAnswer("unknown_item", name)


def _clean_text(item: Item, value: object) -> str | None:
    if not isinstance(value, str):
        raise BadAnswer("wrong_kind", item.id)
    return clean_text(value, item.max_length, item.id)


def _unkept(letter: str) -> bool:
    """Control characters but the newline, halves of a pair, and what turns the direction."""
    return (unicodedata.category(letter) in {"Cc", "Cs"} and letter != "\n") or letter in OVERRIDES


class Progress(Noun):
    """Sections done and in all, minutes left (0 only when nothing is), and ids not yet reached."""

    sections_done: int
    sections: int
    minutes_left: int
    missing: tuple[str, ...]


class BadAnswer(ValueError):  # noqa: N818 - it names what is bad, as pages read it
    """An answer that can't be kept.

    `code` is one of unknown_item, wrong_kind, out_of_range, too_long, control_characters; `limit`
    goes with too_long. The words for people are in interface.toml.
    """

    def __init__(self, code: str, item: str, limit: int | None = None) -> None:
        super().__init__(f"{item}: {code}")
        self.code = code
        self.item = item
        self.limit = limit
