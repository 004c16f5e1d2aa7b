"""What the look promises: colours that can be told apart, and fonts that no other host serves."""

import re
import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from esteem_match.web.shell import assets
from esteem_match.web.shell.page import PAGE

ROOT = Path(__file__).resolve().parents[1]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_every_font_is_served_by_ourselves_with_its_licence_beside_it() -> None:
    fonts = re.findall(r'src: url\("/([^"]+)"\)', PAGE.decode())
    assert len(fonts) == 4
    assert {(ROOT / font).read_bytes()[:4] for font in fonts} == {b"wOF2"}
    assert {"OFL.txt", "APACHE-2.0.txt"} <= {
        file.name for file in (ROOT / "assets/fonts").iterdir()
    }


def light(colour: tuple[float, ...]) -> float:
    """Relative luminance of an sRGB colour, as WCAG 2.2 defines it."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def rgb(text: str) -> tuple[float, ...]:
    return tuple(int(text[place : place + 2], 16) / 255 for place in (1, 3, 5))


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_every_colour_can_be_told_from_its_ground(mode: str, ground: str) -> None:
    theme = {name: rgb(value) for name, value in CONFIG["theme"][mode].items()}
    text, under = theme["textColor"], theme[ground]
    small = tuple(0.6 * t + 0.4 * u for t, u in zip(text, under, strict=True))  # st.caption
    assert contrast(text, under) >= 7
    assert contrast(small, under) >= 4.5
    assert contrast(theme["linkColor"], under) >= 4.5
    assert contrast(theme["borderColor"], under) >= 3
    assert contrast(theme["primaryColor"], under) >= 3
    assert contrast((1, 1, 1), theme["primaryColor"]) >= 4.5


@pytest.mark.parametrize(("mode", "at"), [("light", 0), ("dark", 1)])
def test_our_own_links_and_ground_have_the_colours_of_the_theme(mode: str, at: int) -> None:
    theme = CONFIG["theme"][mode]
    for ours, name in (("--link", "linkColor"), ("--paper", "backgroundColor")):
        assert re.findall(rf"{ours}: (#[0-9a-f]{{6}})", PAGE.decode())[at] == theme[name]


def test_every_icon_that_streamlit_uses_is_in_our_small_font() -> None:
    font = TTFont(ROOT / "assets" / "fonts" / "material-symbols-subset.woff2")
    letters = {glyph: chr(sign) for sign, glyph in font.getBestCmap().items()}
    known = {
        "".join(letters[glyph] for glyph in (first, *ligature.Component))
        for lookup in font["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
        for first, ligatures in getattr(table, "ExtSubTable", table).ligatures.items()
        for ligature in ligatures
    }
    sources = [*assets.FILES.values(), *ROOT.glob("esteem_match/**/*.py"), *ROOT.glob("pages/*.py")]
    used = {
        icon
        for source in sources
        for icon in re.findall(r":material/([a-z_]+):", source.read_text(encoding="utf-8"))
    }
    # This one is in Streamlit's scripts, but not in its font.
    assert used - known <= {"star_filled"}
    assert "expand_more" in used
