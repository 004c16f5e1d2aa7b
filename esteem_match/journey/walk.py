"""Progress through a questionnaire; everything follows from the answers alone."""

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
    """The sections with the items that are asked now; empty sections are left out."""
    now = {item.id for item in _asked(questionnaire, answers)}
    found = (_only(section, now) for section in questionnaire.sections)
    return tuple(section for section in found if section.items)


def _only(section: Section, now: Set[str]) -> Section:
    """The section with only these items; the same object if that is all of them."""
    items = tuple(item for item in section.items if item.id in now)
    whole = len(items) == len(section.items)
    return section if whole else section.model_copy(update={"items": items})


def counted(questionnaire: Questionnaire, answers: Answers) -> dict[str, Answer]:
    """The answers that count: those to items that are asked now."""
    now = (item.id for item in _asked(questionnaire, answers))
    return {name: answers[name] for name in now if name in answers}


def missing(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """The ids of unanswered questions among those asked now; 'not sure' is an answer."""
    return _left(asked(questionnaire, answers), answers)


def progress(questionnaire: Questionnaire, answers: Answers, here: str | None = None) -> "Progress":
    """How far somebody is through what is asked now, in sections and in minutes rounded up.

    A section is done once it is answered, or once somebody went on to a later one. `here` is the
    section on screen, whether or not anything in it is answered.
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
    """The time for these questions, rounded up."""
    seconds: int = sum(getattr(questionnaire.pace, one.kind) for one in questions)
    return ceil(seconds / MINUTE)


def least_and_most(questionnaire: Questionnaire) -> tuple[int, int]:
    """The minutes that a questionnaire takes: at the start, and if every question is asked."""
    least = progress(questionnaire, {}).minutes_left
    return least, minutes(questionnaire, questionnaire.questions())


def first_part_done(questionnaire: Questionnaire, answers: Answers) -> bool:
    """Whether all sections before the first look are done."""
    names = [part.id for part in questionnaire.sections]
    if questionnaire.first_look is None:
        return False
    first = names[: names.index(questionnaire.first_look) + 1]
    now = asked(questionnaire, answers)
    found = zip(now, _done(now, answers), strict=True)
    return all(done for part, done in found if part.id in first)


def deciding(questionnaire: Questionnaire) -> frozenset[str]:
    """The ids of items whose answers decide which others are asked."""
    items = list(questionnaire.items())
    conditions = {item.when.item for item in items if item.when}
    return frozenset(conditions | {item.id for item in items if closes(questionnaire, item)})


def closes(questionnaire: Questionnaire, item: Item) -> tuple[str, ...]:
    """The ids of later items that are skipped after a clear no to this one."""
    if item.effect != "close":
        return ()
    items = list(questionnaire.items())
    after = items[items.index(item) :]
    return tuple(later.id for later in after if _closed(later, {item.role}))


def first_open(questionnaire: Questionnaire, answers: Answers) -> str | None:
    """The id of the first section with an unanswered question; None if there is none."""
    now = asked(questionnaire, answers)
    return next((section.id for section in now if _left([section], answers)), None)


def reached(sections: Sequence[Section], answers: Answers) -> int:
    """The index of the last section with an answer that is no text; -1 if there is none.

    A text does not count: the name may be from an earlier time.
    """
    return max(_been(sections, answers), default=-1)


def _been(sections: Sequence[Section], answers: Answers, here: str | None = None) -> list[int]:
    ticked = (any(_ticked(item, answers) for item in part.items) for part in sections)
    found = zip(sections, ticked, strict=True)
    return [at for at, (part, tick) in enumerate(found) if tick or part.id == here]


def _reached(sections: Sequence[Section], answers: Answers, here: str | None = None) -> list[int]:
    """For each section, the index of the last section reached so far.

    Sections on the group count only one another: a practitioner who answers for another group
    starts with their own half filled in, before those sections and after them.
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
    """The section and question to continue with: the first open one from the last answered section.

    It never leads back to what was left open before, nor to a text in a section that was reached.
    None if nothing is open from there on.
    """
    for at, (part, last) in enumerate(zip(sections, _reached(sections, answers), strict=True)):
        for one in part.questions():
            passed = at < last or (at == last and one.kind == "text")
            if not one.reached(answers) and not passed:
                return part.id, one.id
    return None


def torn(questionnaire: Questionnaire, answers: Answers) -> frozenset[str]:
    """The answered boxes of checklists that are only partly answered."""
    broken = (one for one in questionnaire.questions() if not one.whole(answers))
    return frozenset(item.id for one in broken for item in one.items if item.id in answers)


def picture(content: Content, answers: Answers) -> dict[str, Answer]:
    """A practitioner's picture of the group: answers to mirrors, by the group's item ids."""
    mirrors = {item.id: item.mirrors for item in content.practitioner.items() if item.mirrors}
    counts = counted(content.practitioner, answers)
    return {mirrors[name]: answer for name, answer in counts.items() if name in mirrors}


def _asked(questionnaire: Questionnaire, answers: Answers) -> Iterator[Item]:
    """The items that are asked now. One pass is enough: conditions look only at earlier items.

    A clear no too has an effect only on later items of its role.
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
    """Whether a clear no skips this item. A mirror has no key, so it is still asked."""
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
    """For each section, whether it is answered or somebody has gone past it."""
    parts = zip(sections, _reached(sections, answers, here), strict=True)
    return [at < last or not _left([part], answers) for at, (part, last) in enumerate(parts)]


class Progress(Noun):
    """Sections done and in total, minutes left (0 when all are done), and unanswered questions."""

    sections_done: int
    sections: int
    minutes_left: int
    missing: tuple[str, ...]

    @property
    def under_way(self) -> bool:
        """Whether sections are still ahead."""
        return self.sections_done < self.sections
