"""What a result says first: what to begin with and why, what to ask, what to leave alone."""

from collections.abc import Iterator

from esteem_match.documents.blocks import Block, Card, OwnWords, Para, Question, Questions, RoleName
from esteem_match.documents.phrases import View
from esteem_match.documents.phrases.ask_group import to_ask, why_ask
from esteem_match.documents.phrases.first import begin, best, leave_besides, sends_on
from esteem_match.documents.phrases.group import own_words
from esteem_match.documents.phrases.roles import when_asked
from esteem_match.documents.phrases.roles.details import speaks_for
from esteem_match.documents.phrases.roles.sure import Asked, to_answer, to_talk
from esteem_match.models import RoleFit

MOST_REASONS = 3
"""Up to so many roles that are named first, it is told of each why."""


def lead(view: View, level: int = 2) -> Iterator[Block]:
    """The cards of the first screen."""
    title, more = begin(view)
    band = () if sends_on(view) or view.is_open(*best(view)) else best(view)
    told = band if len(band) <= MOST_REASONS else ()
    reason = [text for fit in told for text in speaks_for(view, fit)[:1]]
    limits = [text for fit in band for text in when_asked(view, fit)]
    yield Card(
        tone="begin",
        title=title,
        level=level,
        roles=tuple(role_name(view, fit) for fit in band),
        blocks=tuple(Para(text=text) for text in (*more, *reason, *limits)),
    )
    yield from _ask(view, level)
    yield from _leave(view, level)


def role_name(view: View, fit: RoleFit) -> RoleName:
    role = view.role(fit)
    return RoleName(role=role.id, help=view.help(fit), name=role.name)


def question(asked: Asked) -> Question:
    return Question(text=asked.text, item=asked.item, section=asked.section)


def _ask(view: View, level: int) -> Iterator[Block]:
    """The one question to ask the group, to answer or to talk about first."""
    t, ask = view.words.t, to_ask(view) if view.seen else []
    if ask:
        said = tuple(Para(text=text) for text in (*why_ask(view), ask[0]))
        yield Card(tone="ask", title=t("first.ask"), level=level, blocks=said)
        return
    said_already = {**view.group, **view.practitioner}
    mine = to_answer(view)
    answer = [one for one in mine if one.item not in said_already]
    talk = mine or to_talk(view)
    if answer or talk:
        title = t("first.answer" if answer else "first.talk")
        first = question((answer or talk)[0])
        yield Card(tone="ask", title=title, level=level, blocks=(Questions(asked=(first,)),))


def _leave(view: View, level: int) -> Iterator[Block]:
    """What can wait or stays with the group; what it wrote of that in its own words, too."""
    said: list[Block] = [Para(text=text) for text in leave_besides(view)]
    avoid = "" if view.seen else own_words(view).get("avoid", "")
    if avoid:
        said.append(OwnWords(text=avoid))
    if said:
        title = view.words.t("first.leave_own" if view.side else "first.leave")
        yield Card(tone="leave", title=title, level=level, blocks=tuple(said))
