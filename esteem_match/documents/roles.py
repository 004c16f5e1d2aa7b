"""The five roles of a result, best first: a row each, which unfolds why and how to begin."""

from collections.abc import Iterable, Iterator, Mapping

from esteem_match.documents.blocks import (
    Block,
    Bullets,
    Heading,
    Only,
    Para,
    Questions,
    RoleCard,
)
from esteem_match.documents.lead import question, role_name
from esteem_match.documents.phrases import View, bar, roles, sides
from esteem_match.documents.phrases.roles import details, sure
from esteem_match.documents.phrases.roles.details import Passage
from esteem_match.models import RoleFit, Sureness

MOST_ASKED = 5

Notes = Mapping[str, tuple[str, ...]]
"""What a room has said of roles, by their ids."""


def all_roles(
    view: View, level: int = 2, *, brief: bool = False, notes: Notes | None = None
) -> Iterator[Block]:
    """All roles under one heading, in their order. `brief`: not how to begin."""
    yield Heading(text=view.words.t("results.roles"), level=level)
    for band in view.bands:
        if roles.equal(view, view.word(band[0]), band):
            count = sure.number(view, len(band))
            yield Para(text=view.words.t("results.equal", count=count), tone="small")
        for fit in band:
            said = (notes or {}).get(fit.role, ())
            yield role_card(view, fit, level + 1, brief=brief, notes=said)


def role_card(
    view: View, fit: RoleFit, level: int, *, brief: bool = False, notes: tuple[str, ...] = ()
) -> RoleCard:
    """A role where it stands, and what unfolds of it."""
    found, t = view.sureness(fit), view.words.t
    brief = brief or fit.role in view.declined
    return RoleCard(
        of=role_name(view, fit),
        label=view.label(fit),
        said=roles.label_words(view, view.word(fit)),
        sure="" if found == Sureness.SETTLED else t(f"sure.short_{found}"),
        bars=tuple(bar(view, fit, side) for side in sides(view)),
        notes=(*roles.refusals(view, fit), *roles.when_asked(view, fit), *notes),
        level=level,
        blocks=tuple(_inside(view, fit, level + 1, brief=brief)),
    )


def _inside(view: View, fit: RoleFit, level: int, *, brief: bool) -> Iterator[Block]:
    if roles.fits(view.word(fit)):
        yield from _what(view, fit)
        yield _means(view, fit)
        yield from _sureness(view, fit)
        yield from _passages(details.why(view, fit), level)
        yield from _more(view, fit, level, brief=brief)
        return
    if not view.position(fit).no:
        yield _means(view, fit)
        yield from (Para(text=text) for text in details.speaks_against(view, fit)[:1])
    yield from _sureness(view, fit)
    yield from _rest(view, fit, level, brief=brief)


def _what(view: View, fit: RoleFit) -> tuple[Block, ...]:
    """What the role is: in a line; on a screen, in a few sentences too."""
    role, put_in = view.role(fit), view.words.put_in
    meaning = Para(text=put_in(role.meaning))
    return Para(text=put_in(role.line)), Only(medium="screen", blocks=(meaning,))


def _rest(view: View, fit: RoleFit, level: int, *, brief: bool) -> Iterator[Block]:
    """Of what does not fit: on a screen all that there is, on paper only who else could do it."""
    what, more = _what(view, fit), tuple(_more(view, fit, level, brief=brief))
    if view.position(fit).elsewhere:
        yield from (*what, *more)
    else:
        yield Only(
            medium="screen", blocks=(*what, *_passages(details.why(view, fit), level), *more)
        )


def _more(view: View, fit: RoleFit, level: int, *, brief: bool) -> Iterator[Block]:
    """The open questions it hangs on, what would change it, and how to begin."""
    if brief:
        return
    waiting = [question(one) for one in sure.asked(view, fit)[:MOST_ASKED]]
    if waiting:
        title = Heading(text=view.words.t("results.waiting"), level=level)
        yield Only(medium="screen", blocks=(title, Questions(asked=tuple(waiting))))
    yield from _passages(details.details(view, fit), level)


def _means(view: View, fit: RoleFit) -> Block:
    """What its label means."""
    return Para(text=roles.label_what(view, view.word(fit)), tone="small")


def _sureness(view: View, fit: RoleFit) -> Iterator[Block]:
    """How sure its place is; of an open role, the one question to answer first."""
    said, first = sure.sure(view, fit), sure.first_asked(view, fit)
    if said:
        yield Para(text=said)
    if first:
        yield Para(text=sure.first_word(view, first), tone="small")
        yield Questions(asked=(question(first),))


def _passages(parts: Iterable[Passage], level: int) -> Iterator[Block]:
    for one in parts:
        if one.title:
            yield Heading(text=one.title, level=level)
        if one.lead:
            yield Para(text=one.lead)
        if one.listed:
            yield Bullets(texts=tuple(one.texts), items=one.items)
        else:
            yield Para(text=one.texts[0])
