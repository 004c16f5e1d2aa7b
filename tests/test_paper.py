"""What is printed: forms that ask what the program asks, and a sheet that shows what it follows."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from esteem_match import content, journey
from esteem_match.__main__ import app
from esteem_match.documents.blocks import Block, Heading, Lines, Para, Table, Ticks, flat
from esteem_match.models import NAMES, SIDES, Answer, Item, Side
from esteem_match.paper import PAPERS, Paper, number_of, numbers
from esteem_match.paper.sheet import Box, sheet
from esteem_match.render import FORMATS
from tests import checklists_toy, toys

LIBRARY = content.load(Path(__file__).resolve().parents[1] / "questionnaires")
SHIPPED = LIBRARY.contents[LIBRARY.base]
PAPER = Paper(LIBRARY, LIBRARY.base, date(2027, 5, 3))


def paper_of(files: toys.Raw) -> Paper:
    return Paper(toys.library(files), "en", date(2027, 5, 3))


BOXED = paper_of(checklists_toy.spoken())
QUESTION = re.compile(r"(\d+)\. ")


def blocks(kind: str) -> list[Block]:
    return list(flat(PAPERS[kind](PAPER).blocks))


def asked(side: Side, *, large: bool = False) -> dict[int, tuple[Block, ...]]:
    """By number, all that is printed for a question."""
    found: dict[int, tuple[Block, ...]] = {}
    number = 0
    for block in one_by_one(side, large=large):
        start = isinstance(block, Heading) and block.level == 3 and QUESTION.match(block.text)
        number = int(start[1]) if start else number
        if number:
            found[number] = (*found.get(number, ()), block)
    return found


def one_by_one(side: Side, *, large: bool) -> Iterator[Block]:
    """A form's blocks; each row of a grid as if its question stood by itself."""
    paper = Paper(LIBRARY, LIBRARY.base, PAPER.day, large)
    for block in flat(PAPERS[side](paper).blocks):
        if isinstance(block, Table):
            assert block.boxes
            for (text, *boxes), answers in ((row, block.headers[1:]) for row in block.rows):
                question, *more = text.split("\n")
                yield Heading(text=question, level=3)
                yield from (Para(text=one) for one in more)
                pairs = zip(boxes, answers, strict=True)
                yield Ticks(options=tuple(f"{box.removeprefix('☐ ')} {one}" for box, one in pairs))
        else:
            yield block


LARGE = pytest.mark.parametrize("large", [False, True])


@LARGE
@pytest.mark.parametrize("side", SIDES)
def test_a_form_asks_every_question_once_in_the_programs_order(side: Side, large: bool) -> None:
    printed = asked(side, large=large)
    assert list(printed) == sorted(set(numbers(SHIPPED.side(side)).values()))
    words = PAPER.words(side)
    for one, parts in zip(SHIPPED.side(side).questions(), printed.values(), strict=True):
        heading = parts[0]
        assert isinstance(heading, Heading)
        assert heading.text.endswith(words.put_in(one.asks.text))


@pytest.mark.parametrize("side", SIDES)
def test_a_form_makes_no_promise_that_paper_cannot_keep(side: Side) -> None:
    """On the screen the group's name stands in later questions."""
    named = next(item for item in SHIPPED.side(side).items() if item.id == NAMES[side])
    printed = [part.text for part in blocks(side) if isinstance(part, Heading | Para)]
    assert named.help
    assert PAPER.words(side).put_in(named.help) not in printed
    assert any(text.endswith(PAPER.words(side).put_in(named.text)) for text in printed)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("side", SIDES)
def test_the_room_for_the_code_stands_with_the_last_question(side: Side, large: bool) -> None:
    paper = Paper(LIBRARY, LIBRARY.base, date(2027, 5, 3), large)
    made = FORMATS["pdf_large" if large else "pdf"].render(PAPERS[side](paper))
    last = " ".join(PdfReader(BytesIO(made)).pages[-1].extract_text().split())
    assert PAPER.words(side).t("paper.code") in last
    assert f"{max(numbers(SHIPPED.side(side)).values())}. " in last


@LARGE
@pytest.mark.parametrize("side", SIDES)
def test_every_answer_has_a_box_with_its_number_and_not_sure_is_0(side: Side, large: bool) -> None:
    printed = asked(side, large=large).values()
    for one, parts in zip(SHIPPED.side(side).questions(), printed, strict=True):
        ticks = [part for part in parts if isinstance(part, Ticks)]
        if one.kind == "text":
            assert not ticks
            assert any(isinstance(part, Lines) for part in parts)
        elif isinstance(one.asks, Item):
            positions = range(journey.positions(SHIPPED.side(side), one.asks))
            signs = [option.split()[0] for option in ticks[0].options]
            assert signs == [*(str(number_of(position)) for position in positions), "0"]


def test_a_checklist_is_printed_with_numbers_for_its_boxes_for_none_and_for_not_sure() -> None:
    told = list(flat(PAPERS["group"](BOXED).blocks))
    at = next(
        n for n, one in enumerate(told) if getattr(one, "text", "") == "9. Which of g.limits?"
    )
    assert told[at + 1] == Para(text="Tick any.")
    boxes = ("1 What about g.aa.no?", "2 What about g.bb.no?", "3 About g.ask")
    assert told[at + 2].options == (*boxes, "0 None of these", "U Not sure")  # type: ignore[union-attr]
    how = [text for one in told for text in getattr(one, "texts", ())]
    words = BOXED.words("group")
    told_how = words.t("paper.how_boxes", none=0, number="U", unsure=words.t("answer.unsure"))
    assert told_how in how
    assert not any("more than one box" in getattr(one, "text", "") for one in blocks("group"))


def test_a_question_that_waits_for_a_box_names_its_number_on_paper() -> None:
    files = checklists_toy.spoken()
    toys.item(files, "g.open")["when"] = {"item": "g.ask", "at_least": 1}
    made = PAPERS["group"](paper_of(files))
    told = [one.text for one in flat(made.blocks) if isinstance(one, Para)]
    assert any("if you ticked 3 at question 9." in text for text in told)


def test_the_sheet_names_the_box_that_is_a_clear_no() -> None:
    parts = sheet(BOXED.content).parts
    assert [[tuple(no) for row in part.rows for no in row.closed_by] for part in parts] == [
        [(9, 1), (9, 2)],
        [(1, 1), (1, 2)],
    ]
    tables = [one for one in flat(PAPERS["sheet"](BOXED).blocks) if isinstance(one, Table)]
    assert [row[-2] for row in tables[0].rows] == ["9/1", "9/2"]


def skips(side: Side) -> Iterator[tuple[int, list[int], int, int]]:
    """The question after a skip in words; what must be ticked, and where; and where else to go."""
    text = [b.text for b in blocks(side) if isinstance(b, Heading | Para)]
    for at, words in enumerate(text):
        if words.startswith("Only answer this if"):
            *ticked, asked_at, to = map(int, re.findall(r"\d+", words))
            question = QUESTION.match(text[at + 1])
            assert question
            yield int(question[1]), ticked, asked_at, to


def test_who_follows_the_skips_in_words_answers_what_the_program_asks() -> None:
    form = SHIPPED.group
    by_number = {number: item for item, number in numbers(form).items()}
    found = list(skips("group"))
    assert [by_number[number] for number, *_ in found] == [i.id for i in form.items() if i.when]
    for number, ticked, asked_at, to in found:
        source = next(item for item in form.items() if item.id == by_number[asked_at])
        assert to == number + 1
        for position in range(journey.positions(form, source)):
            now = journey.asked(form, {source.id: position})
            reached = by_number[number] in {item.id for part in now for item in part.items}
            assert reached == (number_of(position) in ticked)


def test_who_leaves_out_what_the_paper_says_after_a_clear_no_answers_what_the_program_asks() -> (
    None
):
    """By each box of a practitioner's limits, the questions that are left out on paper."""
    form = SHIPPED.practitioner
    number = numbers(form)
    limits = next(one for one in form.questions() if one.kind == "checklist")
    printed = asked("practitioner")[number[limits.id]]
    told = [text for part in printed for text in getattr(part, "texts", ())]
    every: dict[str, Answer] = {**dict.fromkeys((box.id for box in limits.items), 0), "p.know": 2}
    for place, (box, text) in enumerate(zip(limits.items, told, strict=True), start=1):
        ticked, *out = map(int, re.findall(r"\d+", text))
        now = set(journey.counted(form, {**dict.fromkeys(i.id for i in form.items()), **every}))
        then = set(journey.counted(form, {**dict.fromkeys(now), **every, box.id: 1}))
        assert ticked == place
        assert out == sorted({number[name] for name in now - then})
        assert out


def test_a_clear_no_that_leaves_nothing_out_says_nothing_on_paper() -> None:
    assert not any(
        "leave" in text
        for number, parts in asked("group").items()
        for part in parts
        for text in getattr(part, "texts", ())
    )


def test_the_sheet_prints_the_boxes_and_tables_that_it_follows() -> None:
    tables = [block for block in blocks("sheet") if isinstance(block, Table)]
    never = PAPER.words("group").t("paper.never")
    for part, boxes, look_up in zip(
        sheet(SHIPPED).parts, tables[0:4:2], tables[1:4:2], strict=True
    ):
        assert look_up.headers[1:] == tuple(map(str, part.table.totals))
        for row, leasts in zip(
            look_up.rows, (part.table.recommended, part.table.possible), strict=True
        ):
            assert row[1:] == tuple(never if least is None else str(least) for least in leasts)
        for cells, row in zip(boxes.rows, part.rows, strict=True):
            first, second = (tuple(map(_box, side)) for side in row.boxes)
            closes = ", ".join(f"{no.question}/{no.answer}" for no in row.closed_by)
            assert cells == (row.role.name, *first, "", *second, "", closes, "")


def _box(box: Box) -> str:
    return f"{box.question}{'*' if box.floor else ''}:"


def test_the_sheet_names_each_role_that_needs_a_yes() -> None:
    steps = " ".join(text for b in blocks("sheet") for text in getattr(b, "texts", ()))
    needs = [(row, one) for part in sheet(SHIPPED).parts for row in part.rows
             for one in row.held_unless]  # fmt: skip
    assert [row.role.id for row, _ in needs] == ["facilitator"]
    assert all(f"{row.role.name}: without 4 or 5 at question {one.question}," in steps
               for row, one in needs)  # fmt: skip


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("kind", PAPERS)
def test_each_paper_says_what_it_is_in_a_tagged_pdf(kind: str, large: bool) -> None:
    paper = Paper(LIBRARY, LIBRARY.base, date(2027, 5, 3), large)
    pdf = PdfReader(BytesIO(FORMATS["pdf_large" if large else "pdf"].render(PAPERS[kind](paper))))
    first = " ".join(pdf.pages[0].extract_text().split())
    assert "The group decides." in first
    assert f"Questions and rules: version {LIBRARY.version}." in first
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert pdf.root_object["/Lang"] == "en"


def test_the_sheet_says_that_the_highest_need_counts_and_that_the_group_leads() -> None:
    steps = " ".join(text for b in blocks("sheet") for text in getattr(b, "texts", ()))
    group, practitioner = sheet(SHIPPED).parts
    assert "“Top A” is the highest number." in steps
    assert "no 4 or 5 under B? Then R turns into P." in steps
    assert (group.welcome, practitioner.welcome) == ((4, 5), ())
    assert group.table.possible[:4] == (None, None, None, None)
    assert group.table.possible[4:] == (3, 2, 2, 2, 2)


@pytest.mark.parametrize(("side", "most"), [("group", 5), ("practitioner", 6)])
def test_a_form_in_normal_print_takes_few_pages(side: Side, most: int) -> None:
    assert len(PdfReader(BytesIO(FORMATS["pdf"].render(PAPERS[side](PAPER)))).pages) <= most


@pytest.mark.parametrize("side", SIDES)
def test_scales_in_normal_print_are_rows_under_the_words_of_their_answers(side: Side) -> None:
    scales = [one for one in SHIPPED.side(side).questions() if one.kind == "scale"]
    grids = [block for block in blocks(side) if isinstance(block, Table)]
    assert sum(len(grid.rows) for grid in grids) == len(scales)
    assert all(len(grid.rows) > 1 for grid in grids)


def test_questions_that_wait_for_one_answer_are_said_once_to_be_only_for_some() -> None:
    told = [b.text for b in blocks("practitioner") if isinstance(b, Para)]
    (said,) = (text for text in told if text.startswith("Only answer"))
    first, last, *ticked, at, to = map(int, re.findall(r"\d+", said))
    form = SHIPPED.practitioner
    number = numbers(form)
    waiting = sorted({number[item.id] for item in form.items() if item.when})
    assert (waiting, to) == (list(range(first, last + 1)), last + 1)
    source = next(item for item in form.items() if number[item.id] == at)
    for position in range(journey.positions(form, source)):
        now = journey.asked(form, {source.id: position})
        reached = {number[item.id] for part in now for item in part.items}
        assert (set(waiting) <= reached) == (number_of(position) in ticked)
        assert reached.isdisjoint(waiting) == (number_of(position) not in ticked)


def test_the_sheet_is_one_page_of_a4() -> None:
    pdf = PdfReader(BytesIO(FORMATS["pdf"].render(PAPERS["sheet"](PAPER))))
    assert len(pdf.pages) == 1


def test_the_agreement_has_room_for_every_point() -> None:
    points = {PAPER.words("practitioner").put_in(point.text) for point in SHIPPED.model.agreement}
    assert len(points) == 14
    assert points <= {block.label for block in blocks("agreement") if isinstance(block, Lines)}
    titles = {block.text for block in blocks("agreement") if isinstance(block, Heading)}
    words = PAPER.words("practitioner")
    assert {words.t("agree.not_do"), words.t("agree.again"), words.t("agree.sign")} <= titles
    decided, _ = (block for block in flat(blocks("agreement")) if isinstance(block, Table))
    assert [row[0] for row in decided.rows] == [role.help for role in SHIPPED.model.roles]


def test_the_command_writes_a_pdf_and_refuses_a_language_that_is_not_there(tmp_path: Path) -> None:
    target = tmp_path / "form.pdf"
    assert CliRunner().invoke(app, ["paper", "group", "-o", str(target), "--large"]).exit_code == 0
    assert target.read_bytes().startswith(b"%PDF-")
    refused = CliRunner().invoke(app, ["paper", "group", "--language", "xx"])
    assert refused.exit_code == 1
    assert "There is no language 'xx' here." in refused.output


def test_the_command_writes_to_stdout_where_no_file_is_named() -> None:
    assert CliRunner().invoke(app, ["paper", "sheet"]).stdout_bytes.startswith(b"%PDF-")


@pytest.mark.parametrize("kind", PAPERS)
def test_every_form_has_room_to_say_whose_it_is_or_of_which_day(kind: str) -> None:
    labels = [block.label for block in blocks(kind) if isinstance(block, Lines)]
    wanted = "paper.sheet_whose" if kind == "sheet" else "paper.agree_day"
    assert PAPER.words("group").t(wanted) in labels
