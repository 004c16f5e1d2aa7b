"""A result is built once: whoever paints it, every painter says the same sentences."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

import docx
import pytest

from esteem_match.documents import Document
from esteem_match.documents.blocks import (
    Bars,
    Beside,
    Block,
    Card,
    Fold,
    Heading,
    Keep,
    Map,
    Medium,
    Only,
    OwnWords,
    RoleCard,
    RoleGrid,
    Table,
)
from esteem_match.render import FORMATS, screen, text
from esteem_match.render.lower import for_paper
from tests.papers import CONTENT, papers
from tests.test_reports import page, read

EACH = pytest.mark.parametrize("name", sorted(papers()))
NESTED = (Keep, Fold, Card, RoleCard)
OTHER: dict[Medium, Medium] = {"screen": "paper", "paper": "screen"}
MARKUP = "<b>bold</b> {{ 7 * 7 }} =1+1"


def said(blocks: Iterable[Block], medium: Medium) -> Iterator[str]:
    """Every text of a tree that a medium has to say."""
    for block in blocks:
        if isinstance(block, Only):
            yield from said(block.blocks, medium) if block.medium == medium else ()
        elif isinstance(block, Beside):
            yield from said((*block.main, *block.aside), medium)
        elif isinstance(block, Map | Bars):
            yield from said((block.table,), medium)
        elif isinstance(block, RoleGrid):
            yield from said((block.table,), medium)
            yield from (note for one in block.roles for note in one.notes)
        else:
            yield from _own(block)
            yield from said(block.blocks, medium) if isinstance(block, NESTED) else ()


def _own(block: Block) -> Iterator[str]:
    """What it says itself: of plain data, the texts that are not ids or looks."""
    raw = block.model_dump(mode="json", exclude={"blocks", "svg", "svg_large", "more"})
    unsaid = {"kind", "tone", "key", "items", "item", "section", "role", "label", "side", "alt"}
    yield from filter(None, _texts(raw, unsaid))


def _texts(raw: Any, unsaid: set[str]) -> Iterator[str]:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        for name, one in raw.items():
            yield from () if name in unsaid else _texts(one, unsaid)
    elif isinstance(raw, list):
        for one in raw:
            yield from _texts(one, unsaid)


def plain(html: str) -> str:
    """The words of a page, without its tags."""
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"<br>", "\n", body)))


def in_word(made: Document) -> str:
    """Every paragraph of a Word file, those of its tables too."""
    found = docx.Document(io.BytesIO(FORMATS["docx"].render(made)))
    cells = (cell for table in found.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in found.paragraphs), *(one.text for one in cells)])


@EACH
def test_a_screen_says_every_sentence_of_the_tree(name: str) -> None:
    made = papers()[name]
    shown = plain(screen(made))
    assert not [one for one in said(made.blocks, "screen") if one not in shown]


@EACH
def test_print_and_word_say_every_sentence_of_the_tree(name: str) -> None:
    made = papers()[name]
    printed, written = plain(FORMATS["html"].render(made).decode()), in_word(made)
    sentences = list(said(made.blocks, "paper"))
    assert not [one for one in sentences if one not in printed]
    assert not [one for one in sentences if one not in written]


@EACH
def test_a_pdf_says_every_word_of_the_tree(name: str) -> None:
    """Lines and hyphens come in between: word by word."""
    made = papers()[name]
    printed = set(re.findall(r"\w+", read(FORMATS["pdf"].render(made))))
    wanted = {word for one in said(made.blocks, "paper") for word in re.findall(r"\w+", one)}
    assert not wanted - printed


@EACH
def test_data_hold_every_sentence_of_both(name: str) -> None:
    made = papers()[name]
    kept = set(_texts(json.loads(FORMATS["json"].render(made)), set()))
    for medium in OTHER:
        assert not [one for one in said(made.blocks, medium) if one not in kept]


def of_table(made: Document) -> list[dict[str, str]]:
    """The lines of a document's CSV."""
    return list(csv.DictReader(io.StringIO(FORMATS["csv"].render(made).decode("utf-8-sig"))))


@EACH
def test_a_table_file_holds_every_sentence_of_both_and_of_head_and_foot(name: str) -> None:
    made = papers()[name]
    lines = of_table(made)
    kept = {cell.removeprefix("'") for line in lines for cell in line.values()}
    kept |= {heading for line in lines for heading in line["part"].split(" / ")}
    wanted = [*made.meta, *made.foot]
    for medium in OTHER:
        wanted += said(made.blocks, medium)
    assert not [one for one in wanted if one not in kept]


@EACH
def test_a_text_to_copy_says_every_sentence_of_paper_but_for_its_foot_and_room_to_write(
    name: str,
) -> None:
    made = papers()[name]
    copied = text(made)
    blocks = list(without_room(for_paper(made).blocks))
    wanted = [made.title, *made.meta, *said(blocks, "paper")]
    assert not [one for one in wanted if one not in copied]


def without_room(blocks: Iterable[Block]) -> Iterator[Block]:
    """What says something: no room to write by hand, nor headings of nothing else."""
    for block in blocks:
        inside = block.blocks if isinstance(block, Keep) else (block,)
        if not isinstance(block, Keep) or any(x.kind not in ("heading", "lines") for x in inside):
            yield from (one for one in inside if one.kind != "lines")


@pytest.mark.parametrize("name", ["group", "practitioner", "joint", "board"])
def test_a_line_of_data_still_says_of_which_role_label_and_question_it_is(name: str) -> None:
    lines = of_table(papers()[name])
    roles = {role.id for role in CONTENT.model.roles}
    assert roles <= {line["role"] for line in lines}
    assert all(line["label"] for line in lines if line["kind"] == "side")
    items = {item.id for item in CONTENT.items()}
    asked = {line["item"] for line in lines if line["item"]}
    assert asked
    assert asked <= items


def test_what_a_user_typed_is_markup_in_no_medium() -> None:
    made = page(Heading(text=MARKUP), OwnWords(text=MARKUP))
    for html in (screen(made), FORMATS["html"].render(made).decode()):
        assert "<b>" not in html
        assert html.count("&lt;b&gt;bold&lt;/b&gt; {{ 7 * 7 }} =1+1") == 2
    assert MARKUP in in_word(made)
    assert MARKUP in text(made)
    assert MARKUP in FORMATS["json"].render(made).decode()


def test_a_screen_folds_what_paper_shows_unfolded() -> None:
    made = papers()["joint"]
    assert "<details" in screen(made)
    assert "<details" not in FORMATS["html"].render(made).decode()


def test_every_fold_of_a_page_has_a_name_of_its_own() -> None:
    """By it, what somebody unfolded stays so when the page is drawn anew."""
    for name, made in papers().items():
        folds = re.findall(r'data-fold="([^"]*)"', screen(made))
        assert len(folds) == len(set(folds)), name


def test_a_fold_keeps_its_name_when_what_stands_above_it_goes() -> None:
    """Of a list that shows its first rows, the rest is named by what it holds, and not counted."""
    first, second = (
        Table(
            caption=said, headers=("Who", "What"), rows=(("A", "1"), ("B", "2")), first=1, more="M"
        )
        for said in ("One", "Two")
    )
    both, alone = (
        re.findall(r'data-fold="([^"]*)"', screen(page(*some)))
        for some in ((first, second), (second,))
    )
    assert both[1:] == alone
