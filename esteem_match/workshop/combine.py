"""Many voices become one board: positions of words, and where views differ. Source: scoring.md 8.

Every comparison is exact and made here, once; nothing exact leaves this room.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from esteem_match.journey import asked, counted
from esteem_match.models import Board, Content, GroupPart, Item, PractitionerPart, Voice
from esteem_match.workshop.split import differing, split_roles
from esteem_match.workshop.voices import MEMBERS, Said, Table, answers_of, table, worth


def publish(content: Content, voices: Iterable[Voice]) -> Board:
    """All that may ever be shown of these voices, in whatever order they come."""
    heard = sorted(voices, key=lambda voice: voice.tag)
    seen = [voice for voice in heard if voice.seat == "practitioner"]
    return Board(
        group=_group(content, heard),
        practitioners=tuple(_practitioner(content, n, voice) for n, voice in enumerate(seen, 1)),
    )


def _practitioner(content: Content, number: int, voice: Voice) -> PractitionerPart:
    texts = {item.id for item in content.practitioner.items() if item.kind == "text"}
    counts = counted(content.practitioner, voice.answers).items()
    shown = {i: a for i, a in counts if i not in texts and not isinstance(a, str)}
    return PractitionerPart(number=number, answers=shown)


def _group(content: Content, voices: Sequence[Voice]) -> GroupPart | None:
    """The members where there are enough of them, else the one form that they filled in together.

    Of two forms neither is the group's: then there is none.
    """
    members = [(v.seat, worth(content, v)) for v in voices if v.seat in MEMBERS]
    heard = [(seat, said) for seat, said in members if said]
    if len(heard) >= content.model.workshop.min_voices:
        leaders = [said for seat, said in heard if seat == "leader"]
        others = [said for seat, said in heard if seat == "member"]
        return _members(content, leaders, others)
    forms = [form for v in voices if v.seat == "together" and (form := answers_of(content, v))]
    return GroupPart(one_form=True, answers=forms[0]) if len(forms) == 1 else None


def _members(content: Content, leaders: Sequence[Said], others: Sequence[Said]) -> GroupPart:
    everybody = [*leaders, *others]
    found = table(content, everybody)
    answers = _words(content, found)
    now = {item.id for part in asked(content.group, answers) for item in part.items}
    differ = tuple(item for item in differing(content, found) if item in now)
    apart = _apart(content, leaders, others)
    return GroupPart(
        one_form=False,
        answers=answers,
        differ=differ,
        split=split_roles(content, everybody, differ),
        leaders=apart and apart[0],
        others=apart and apart[1],
    )


def _apart(
    content: Content, leaders: Sequence[Said], others: Sequence[Said]
) -> tuple[dict[str, int], dict[str, int]] | None:
    """Both by themselves, on the items that enough of both have answered.

    Shown for one of them alone, an item would tell, beside the whole, what the few others said.
    """
    if min(len(leaders), len(others)) < content.model.workshop.min_voices:
        return None
    first, second = table(content, leaders), table(content, others)
    both = first.keys() & second.keys()
    return _words(content, _only(first, both)), _words(content, _only(second, both))


def _only(found: Table, items: Collection[str]) -> Table:
    return {item: found[item] for item in found if item in items}


def _words(content: Content, found: Table) -> dict[str, int]:
    """One position an item, of what is asked of a group that answers so."""
    items = {item.id: item for item in content.group.items()}
    words = {name: _word(items[name], got) for name, got in found.items()}
    counts = counted(content.group, words)
    return {name: word for name, word in counts.items() if isinstance(word, int)}


def _word(item: Item, found: Sequence[int]) -> int | None:
    """The nearest position to the mean; a veto that half tick; a fact that more than half say."""
    if item.kind != "choice":
        return (2 * sum(found) + len(found)) // (2 * len(found))
    position, count = Counter(found).most_common(1)[0]
    return position if 2 * count > len(found) else None
