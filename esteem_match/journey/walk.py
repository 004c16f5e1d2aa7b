"""The walk through a questionnaire, as it follows from the answers alone."""

from collections.abc import Iterable, Iterator, Sequence, Set
from math import ceil

from esteem_match.models import (
    Answer,
    Answers,
    Content,
    Item,
    Noun,
    Question,
    Questionnaire,
    Section,
)

MINUTE = 60


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
    """The ids of questions asked now and not reached; 'not sure' is an answer."""
    return _left(asked(questionnaire, answers), answers)


def progress(questionnaire: Questionnaire, answers: Answers, here: str | None = None) -> "Progress":
    """How far somebody is, in sections and in minutes rounded up, of what is asked now.

    A section is done that is answered, or that was left for a later one: nothing of it is ahead.
    `here` is the section that somebody is looking at, with a tick in it or none yet.
    """
    now = asked(questionnaire, answers)
    ahead = [part for part, done in zip(now, _done(now, answers, here), strict=True) if not done]
    left = [one for part in ahead for one in part.questions() if not one.reached(answers)]
    return Progress(
        sections_done=len(now) - len(ahead),
        sections=len(now),
        minutes_left=minutes(questionnaire, left),
        missing=_left(now, answers),
    )


def minutes(questionnaire: Questionnaire, questions: Iterable[Question]) -> int:
    """What these questions take, rounded up."""
    seconds: int = sum(getattr(questionnaire.pace, one.kind) for one in questions)
    return ceil(seconds / MINUTE)


def least_and_most(questionnaire: Questionnaire) -> tuple[int, int]:
    """The minutes that a walk takes as it begins, and where every question is asked."""
    least = progress(questionnaire, {}).minutes_left
    return least, minutes(questionnaire, questionnaire.questions())


def first_part_done(questionnaire: Questionnaire, answers: Answers) -> bool:
    """Whether the part of the walk is done or left after which there is a first look."""
    names = [part.id for part in questionnaire.sections]
    if questionnaire.first_look is None:
        return False
    first = names[: names.index(questionnaire.first_look) + 1]
    now = asked(questionnaire, answers)
    found = zip(now, _done(now, answers), strict=True)
    return all(done for part, done in found if part.id in first)


def deciding(questionnaire: Questionnaire) -> frozenset[str]:
    """The ids of items whose answers decide what else is asked."""
    items = list(questionnaire.items())
    conditions = {item.when.item for item in items if item.when}
    return frozenset(conditions | {item.id for item in items if closes(questionnaire, item)})


def closes(questionnaire: Questionnaire, item: Item) -> tuple[str, ...]:
    """The ids of the questions after this one that are not asked after a clear no to it."""
    if item.effect != "close":
        return ()
    items = list(questionnaire.items())
    after = items[items.index(item) :]
    return tuple(later.id for later in after if _closed(later, {item.role}))


def first_open(questionnaire: Questionnaire, answers: Answers) -> str | None:
    """The id of the first section with a question not reached; None when all are."""
    now = asked(questionnaire, answers)
    return next((section.id for section in now if _left([section], answers)), None)


def reached(sections: Sequence[Section], answers: Answers) -> int:
    """The place of the last part with a tick; -1 before the first: a name may be an older one."""
    return max(_been(sections, answers), default=-1)


def _been(sections: Sequence[Section], answers: Answers, here: str | None = None) -> list[int]:
    ticked = (any(_ticked(item, answers) for item in part.items) for part in sections)
    found = zip(sections, ticked, strict=True)
    return [at for at, (part, tick) in enumerate(found) if tick or part.id == here]


def _reached(sections: Sequence[Section], answers: Answers, here: str | None = None) -> list[int]:
    """Up to which place somebody has been, as each part sees it.

    The picture of a group is passed only within it: who answers for another group has their own
    half filled in already, before the picture and after it.
    """
    been, seen = _been(sections, answers, here), [_is_picture(part) for part in sections]
    anywhere = max(been, default=-1)
    within = max((at for at in been if seen[at]), default=-1)
    return [within if one else anywhere for one in seen]


def _is_picture(part: Section) -> bool:
    return any(item.mirrors for item in part.items)


def _ticked(item: Item, answers: Answers) -> bool:
    return item.kind != "text" and item.id in answers


def go_on(sections: Sequence[Section], answers: Answers) -> tuple[str, str] | None:
    """The part and the question at which somebody goes on: the first open one from where they were.

    That is the last part with an answer. Nobody is led back to what they left open before, nor to
    a text in a part that they have been through; None when nothing is open from there on.
    """
    for at, (part, last) in enumerate(zip(sections, _reached(sections, answers), strict=True)):
        for one in part.questions():
            passed = at < last or (at == last and one.kind == "text")
            if not one.reached(answers) and not passed:
                return part.id, one.id
    return None


def torn(questionnaire: Questionnaire, answers: Answers) -> frozenset[str]:
    """The answered boxes of checklists that are not answered as a whole."""
    broken = (one for one in questionnaire.questions() if not one.whole(answers))
    return frozenset(item.id for one in broken for item in one.items if item.id in answers)


def picture(content: Content, answers: Answers) -> dict[str, Answer]:
    """A practitioner's answers to mirror items, by the id of the group's item that each mirrors."""
    mirrors = {item.id: item.mirrors for item in content.practitioner.items() if item.mirrors}
    counts = counted(content.practitioner, answers)
    return {mirrors[name]: answer for name, answer in counts.items() if name in mirrors}


def _asked(questionnaire: Questionnaire, answers: Answers) -> Iterator[Item]:
    """One pass is enough: a condition looks only at earlier items, whose answers count by then.

    So does a clear no: what counts for its role is not asked after it.
    """
    counts: dict[str, Answer] = {}
    closed: set[str | None] = set()
    for item in questionnaire.items():
        if (item.when is None or item.when.met(counts)) and not _closed(item, closed):
            yield item
            if item.id in answers:
                counts[item.id] = _worth(questionnaire, item, answers[item.id])
            if item.effect == "close" and counts.get(item.id) == 1:
                closed.add(item.role)


def _closed(item: Item, roles: Set[str | None]) -> bool:
    """A mirror has no key: it asks for a picture of the group, and goes on being asked."""
    return item.key is not None and item.role in roles


def _worth(questionnaire: Questionnaire, item: Item, answer: Answer) -> Answer:
    """'Does not apply to us' counts as 0."""
    if item.not_applicable and answer == len(questionnaire.options[item.options]):
        return 0
    return answer


def _left(sections: Iterable[Section], answers: Answers) -> tuple[str, ...]:
    questions = (one for part in sections for one in part.questions())
    return tuple(one.id for one in questions if not one.reached(answers))


def _done(sections: Sequence[Section], answers: Answers, here: str | None = None) -> list[bool]:
    """Of each, whether it is answered, or somebody has gone past it."""
    parts = zip(sections, _reached(sections, answers, here), strict=True)
    return [at < last or not _left([part], answers) for at, (part, last) in enumerate(parts)]


class Progress(Noun):
    """Sections done and in all, minutes left (0 once all are done), and what is not reached."""

    sections_done: int
    sections: int
    minutes_left: int
    missing: tuple[str, ...]

    @property
    def under_way(self) -> bool:
        """Whether parts are still ahead."""
        return self.sections_done < self.sections
