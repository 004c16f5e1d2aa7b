"""One of several practitioners, in short: for paper, where all of them follow one another."""

from collections.abc import Iterator, Sequence, Set

from esteem_match.documents.blocks import Block, Bullets, Heading, Keep, Para
from esteem_match.documents.board.grid import fit_of, nobody_here
from esteem_match.documents.phrases import View, room, talk
from esteem_match.documents.phrases.first import begin, leave_besides
from esteem_match.documents.phrases.once import once
from esteem_match.documents.phrases.roles import label_words
from esteem_match.documents.phrases.roles.details import speaks_against
from esteem_match.documents.phrases.roles.sure import in_short as sure_of
from esteem_match.documents.phrases.room import RoundResult
from esteem_match.documents.phrases.talk import Tense
from esteem_match.models import Label, Role


def to_talk(result: RoundResult, number: int) -> list[Tense]:
    """What to talk about first with one. That a role is not for them is said where nobody can."""
    nobody = {role.name for role in result.roles if nobody_here(result, role)}
    elsewhere = {one.id for one in result.content.model.tensions if one.elsewhere}
    return list(_left(talk.tensions(result.views[number]), elsewhere, nobody))


def _left(found: Sequence[Tense], elsewhere: Set[str], nobody: Set[str]) -> Iterator[Tense]:
    for one in found:
        roles = [role for role in one.roles if one.id not in elsewhere or role in nobody]
        if roles or not one.roles:
            yield one._replace(roles=roles)


@once
def shared(result: RoundResult) -> list[Tense]:
    """What to talk about first with every practitioner."""
    first, *others = (to_talk(result, number) for number in result.views)
    return [one for one in first if all(one in other for other in others)]


def in_short(result: RoundResult, number: int) -> Iterator[Block]:
    """What to begin with and to leave alone, what limits the rest, and what to talk about first."""
    view, everybodys = result.views[number], shared(result)
    title, more = begin(view)
    said = " ".join((title, *more, *leave_besides(view)))
    texts = [one for role in result.roles for one in _limits(result, view, role)]
    texts += [f"{one.title}. {one.do}" for one in to_talk(result, number) if one not in everybodys]
    listed = (Bullets(texts=tuple(texts)),) if texts else ()
    yield Keep(blocks=(Heading(text=room.named(result, number)), Para(text=said), *listed))


def _limits(result: RoundResult, view: View, role: Role) -> Iterator[str]:
    """A role that this practitioner can't do now as it stands, with what speaks most against it.

    What the group's own no rules out is told of all of them at once.
    """
    fit = fit_of(view, role)
    refused = "group" in view.position(fit).no or role.id in result.declined
    if not refused and view.label(fit) != Label.RECOMMENDED:
        label = sure_of(view, fit, label_words(view, view.word(fit)))
        why = " ".join(speaks_against(view, fit)[:1])
        yield result.words.t("board.each_limit", role=role.name, label=label, why=why).strip()
