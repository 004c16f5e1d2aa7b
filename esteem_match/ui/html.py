"""Parts of a page as HTML, every text letter by letter: drawn once and shown to many."""

from collections.abc import Iterable, Mapping, Sequence

from esteem_match.ui.words import esc
from esteem_match.web.links import address


def heading(text: str, level: int = 2, step: str = "") -> str:
    """`step`: the screen that this is the heading of, by which a browser knows that it has come."""
    screen = f' data-step="{esc(step)}"' if step else ""
    return f"<h{level}{screen}>{esc(text)}</h{level}>"


def para(text: str) -> str:
    """A paragraph; nothing where there is nothing to say. So are the two below."""
    return f"<p>{esc(text)}</p>" if text else ""


def small(text: str) -> str:
    return f'<p class="small">{esc(text)}</p>' if text else ""


def bold(text: str) -> str:
    return f"<p><b>{esc(text)}</b></p>" if text else ""


def box(kind: str, text: str, role: str = "note") -> str:
    """A text that stands out: 'note', 'warn' or 'wrong'."""
    return f'<div class="box {kind}" role="{role}">{esc(text)}</div>'


def mark(icon: str, text: str) -> str:
    """What kind of thing stands below, as an icon and a word or two."""
    return f'<p class="mark"><span class="icon icon-{esc(icon)}"></span>{esc(text)}</p>'


def role(role_id: str, name: str, line: str) -> str:
    """A role in short, with its icon in its colour."""
    icon = f'<span class="icon icon-{esc(role_id)}"></span>'
    said = heading(name, 3) + para(line)
    return f'<section class="role-{esc(role_id)}">{icon}<div>{said}</div></section>'


def message(text: str) -> str:
    """Words to pass on, with their lines as they are."""
    lines = "<br>".join(esc(line) for line in text.splitlines())
    return f'<blockquote class="message">{lines}</blockquote>'


def question(text: str) -> str:
    return f'<p class="question">{esc(text)}</p>'


def side_by_side(asked: str, said: Iterable[tuple[str, str]], kind: str = "") -> str:
    """A question, and below it what was said, each with whose it is or when it was."""
    cells = "".join(
        f"<div><small>{esc(whose)}</small><br><b>{esc(one)}</b></div>" for whose, one in said
    )
    return question(asked) + f'<div class="{esc(f"pair {kind}".strip())}">{cells}</div>'


def fold(key: str, title: str, *parts: str, unfolded: bool = False) -> str:
    """Parts folded away under a title; what was unfolded stays so when it is drawn anew."""
    start = f'<details data-fold="{esc(key)}"{" open" if unfolded else ""}>'
    return f"{start}<summary>{esc(title)}</summary>{''.join(parts)}</details>"


def menu(name: str, label: str, links: Iterable[str]) -> str:
    """Links to pages, folded away under a label where the screen is narrow."""
    listed = f'<div class="listed">{"".join(links)}</div>'
    folded = f'<details class="menu"><summary>{esc(label)}</summary>{listed}</details>'
    return f'<nav class="ways" aria-label="{esc(name)}">{folded}</nav>'


def link(
    page: str, label: str, params: Mapping[str, str], *, kind: str = "way", here: bool = False
) -> str:
    """A link to a page of ours, followed within the visit; `here`: it leads to what is shown."""
    return markup_link(page, esc(label), params, kind=kind, here=here)


def markup_link(
    page: str, label: str, params: Mapping[str, str], *, kind: str = "way", here: bool = False
) -> str:
    """The same for a label that is HTML."""
    current = ' aria-current="page"' if here else ""
    return f'<a class="{kind}" href="{esc(address(page, params))}"{current}>{label}</a>'


def link_button(
    page: str, label: str, params: Mapping[str, str], *, main: bool = False, here: bool = False
) -> str:
    """A way on to a page of ours, as a button looks."""
    return link(page, label, params, kind="way on main" if main else "way on", here=here)


def numbers(label: str, links: Sequence[str]) -> str:
    """Links that are short enough to stand side by side."""
    return f'<nav class="numbers" aria-label="{esc(label)}">{"".join(links)}</nav>'


def link_button_apart(page: str, label: str, params: Mapping[str, str]) -> str:
    """The same in a tab of its own."""
    return link_button(page, label, params).replace("<a ", '<a target="_blank" rel="noopener" ', 1)


def press(
    key: str,
    label: str,
    page: str,
    params: Mapping[str, str],
    *,
    leaves: str = "",
    does: str = "",
    main: bool = False,
) -> str:
    """A button that leads there from a page of questions.

    `leaves`: a part that is done with; `does`: what is done there before.
    """
    kind = "way on main" if main or leaves else "way on"
    to = f'data-to="{esc(address(page, params))}" data-left="{esc(leaves)}" data-does="{esc(does)}"'
    button = f'<button type="button" class="{kind}" {to}>{esc(label)}</button>'
    return f'<div class="st-key-{esc(key)}">{button}</div>'
