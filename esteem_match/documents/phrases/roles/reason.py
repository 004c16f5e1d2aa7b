"""The text of a reason: what an answer says to whoever reads it."""

from esteem_match import explain
from esteem_match.documents.phrases.view import View
from esteem_match.models import SIDES, Item, Side


def reason_text(view: View, reason: explain.Reason) -> str:
    """What the item says of a high or a low answer, where it says so; else question and answer."""
    t, question = view.words.t, view.question(reason.item)
    if reason.item in view.only_theirs:
        return t("reason.unasked", question=question)
    if reason.item in view.divided:
        return t("reason.divided", question=question)
    own = _sentence(view, view.items[reason.item], reason.item)
    if own:
        return _as_seen(view, reason.item, own)
    said = t(f"reason.{reason.cause}", question=question, answer=view.answer(reason.item))
    return from_whom(view, reason.item, said)


def from_whom(view: View, item: str, said: str) -> str:
    """Where two sides are read, whose question it is."""
    if view.seen or view.side:
        return said
    return view.words.t(f"reason.{view.asked(item)}", said=said)


def _as_seen(view: View, item: str, said: str) -> str:
    """What a practitioner thinks of the group is no fact about it."""
    guessed = view.seen and view.asked(item) == "group"
    return view.words.t("reason.seen", said=said) if guessed else said


def _sentence(view: View, item: Item, asked: str) -> str:
    """Empty where the answer is neither high nor low, or the item says nothing of it."""
    answer = {**view.group, **view.practitioner}.get(asked)
    if not isinstance(answer, int) or 2 * answer == view.content.model.top:
        return ""
    which = "high" if 2 * answer > view.content.model.top else "low"
    sentences: dict[Side, str] = dict(getattr(item, which, {}))
    return view.words.put_in(sentences.get(_reader(view, asked), ""))


def _reader(view: View, asked: str) -> Side:
    """Who reads; where both do, each question is told as to the other side: it says whose it is."""
    if view.side:
        return view.side
    mine = view.asked(asked)
    return "practitioner" if view.seen else next(side for side in SIDES if side != mine)
