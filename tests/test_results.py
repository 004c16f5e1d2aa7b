"""What the result pages say, read as a script: the examples, the cards, the letter."""

import html
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from esteem_match import explain, resources
from esteem_match.documents import group_document, practitioner_document
from esteem_match.documents.phrases import View
from esteem_match.models import SIDES, Content, Example, Seat, Side
from esteem_match.scoring import score
from esteem_match.words import Words
from tests.room_pages import as_member, revealed
from tests.test_pages import (
    all_roles,
    headings,
    labels,
    nobody,
    open_page,
    press,
    shown,
    text_of,
    word,
)

pytestmark = pytest.mark.usefixtures("own_pages")

ROLES = ("resource-builder", "capacity-builder", "facilitator", "bridge-builder", "co-educator")
SHORT = {"resource-builder": "rb", "capacity-builder": "cb", "facilitator": "fa"} | {
    "bridge-builder": "bb",
    "co-educator": "ce",
}


def base() -> Content:
    return resources.library().contents["en"]


def examples() -> tuple[Example, ...]:
    return resources.library().examples["en"]


def made_up() -> Example:
    return next(one for one in examples() if one.made_up)


def flat(side: Side, answer: int | None, **own: Any) -> dict[str, Any]:
    """One answer to all that counts, 'not sure' to the rest; `own` ones by id, with _ for a dot.

    A practitioner knows the group a little: else they are asked for no picture of it.
    """
    mine = {"p.know": 1} | {name.replace("_", "."): value for name, value in own.items()}
    return {
        item.id: mine.get(item.id, answer if item.key or _mirrors_key(item) else None)
        for item in base().side(side).items()
    }


def _mirrors_key(item: Any) -> bool:
    scored = {one.id for one in base().group.items() if one.key}
    return item.mirrors in scored


def someone(side: Side, answers: dict[str, Any]) -> str:
    code = nobody(side)
    resources.store().save(code, answers)
    return code


def pair(group: dict[str, Any], practitioner: dict[str, Any]) -> AppTest:
    """The joint page of two who have shared."""
    one, other = someone("group", group), someone("practitioner", practitioner)
    resources.store().join(other, resources.store().share(one))
    return open_page("together", one)


def nodes(node: Any) -> Iterator[Any]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from nodes(child)


FOLDED = re.compile(
    r"<details[^>]*>\s*<summary>((?:(?!</summary>).)*)</summary>(?:(?!<details|</details>).)*</details>",
    re.DOTALL,
)


def at_once(drawn: str) -> str:
    """HTML without what is folded away: of each fold, innermost first, only its title."""
    found = FOLDED.sub(r"\1", drawn)
    return found if found == drawn else at_once(found)


def plain(drawn: str) -> str:
    """HTML as it is read."""
    return html.unescape(re.sub(r"<[^>]*>", " ", drawn)).replace("\\", "").replace("\u2060", "")


def read(node: Any, *, unfolded: bool = True) -> str:
    """All that can be read there as it is seen; without `unfolded`, what is seen at once."""
    own = text_of(node) if hasattr(node, "type") else ""
    inside = getattr(node, "children", {}).values()
    seen = [child for child in inside if unfolded or child.type != "expander"]
    texts = [plain(own if unfolded else at_once(own))]
    texts += [read(child, unfolded=unfolded) for child in seen]
    return "\n".join(text for text in texts if text)


def raw(app: AppTest, role: str) -> str:
    """The row of a role as HTML, with all that unfolds."""
    drawn = shown(app)
    (start,) = [found.start() for found in re.finditer(f'<details class="role role-{role}"', drawn)]
    depth = 0
    for tag in re.finditer(r"<(/?)details", drawn[start:]):
        depth += -1 if tag[1] else 1
        if not depth:
            return drawn[start : start + tag.end()] + ">"
    raise AssertionError("a row that never ends")


def card(app: AppTest, role: str) -> str:
    """All that is read of a role."""
    return plain(raw(app, role))


def title(app: AppTest, role: str) -> str:
    """What is seen of a role before its row is unfolded."""
    return plain(at_once(raw(app, role)))


def stands_out(app: AppTest, tone: str) -> str:
    """A card of the first screen: 'begin', 'ask' or 'leave'; empty where there is none."""
    found = re.search(rf'<section class="card card-{tone}">.*?</section>', shown(app), re.DOTALL)
    return found[0] if found else ""


# Examples


def test_the_made_up_pair_opens_first_in_the_list() -> None:
    picked = open_page("welcome").selectbox(key="example")
    assert picked.value == examples()[0].id == made_up().id
    assert "made-up" in picked.options[0]


def test_the_made_up_pair_is_labelled_and_shows_a_whole_result() -> None:
    app = open_page("together", example=made_up().id)
    every = ("recommended", "possible", "not_now", "elsewhere")
    assert {word(f"label.{name}") for name in every} == set(labels(app).values())
    assert word("together.who") in read(app.main, unfolded=False)
    assert word("results.rests_made_up") in shown(app)
    assert word("together.expected") not in headings(app)
    assert word("sure.short_likely") not in read(app.main)


def test_an_example_leads_to_the_next_and_the_one_before_all_around() -> None:
    ids = [one.id for one in examples()]
    for at, name in ((0, ids[0]), (len(ids) - 1, ids[-1])):
        for way, there in (("next", ids[(at + 1) % len(ids)]), ("previous", ids[at - 1])):
            app = press(open_page("together", example=name), f"{way}_example")
            assert app.query_params["example"] in (there, [there])


# Cards


def test_a_recommended_role_is_not_told_what_would_change_it() -> None:
    app = open_page("together", example=made_up().id)
    changes = {role: word("results.change") in card(app, role) for role in ROLES}
    assert changes["resource-builder"]
    assert not changes["bridge-builder"]
    assert not changes["co-educator"]


@pytest.mark.parametrize("side", ["group", "practitioner"])
def test_who_said_no_alone_reads_that_it_stands(side: Side) -> None:
    own = {f"{side[0]}_fa_no": 1}
    for answer, said in ((0, "no_own"), (4, "no_own_torn" if side == "group" else "no_own")):
        app = open_page("results", someone(side, flat(side, answer, **own)))
        assert word(f"reason.{said}") in card(app, "facilitator")


@pytest.mark.parametrize(
    ("group", "practitioner", "said"),
    [(1, 0, {"group"}), (0, 1, {"practitioner"}), (1, 1, {"group", "practitioner"})],
)
def test_together_it_is_said_whose_no_it_is(group: int, practitioner: int, said: set[str]) -> None:
    app = pair(
        flat("group", 0, **{f"g_{one}_no": group for one in SHORT.values()}),
        flat("practitioner", 4, **{f"p_{one}_no": practitioner for one in SHORT.values()}),
    )
    for role in ROLES:
        text = card(app, role)
        assert {
            side for side in ("group", "practitioner") if word(f"reason.no_{side}") in text
        } == (said)
    assert word("label_what.not_now") not in read(app.main)


def test_a_role_that_is_only_weak_now_is_told_that_this_can_change() -> None:
    app = open_page("results", someone("group", flat("group", 0)))
    assert word("group_label_what.not_now") in read(app.main)
    assert word("reason.no_own") not in read(app.main)


def test_a_row_shows_where_a_role_stands_and_folds_the_reasons() -> None:
    app = open_page("together", example=made_up().id)
    for role, label in labels(app).items():
        name = next(one for one in base().model.roles if one.id == role)
        assert [
            text for text in (name.help, name.name, label) if text not in title(app, role)
        ] == []
    assert "would rather not" not in title(app, "capacity-builder")
    assert "would rather not" in card(app, "capacity-builder")
    assert word("results.first") not in card(app, "capacity-builder")
    assert word("results.first") in card(app, "bridge-builder")


def test_what_is_settled_says_nothing_of_how_sure_it_is() -> None:
    answers = flat("group", 4, **{f"g_{one}_no": 0 for one in SHORT.values()})
    app = open_page("results", someone("group", answers))
    seen = read(app.main)
    assert not [name for name in ("likely", "leaning_one", "open") if word(f"sure.{name}") in seen]
    assert not [
        name for name in ("likely", "leaning", "open") if word(f"sure.short_{name}") in seen
    ]
    assert word("results.next_answers") not in seen
    assert not stands_out(app, "ask")


def test_what_leans_says_how_many_answers_could_settle_it() -> None:
    answers = {**flat("group", 4), "g.bb.links": 1, "g.bb.heard": 1, "g.bb.no": 0}
    answers |= {"g.bb.wish1": 4, "g.bb.wish2": None, "g.bb.known": 2}
    app = open_page("results", someone("group", answers))
    assert word("sure.short_leaning") in title(app, "bridge-builder")
    assert word("sure.leaning_one") in card(app, "bridge-builder")


@pytest.mark.parametrize("side", ["group", "practitioner"])
def test_a_role_that_is_open_names_the_one_question_to_answer_first(side: Side) -> None:
    """A group is led to its own question. What a practitioner was not sure of, they ask."""
    unsure = [f"{of}_bb_wish{n}" for of in ("g", "p_see") for n in (1, 2)]
    app = open_page("results", someone(side, flat(side, 4, **dict.fromkeys(unsure))))
    seen = re.sub(r"\s+", " ", card(app, "bridge-builder"))
    asked = next(one.text for one in base().items() if one.id == "g.bb.wish1")
    if side == "group":
        assert word("sure.short_open") in title(app, "bridge-builder")
        assert f"{word('sure.open')} {word('sure.first')} {asked}" in seen
        assert "/assess?step=" in raw(app, "bridge-builder")
    else:
        assert labels(app)["bridge-builder"] == word("label.offer_recommended")
        assert word("first.ask") in headings(app)
        assert asked in plain(stands_out(app, "ask"))


def test_what_to_answer_next_stands_above_the_roles_and_leads_to_its_question() -> None:
    answers = flat("group", 4)
    del answers["g.bb.wish1"], answers["g.bb.wish2"]
    app = open_page("results", someone("group", answers))
    found = headings(app)
    assert found.index(word("first.answer")) < found.index(word("results.roles"))
    parts = base().group.sections
    (section,) = [part.id for part in parts if "g.bb.wish1" in {one.id for one in part.items}]
    way = f"step={section}&amp;item=g.bb.wish1&amp;back=results"
    assert way in stands_out(app, "ask")
    assert word("results.next_answers") in read(app.main, unfolded=False)
    assert shown(app).count(way) > 1, "it stands among all that can be answered next as well"


def test_the_link_to_a_question_takes_the_language_of_the_address_along() -> None:
    answers = flat("group", 4)
    del answers["g.bb.wish1"], answers["g.bb.wish2"]
    app = open_page("results", someone("group", answers), lang="en")
    (link,) = re.findall(r'href="([^"]*item=g\.bb\.wish1[^"]*)"', shown(app))[:1]
    assert "lang=en" in link


def test_who_has_answered_all_that_they_are_asked_is_not_told_that_more_is_to_come() -> None:
    """Who hardly knows the group is asked for no picture of it."""
    app = open_page("results", someone("practitioner", flat("practitioner", 4) | {"p.know": 0}))
    page = read(app.main)
    assert set(labels(app).values()) == {word("label.offer_recommended")}
    for waiting in ("still to come", "haven't said yet"):
        assert waiting not in page


WILL = ("The practitioner wants to", "The practitioner would like to")
OWN_WORDS = {"g.words.want": "A room on Wednesdays", "g.words.avoid": "Our talks"}


def said_by_a_group(answers: dict[str, Any]) -> tuple[str, str]:
    """What a group reads on its result, and in the file of it."""
    spoken = Words(resources.library().words["en"], "en")
    view = View(base(), answers, {}, spoken, side="group", own=True)
    file = group_document(view, date(2026, 11, 30)).model_dump_json()
    return read(open_page("results", someone("group", answers)).main), file


def test_a_group_reads_its_own_words_beside_what_fits_word_for_word() -> None:
    for told in said_by_a_group(flat("group", 2) | OWN_WORDS):
        for own in (*OWN_WORDS.values(), word("letter.words"), word("letter.avoid")):
            assert own in told


def test_what_a_group_would_leave_alone_stands_out_word_for_word_and_is_no_markup() -> None:
    typed = "**Our** <b>talks</b>"
    app = open_page("results", someone("group", flat("group", 2) | {"g.words.avoid": typed}))
    assert f'<blockquote dir="auto">{html.escape(typed)}</blockquote>' in stands_out(app, "leave")
    assert "<b>talks" not in shown(app)


def test_a_group_that_said_no_to_something_finds_it_in_its_letter() -> None:
    answers = flat("group", 3) | {"g.fa.come": 0, "g.fa.talk": 1}
    for told in said_by_a_group(answers):
        assert word("letter.nothing") not in told
        for wish in ("g.fa.come", "g.fa.talk"):
            says = next(item.says for item in base().group.items() if item.id == wish)
            assert says in told.split(word("letter.later"))[1]


def test_a_practitioner_reads_what_they_can_offer_until_they_say_how_they_see_the_group() -> None:
    own = {i.id: 4 for i in base().practitioner.items() if i.key in ("capacity", "intention")}
    app = open_page("results", someone("practitioner", own))
    assert set(labels(app).values()) == {word("label.offer_recommended")}
    assert word("results.rests_offer") in read(app.main)
    picture = {i.id: 4 for i in base().practitioner.items() if _mirrors_key(i)}
    app = open_page("results", someone("practitioner", {**own, "p.know": 1, **picture}))
    assert word("label.recommended") in labels(app).values()
    assert word("results.rests") in read(app.main)
    assert word("results.rests_offer") not in read(app.main)


@pytest.mark.parametrize("side", ["group", "practitioner"])
def test_not_sure_to_everything_is_a_result_that_is_still_open(side: Side) -> None:
    app = open_page("results", someone(side, flat(side, None)))
    assert word("results.all_unsure") in read(app.main)
    assert word("results.too_few") not in read(app.main)
    assert equal_words() not in read(app.main)


def equal_words() -> str:
    """What is said of any number of equal roles."""
    return word("results.equal").partition("{count}")[2]


def test_roles_of_which_nothing_is_known_are_not_called_equal() -> None:
    assert equal_words() not in read(pair(flat("group", 4), {"p.know": 1}).main)
    assert equal_words() in read(pair(flat("group", 4), flat("practitioner", 4)).main)


def test_a_bar_of_which_nothing_is_answered_says_so_and_is_empty() -> None:
    app = pair(flat("group", 4), {"p.know": 1})
    assert word("bar.blank") in title(app, "bridge-builder")
    assert '<i class="fill" style="width:0%"></i>' in raw(app, "bridge-builder")


# What a group reads alone


def test_a_group_alone_reads_nothing_that_is_only_for_a_practitioner() -> None:
    answers = flat("group", 4, **{f"g_{one}_wish{n}": 0 for one in SHORT.values() for n in (1, 2)})
    only = [one for one in base().model.tensions if "group" not in one.to]
    fits = score(base(), answers, {})
    assert {one.tension.id for one in explain.tensions(base(), answers, {}, fits)} & {
        one.id for one in only
    }
    app = open_page("results", someone("group", answers))
    assert not [one.title for one in only if one.title in read(app.main)]


@pytest.mark.parametrize(("wishes", "raised"), [((2, 2), False), ((2, 1), True), ((3, 0), True)])
def test_an_offer_is_unasked_for_up_to_three_eighths_of_a_wish(
    wishes: tuple[int, int], raised: bool
) -> None:
    """'Perhaps' to both is half a wish: nobody is told that they impose."""
    first, second = wishes
    group = flat("group", 4, g_rb_wish1=first, g_rb_wish2=second)
    practitioner = flat("practitioner", 4)
    fits = score(base(), group, practitioner)
    found = explain.tensions(base(), group, practitioner, fits)
    assert (("imposing", "resource-builder") in {(o.tension.id, o.role) for o in found}) == raised


@pytest.mark.parametrize(
    ("want", "said"), [(1, False), (2, False), (3, True), (4, True), (None, False)]
)
def test_nobody_is_said_to_want_to_do_what_they_did_not_say_yes_to(
    want: int | None, said: bool
) -> None:
    """Who would rather not come to meetings, but gladly only when asked, does not offer to come."""
    own = {f"p_{role}_want{n}": (want, 4)[n - 1] for role in SHORT.values() for n in (1, 2)}
    practitioner = flat("practitioner", 0, **own)
    group = flat("group", 0)
    fits = score(base(), group, practitioner)
    found = {(o.tension.id, o.role) for o in explain.tensions(base(), group, practitioner, fits)}
    for tension in ("imposing", "promising"):
        assert {role for one, role in found if one == tension} == (set(ROLES) if said else set())


def test_every_tension_that_tells_of_a_practitioners_will_asks_for_their_yes() -> None:
    told = {
        one.id: one.wanted
        for one in base().model.tensions
        if one.say.startswith(WILL) or f". {WILL[1]}" in one.say
    }
    assert len(told) == 6
    assert set(told.values()) == {True}


# The page to hand over


def letter(**own: Any) -> AppTest:
    answers = flat("group", 0, **own)
    return open_page("results", someone("group", answers), page="letter")


def test_a_group_that_wants_nothing_says_thank_you_and_shows_no_empty_part() -> None:
    app = letter(**{f"g_{one}_no": 1 for one in SHORT.values()})
    assert word("letter.nothing_now") in read(app.main)
    assert word("letter.nothing") not in read(app.main)
    assert word("letter.no") in headings(app)
    for part in ("later", "perhaps", "words", "avoid"):
        assert word(f"letter.{part}") not in headings(app)


def test_what_a_group_would_rather_not_have_stands_under_its_own_heading() -> None:
    app = letter(g_rb_wish1=4, g_rb_wish2=1, g_cb_wish1=2)
    text = read(app.main)
    places = {one: text.index(word(f"letter.{one}")) for one in ("welcome", "perhaps", "later")}
    says = {item.id: item.says for item in base().group.items()}
    assert places["welcome"] < text.index(says["g.rb.wish1"]) < places["perhaps"]
    assert places["perhaps"] < text.index(says["g.cb.wish1"]) < places["later"]
    assert places["later"] < text.index(says["g.rb.wish2"])
    assert word("letter.nothing_now") not in text


def test_a_page_on_which_nothing_is_said_yet_says_so() -> None:
    answers = {"g.rb.room": 3}
    app = open_page("results", someone("group", answers), page="letter")
    assert word("letter.nothing") in read(app.main)
    assert word("letter.nothing_now") not in read(app.main)


def test_the_page_shows_whom_it_is_from_and_its_day() -> None:
    today, text = resources.store().today(), read(letter(g_name="The Oak Group").main)
    written = f"{today.day} {word(f'month.{today.month}')} {today.year}"
    assert word("letter.from").replace("{name}", "The Oak Group") in text
    assert word("report.made").replace("{day}", written) in text


# Length


def test_the_joint_page_begins_with_what_to_begin_with_and_folds_the_rest() -> None:
    app = pair(dict(made_up().group), dict(made_up().practitioner))
    drawn = shown(app)
    assert drawn.index('class="card card-begin"') < drawn.index('<details class="role ')
    assert not [one for one in nodes(app.main) if one.type == "plotly_chart"]
    seen = read(app.main, unfolded=False)
    assert word("together.map") in seen
    assert word("together.map_boxes") not in seen
    assert word("together.who") in [one.label for one in app.expander]
    assert word("together.who_what") not in seen
    for piece in base().model.advice:
        assert piece.text not in seen


def test_the_map_that_tells_more_is_drawn_only_on_request() -> None:
    app = open_page("together", example=made_up().id)
    (fold,) = [one for one in app.expander if one.label == word("together.map_more")]
    assert not fold.proto.expanded
    assert not [one for one in nodes(fold) if one.type == "plotly_chart"]


def test_the_map_says_in_words_what_its_boxes_hold() -> None:
    app = open_page("together", example=made_up().id)
    assert word("together.map_boxes") in read(app.main)


def test_all_sources_are_folded_on_the_page_about() -> None:
    app = open_page("about")
    source = base().model.sources["KM1"].text
    assert source not in read(app.main, unfolded=False)
    assert source in read(app.main)


# After a workshop


@pytest.mark.parametrize("seat", ["member", "practitioner"])
def test_ones_own_result_after_a_workshop_says_that_it_is_ones_own(seat: Seat) -> None:
    _, (member, *_, helper) = revealed()
    code = member if seat == "member" else helper
    app = press(as_member(code), "own_result")
    assert headings(app)[0] == word("results.title_own")
    assert set(labels(app)) == all_roles()


@pytest.mark.parametrize("side", SIDES)
def test_what_is_taken_along_of_ones_own_result_is_called_as_its_page(side: Side) -> None:
    library = resources.library()
    make = group_document if side == "group" else practitioner_document
    for own, title in ((True, "own"), (False, side)):
        words = Words(library.words["en"], "en", side=side)
        view = View(base(), {}, {}, words, seen=side != "group", took_part=own)
        assert make(view, date(2026, 11, 1)).title == words.t(f"results.title_{title}")


PAGES: dict[Side, str] = {"group": "letter", "practitioner": "offer"}


@pytest.mark.parametrize("side", SIDES)
def test_each_side_has_its_own_page_to_hand_over_and_a_way_back_from_it(side: Side) -> None:
    code, page = someone(side, flat(side, 3)), PAGES[side]
    app = press(open_page("results", code), f"{page}_open")
    assert word(f"{page}.title") in headings(app)
    assert word(f"{page}.foot") in read(app.main)
    assert f"{page}_back" in {str(button.key) for button in app.button}
    assert word(f"{page}.foot") not in read(press(app, f"{page}_back").main)


@pytest.mark.parametrize("side", SIDES)
def test_the_other_sides_page_to_hand_over_is_not_shown(side: Side) -> None:
    other = next(page for one, page in PAGES.items() if one != side)
    app = open_page("results", someone(side, flat(side, 3)), page=other)
    assert f"{PAGES[side]}_open" in {str(button.key) for button in app.button}
    assert word(f"{other}.foot") not in read(app.main)
