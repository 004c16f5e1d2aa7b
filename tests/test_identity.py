"""What the look promises: icons of our own, and colours that can be told apart in either theme."""

import re
import xml.etree.ElementTree as ET
from importlib.resources import files
from itertools import combinations

import pytest

from esteem_match.render.icons import ICONS, icon, masks
from esteem_match.web.shell.page import PAGE
from tests.browser.steps import base
from tests.test_theme import contrast, rgb

ROLES = [role.id for role in base().model.roles]
STYLE = (files("esteem_match.ui") / "static" / "style.css").read_text(encoding="utf-8")
ROOT = re.compile(r":root \{(.*?)\}", re.DOTALL)
TOKEN = re.compile(r"(--[a-z-]+): (#[0-9a-f]{3,6});")
AA = 4.5


def colours(theme: str) -> dict[str, str]:
    """The colours of a theme; a dark one and paper change what the light one says."""
    light, dark, paper = (dict(TOKEN.findall(block)) for block in ROOT.findall(STYLE))
    return {"light": light, "dark": light | dark, "paper": light | paper}[theme]


def told_apart(theme: str, one: str, other: str) -> float:
    known = colours(theme)
    return contrast(rgb(whole(known[one])), rgb(whole(known[other])))


def whole(colour: str) -> str:
    """#abc in full."""
    return colour if len(colour) == 7 else "#" + "".join(2 * sign for sign in colour[1:])


@pytest.mark.parametrize("theme", ["light", "dark", "paper"])
@pytest.mark.parametrize("role", ROLES)
def test_a_role_has_a_colour_that_can_be_read_on_the_page_and_written_on(
    theme: str, role: str
) -> None:
    own = f"--role-{role}"
    for ground in ("--paper", "--card", "--on-role"):
        assert told_apart(theme, own, ground) >= AA, (own, ground)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_two_roles_share_a_colour(theme: str) -> None:
    known = colours(theme)
    assert not [
        pair for pair in combinations(ROLES, 2) if len({known[f"--role-{one}"] for one in pair}) < 2
    ]


@pytest.mark.parametrize("theme", ["light", "dark", "paper"])
def test_quiet_words_and_what_stands_on_a_button_can_be_read(theme: str) -> None:
    for words, ground in (
        ("--muted", "--paper"),
        ("--muted", "--card"),
        ("--muted", "--tint"),
        ("--on-accent", "--accent"),
        ("--accent", "--paper"),
        ("--accent", "--tint"),
    ):
        assert told_apart(theme, words, ground) >= AA, (words, ground)


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_one_drawing_in_the_colour_of_the_text_and_is_not_read_out(name: str) -> None:
    drawn = ET.fromstring(icon(name))
    assert (drawn.get("viewBox"), drawn.get("aria-hidden")) == ("0 0 24 24", "true")
    inks = {one.get(how) for one in drawn.iter() for how in ("fill", "stroke")}
    assert inks <= {None, "none", "currentColor"}
    assert not [one.tag for one in drawn.iter() if one.tag.endswith(("text", "image", "use"))]


def test_every_role_has_an_icon_and_a_class_of_its_own() -> None:
    assert set(ROLES) <= set(ICONS)
    assert not [
        one for one in ROLES if f".role-{one} {{ --role: var(--role-{one}); }}" not in STYLE
    ]


@pytest.mark.parametrize("name", ["", "../icons/mark", "mark.svg", "style.css"])
def test_nothing_else_is_fetched_by_the_name_of_an_icon(name: str) -> None:
    with pytest.raises(KeyError):
        icon(name)


def test_the_page_holds_each_icon_as_a_mask_once() -> None:
    page = PAGE.decode()
    assert masks() in page
    assert all(page.count(f".icon-{name}{{--icon:") == 1 for name in ICONS)


DOCUMENT = (files("esteem_match.ui") / "static" / "document.css").read_text(encoding="utf-8")
TEMPLATE = (files("esteem_match.render") / "templates" / "blocks.html").read_text(encoding="utf-8")
SELECTORS = re.compile(r"([^{}]+)\{[^{}]*\}")
PARTS_OF_A_CARD = re.compile(r'class="(card|role)[ "]')


def on_paper(style: str) -> str:
    """What a style sheet says for print."""
    return "".join(re.findall(r"@media print \{(.*?)\n\}", style, flags=re.DOTALL))


def test_what_is_written_white_on_a_dark_ground_is_black_on_white_on_paper() -> None:
    """A printer leaves grounds out, and our print makes every word black."""
    dark = re.findall(r"([^{}\n]+?) \{ background: #0f5c5c;", DOCUMENT + STYLE)
    assert len(dark) >= 2
    bare = re.findall(r"([^{}\n]+) \{ background: none", on_paper(DOCUMENT))
    assert set(dark) <= {one.strip() for group in bare for one in group.split(",")}


def classes(style: str) -> set[str]:
    """All classes that the selectors of a style sheet name."""
    told = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return {name for one in SELECTORS.findall(told) for name in re.findall(r"\.([a-z][\w-]*)", one)}


def test_what_only_a_document_has_gets_its_look_in_one_place() -> None:
    own = set(PARTS_OF_A_CARD.findall(TEMPLATE))
    assert own == {"card", "role"}
    assert own <= classes(DOCUMENT)
    assert not own & classes(STYLE)
    assert not {name for name in classes(STYLE) if name.startswith("card-")}
