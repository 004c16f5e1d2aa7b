"""What a group's own answers say: its needs, what it would welcome, and what it does not want."""

from collections.abc import Iterable

from esteem_match import explain
from esteem_match.documents.phrases.view import View
from esteem_match.models import Item, RoleFit
from esteem_match.scoring import rule_of, values


def needs(view: View) -> list[str]:
    """The four areas of support as a profile in words."""
    return [_need(view, found) for found in explain.needs(view.content, view.group)]


def _need(view: View, found: explain.AreaNeed) -> str:
    """How hard an area is; where not all of it is as hard, from the least to the most."""
    t, area = view.words.t, view.words.put_in(found.area.name)
    if found.word is None or found.least is None:
        return t("results.needs_line", area=area, word=t("needs.unknown"))
    anchors = view.content.model.anchors
    least, word = (t(f"needs.{anchors.index(one)}") for one in (found.least, found.word))
    if least == word:
        return t("results.needs_line", area=area, word=word)
    return t("results.needs_range", area=area, least=least, word=word)


def strongest(view: View, fits: Iterable[RoleFit]) -> list[tuple[int, Item]]:
    """The needs of these roles that are known, the strongest first, each with its answer."""
    facts = values(view.rules, view.group, {})
    found = [
        (fact, item)
        for fit in fits
        for item in rule_of(view.rules, fit.role).keys["need"]
        if isinstance(fact := facts.get(item.id), int)
    ]
    return sorted(found, key=lambda one: -one[0])


def unwanted(view: View) -> list[str]:
    """What the group keeps to itself, and what it wants only when it asks."""
    asked = [
        item
        for fit in view.fits
        if view.position(fit).when_asked
        for item in explain.only_when_asked(view.content, fit.role, view.group)
    ]
    return [own_voice(view, item) for item in (*closed(view), *asked)]


def wishes(view: View) -> dict[explain.Wish, list[Item]]:
    """The help asked about by how welcome it is; nothing of what the group keeps to itself."""
    kept = {fit.role for fit in view.fits if "group" in view.position(fit).no}
    found: dict[explain.Wish, list[Item]] = {"yes": [], "perhaps": [], "no": []}
    for item in view.content.group.items():
        answer = view.group.get(item.id)
        if item.key == "wish" and isinstance(answer, int) and item.role not in kept:
            found[explain.wish(view.content.model, answer)].append(item)
    return found


def closed(view: View) -> list[str]:
    """The items by which the group keeps something to itself."""
    return [item for fit in view.fits for item in fit.appropriate.closed_by]


def own_voice(view: View, item_id: str) -> str:
    """A wish or a no in the group's own voice; question and answer where the file has no words."""
    says = view.items[item_id].says
    if says:
        return view.words.put_in(says)
    return view.words.t(
        "reason.answer", question=view.question(item_id), answer=view.answer(item_id)
    )


def own_words(view: View) -> dict[str, str]:
    """What the group wrote itself, by `want` and `avoid`; what is empty is left out."""
    found = {word: str(view.group.get(f"g.words.{word}") or "") for word in ("want", "avoid")}
    return {word: text for word, text in found.items() if text}
