"""Answers: which ones a question accepts, and the form in which they are kept."""

from collections.abc import Mapping

from esteem_match import texts
from esteem_match.models import Answer, Answers, Content, Item, Question, Questionnaire, Side


def positions(questionnaire: Questionnaire, item: Item) -> int:
    """How many positions an answer can have; 'does not apply' is the last, if allowed."""
    if item.kind == "text":
        return 0
    return len(questionnaire.options[item.options]) + item.not_applicable


def valid(item: Item, answer: object, content: Content) -> bool:
    """Whether this is an answer to this item. A text may be kept in an older form."""
    try:
        kept = clean(content, item, answer)
    except BadAnswer:
        return False
    return kept == answer or isinstance(kept, str)


def clean(content: Content, item: Item | str, value: object) -> Answer:
    """The answer in the form in which it is kept. Raises BadAnswer with the reason as its code.

    A text is mended (texts.py), with no space around it; an empty one is None.
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


def clean_all(content: Content, side: Side, values: Mapping[str, object]) -> dict[str, Answer]:
    """The answers to one question as they are kept: to an item, or to all boxes of a checklist.

    Raises BadAnswer, also if some boxes are missing or 'not sure' is mixed with other answers.
    """
    asked = (one for one in content.side(side).questions() if _ids(one) & set(values))
    question = next(asked, None)
    if question is None:
        raise BadAnswer("unknown_item", next(iter(values), ""))
    if set(values) != _ids(question):
        raise BadAnswer("wrong_kind", question.id)
    answers = {item.id: clean(content, item, values[item.id]) for item in question.items}
    if not question.whole(answers):
        raise BadAnswer("wrong_kind", question.id)
    return answers


def clean_text(value: str, limit: int | None, name: str = "") -> str | None:
    """A text in the form in which it is kept, None for an empty one. Raises BadAnswer."""
    text = texts.kept(value)
    if limit is not None and texts.length(text) > limit:
        raise BadAnswer("too_long", name, limit=limit)
    return text or None


def own_half(content: Content, answers: Answers) -> dict[str, Answer]:
    """A practitioner's answers about themselves that are still valid today, for another group.

    Answers about a group are left out, and so is what is asked again for each group. A checklist is
    taken over as a whole.
    """
    own = (one for one in content.practitioner.questions() if not _of_group(content, one))
    found: dict[str, Answer] = {}
    for one in own:
        kept = {item.id: answers[item.id] for item in one.items if item.id in answers}
        if one.whole(kept) and all(valid(item, kept[item.id], content) for item in one.items):
            found |= kept
    return found


def _of_group(content: Content, question: Question) -> bool:
    mirrors = any(item.mirrors for item in question.items)
    return mirrors or question.id in content.practitioner.anew


def _find(content: Content, name: str) -> tuple[Questionnaire, Item]:
    for questionnaire in (content.group, content.practitioner):
        for item in questionnaire.items():
            if item.id == name:
                return questionnaire, item
    raise BadAnswer("unknown_item", name)


def _ids(question: Question) -> set[str]:
    return {item.id for item in question.items}


def _clean_text(item: Item, value: object) -> str | None:
    if not isinstance(value, str):
        raise BadAnswer("wrong_kind", item.id)
    return clean_text(value, item.max_length, item.id)


class BadAnswer(ValueError):  # noqa: N818 - pages read it as a name
    """An answer that can't be kept.

    `code` is one of unknown_item, wrong_kind, out_of_range, too_long; `limit` is set for too_long.
    The messages for people are in interface.toml.
    """

    def __init__(self, code: str, item: str, limit: int | None = None) -> None:
        super().__init__(f"{item}: {code}")
        self.code = code
        self.item = item
        self.limit = limit
