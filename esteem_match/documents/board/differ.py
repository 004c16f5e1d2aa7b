"""Where views differ: first what is agreed, then among members, then with practitioners."""

from collections.abc import Iterator, Sequence
from typing import get_args

from esteem_match.documents.blocks import Block, Bullets, Fold, Heading, Para, Ticks
from esteem_match.documents.board.grid import for_everyone
from esteem_match.documents.phrases import room
from esteem_match.documents.phrases.room import RoundResult, apart
from esteem_match.documents.phrases.room.apart import Prompt
from esteem_match.documents.phrases.view import help_of
from esteem_match.models import Role
from esteem_match.workshop import Kind


def differences(result: RoundResult) -> Iterator[Block]:
    """A line each, by role, with a box to tick off what was talked about."""
    t, found = result.words.t, apart.prompts(result)
    yield Heading(text=t("board.differ"))
    yield from _agreed(result)
    if not found:
        yield Para(text=t("board.differ_none"))
        return
    yield Para(text=t("board.differ_what"), tone="small")
    kinds = [kind for kind in get_args(Kind) if any(one.of.kind == kind for one in found)]
    for at, kind in enumerate(kinds):
        some = [one for one in found if one.of.kind == kind]
        title, said = _title(result, kind), tuple(_of_kind(result, kind, some))
        if at:
            yield Fold(key=f"differ-{kind}", title=title, level=3, blocks=said)
        else:
            yield from (Heading(text=title, level=3), *said)


def differences_with(result: RoundResult, number: int) -> Iterator[Block]:
    """The same of one practitioner, for their own page."""
    found = apart.prompts_with(result, number)
    if found:
        yield Heading(text=result.words.t("board.differ"))
        yield from _by_role(result, found)


def _agreed(result: RoundResult) -> Iterator[Block]:
    """What all see alike; with several practitioners, what fits or is ruled out with everyone."""
    t, said = result.words.t, list[str]()
    if len(result.views) > 1:
        begin = for_everyone(result)
        leave = [role for role in result.roles if room.refused(result, role.id)]
        some = (("begin", begin), ("leave", leave))
        said += [t(f"board.agreed_{one}", roles=_plain(result, them)) for one, them in some if them]
    if alike := apart.alike(result):
        said.append(t("board.agreed_alike", roles=", ".join(alike)))
    if said:
        yield Heading(text=t("wall.agreed"), level=3)
        yield Bullets(texts=tuple(said))


def _plain(result: RoundResult, roles: Sequence[Role]) -> str:
    return ", ".join(result.words.put_in(role.plain) or role.name for role in roles)


def _title(result: RoundResult, kind: Kind) -> str:
    alone = kind == "single" and len(result.views) == 1
    return result.words.t("board.differ_alone" if alone else f"board.differ_{kind}")


def _of_kind(result: RoundResult, kind: Kind, found: Sequence[Prompt]) -> Iterator[Block]:
    yield Para(text=apart.opening(result, kind), tone="small")
    yield from _by_role(result, found)


def _by_role(result: RoundResult, found: Sequence[Prompt]) -> Iterator[Block]:
    """Under each role's help what differs of it; last what is said of no role."""
    for role in (*result.roles, None):
        some = [one for one in found if one.of.item.role == (role.id if role else None)]
        if some:
            yield _ticks(result, role, some)


def _ticks(result: RoundResult, role: Role | None, found: Sequence[Prompt]) -> Ticks:
    words = result.words
    return Ticks(
        text=help_of(words, role) if role else words.t("board.differ_rest"),
        options=tuple(one.line for one in found),
        ticked=tuple(at for at, one in enumerate(found) if result.talked(one.tick)),
        items=tuple(one.of.item.id for one in found),
        keys=tuple(one.tick for one in found),
    )
