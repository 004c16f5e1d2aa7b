"""What is promised of an answer that a page hands over, and of the pass that lets it."""

import base64
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from esteem_match import codes, content, resources
from esteem_match.store import Full, NotFound, StoreError, Token
from esteem_match.store.record.tokens import Tokens
from esteem_match.web import answers
from esteem_match.web import posted as admits
from esteem_match.web.posted import PACE
from esteem_match.web.protect import limit
from tests import checklists_toy, toys
from tests.asking import HERE, broken_off, posted
from tests.live import LiveServer

TICK, TEXT, THEIRS = "g.rb.room", "g.name", "p.name"
SECRET, OTHER = b"a" * 32, b"b" * 32
WORDS = "The Night Owls"
URLSAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@pytest.fixture
def code(own_store: None) -> str:  # noqa: ARG001
    return resources.store().create("group", resources.library().version, "1", "en")


@pytest.fixture
def boxed(own_store: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:  # noqa: ARG001
    """Somebody of a group whose questions have checklists."""
    folder = toys.write(tmp_path / "boxed", checklists_toy.spoken())
    monkeypatch.setenv("ESTEEM_QUESTIONNAIRES", str(folder))
    resources.reset()
    return resources.store().create("group", resources.library().version, "1", "en")


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time of the limit, which only a test moves."""
    time, real = [0.0], limit.Bucket
    monkeypatch.setattr(limit, "Bucket", lambda size: real(size, lambda: time[0]))
    monkeypatch.setattr(admits, "_paces", limit.Buckets(PACE))
    return time


def token_of(code: str, version: str = "") -> str:
    given = Token(code, "group", version or resources.library().version)
    return resources.store().tokens.make(given)


def send(code: str, item: str = TICK, answer: object = 2) -> httpx.Response:
    """Hands over an answer with this person's pass."""
    return posted({"token": token_of(code), "item": item, "answer": answer})


def told(came: httpx.Response) -> tuple[int, str]:
    """How it was answered, and the name of what is wrong."""
    return came.status_code, str(came.json().get("problem", ""))


def kept(code: str) -> dict[str, object]:
    return dict(resources.store().load(code).answers)


# What is kept


def test_an_answer_is_in_the_store_when_it_is_acknowledged_with_the_count_of_writes(
    code: str,
) -> None:
    for count, answer in enumerate((2, 4, None), start=1):
        came = send(code, answer=answer)
        assert (came.status_code, came.json()) == (200, {"writes": count})
        assert kept(code) == {TICK: answer}
        assert resources.store().load(code).writes == count


def test_who_counts_along_sees_that_another_device_wrote_meanwhile(code: str) -> None:
    assert send(code).json() == {"writes": 1}
    resources.store().save(code, {TEXT: WORDS})
    assert send(code).json() == {"writes": 3}


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  The Night Owls\u00a0\n", WORDS),
        ("Cafe\u0301", "Caf\u00e9"),
        ("one\r\ntwo\tthree", "one\ntwo three"),
        ("<b>*We*</b> =1+1", "<b>*We*</b> =1+1"),
        ("", None),
        (" \n ", None),
        (None, None),
    ],
)
def test_a_text_is_cleaned_as_the_journey_does(code: str, typed: str, clean: str | None) -> None:
    assert send(code, TEXT, typed).status_code == 200
    assert kept(code) == {TEXT: clean}


def test_an_answer_is_never_in_the_store_twice_nor_beside_another(code: str) -> None:
    for _ in range(3):
        send(code)
    assert kept(code) == {TICK: 2}


# What cannot stand


BAD: dict[str, tuple[str, object, str]] = {
    "a question of the other side": (THEIRS, "Sam", "unknown_item"),
    "an unknown question": ("g.nothing", 1, "unknown_item"),
    "no question": ("", 1, "unknown_item"),
    "the store's own note": ("\0joined", None, "unknown_item"),
    "a position below": (TICK, -1, "out_of_range"),
    "a position above": (TICK, 999, "out_of_range"),
    "a position beyond all counting": (TICK, 10**30, "out_of_range"),
    "a text where a position is due": (TICK, "2", "wrong_kind"),
    "yes": (TICK, True, "wrong_kind"),
    "a fraction": (TICK, 1.5, "wrong_kind"),
    "a list": (TICK, [2], "wrong_kind"),
    "a position where a text is due": (TEXT, 2, "wrong_kind"),
    "an object": (TEXT, {"a": WORDS}, "wrong_kind"),
    "too long a text": (TEXT, "x" * 5000, "too_long"),
}


@pytest.mark.parametrize("what", BAD)
def test_an_answer_that_cannot_stand_is_named_and_changes_nothing(code: str, what: str) -> None:
    send(code)
    before = resources.store().load(code)
    item, answer, name = BAD[what]
    assert told(send(code, item, answer)) == (422, name)
    assert resources.store().load(code) == before


def test_a_body_without_an_answer_is_not_taken_for_not_sure(code: str) -> None:
    came = posted({"token": token_of(code), "item": TICK})
    assert told(came) == (422, "wrong_kind")
    assert kept(code) == {}


@pytest.mark.parametrize("item", [5, None, [TICK], {"id": TICK}, True])
def test_what_is_no_name_of_a_question_is_an_unknown_one(code: str, item: object) -> None:
    came = posted({"token": token_of(code), "item": item, "answer": 1})
    assert told(came) == (422, "unknown_item")


# Checklists


def tick(code: str, answers: object, **more: object) -> httpx.Response:
    """Hands over what is ticked in a checklist with this person's pass."""
    return posted({"token": token_of(code), "answers": answers, **more})


WHOLE: dict[str, dict[str, object]] = {
    "some boxes": {"g.aa.no": 1, "g.bb.no": 0, "g.ask": 1},
    "none of these": {"g.aa.no": 0, "g.bb.no": 0, "g.ask": 0},
    "not sure": {"g.aa.no": None, "g.bb.no": None, "g.ask": None},
}


@pytest.mark.parametrize("what", WHOLE)
def test_a_checklist_is_kept_as_a_whole(boxed: str, what: str) -> None:
    before = resources.store().load(boxed).writes
    came = tick(boxed, WHOLE[what], item="g.limits")
    assert came.status_code == 200
    assert kept(boxed) == WHOLE[what]
    assert came.json()["writes"] == resources.store().load(boxed).writes > before


NOT_WHOLE: dict[str, tuple[object, str]] = {
    "a box without the others": ({"g.ask": 1}, "wrong_kind"),
    "all but one": ({"g.aa.no": 1, "g.bb.no": 0}, "wrong_kind"),
    "not sure beside a tick": ({**WHOLE["some boxes"], "g.ask": None}, "wrong_kind"),
    "a box of another checklist": ({**WHOLE["some boxes"], "g.con.town": 0}, "wrong_kind"),
    "a question that is no box": ({**WHOLE["some boxes"], "g.stage": 1}, "wrong_kind"),
    "a box ticked twice": ({**WHOLE["some boxes"], "g.ask": 2}, "out_of_range"),
    "yes in a box": ({**WHOLE["some boxes"], "g.ask": True}, "wrong_kind"),
    "a text in a box": ({**WHOLE["some boxes"], "g.ask": "1"}, "wrong_kind"),
    "boxes of the other side": ({"p.aa.no": 1, "p.bb.no": 0}, "unknown_item"),
    "boxes that nobody knows": ({"x": 1, "y": 0}, "unknown_item"),
    "the checklist itself": ({"g.limits": 1}, "unknown_item"),
    "no boxes": ({}, "unknown_item"),
    "a list": (["g.ask"], "unknown_item"),
    "nothing": (None, "unknown_item"),
}


@pytest.mark.parametrize("what", NOT_WHOLE)
def test_what_is_no_whole_checklist_is_named_and_nothing_of_it_is_kept(
    boxed: str, what: str
) -> None:
    answers, code = NOT_WHOLE[what]
    assert told(tick(boxed, answers)) == (422, code)
    assert kept(boxed) == {}


def test_a_box_is_not_handed_over_alone(boxed: str) -> None:
    assert told(send(boxed, "g.ask", 1)) == (422, "wrong_kind")
    assert told(send(boxed, "g.limits", 1)) == (422, "unknown_item")
    assert kept(boxed) == {}


def test_a_checklist_that_changes_is_kept_whole_over_what_it_was(boxed: str) -> None:
    for what in (*WHOLE, "some boxes"):
        assert tick(boxed, WHOLE[what]).status_code == 200
        assert kept(boxed) == WHOLE[what]


# Questions that changed


@pytest.fixture
def moved(code: str) -> tuple[str, str]:
    """Somebody whose record moved to today's questions under an open page, and the page's pass."""
    today = resources.library().contents["en"]
    sections = [
        part.model_copy(update={"items": tuple(item for item in part.items if item.id != TICK)})
        for part in today.group.sections
    ]
    group = today.group.model_copy(update={"sections": tuple(sections)})
    other = today.model_copy(update={"group": group})
    version = content.version_of(other)
    resources.store().keep_content(version, content.archive({"en": other}))
    resources.store().keep_content(
        resources.library().version, content.archive(resources.library().contents)
    )
    given = token_of(code)
    resources.store().update(code, version=version)
    return code, given


@pytest.mark.parametrize("item", [TICK, TEXT])
def test_an_answer_to_questions_that_its_record_has_left_is_named_and_not_kept(
    moved: tuple[str, str], item: str
) -> None:
    code, given = moved
    answer = WORDS if item == TEXT else 1
    assert told(posted({"token": given, "item": item, "answer": answer})) == (412, "renewed")
    assert kept(code) == {}
    now = token_of(code, resources.store().load(code).version)
    stays = posted({"token": now, "item": TEXT, "answer": WORDS})
    assert (stays.json(), kept(code)) == ({"writes": 1}, {TEXT: WORDS})
    assert told(posted({"token": now, "item": TICK, "answer": 1})) == (422, "unknown_item")


# Tokens


def refused(given: object) -> tuple[int, bytes]:
    came = posted({"token": given, "item": TICK, "answer": 1})
    return came.status_code, came.content


def test_without_a_good_pass_all_is_answered_alike_and_nothing_is_kept(code: str) -> None:
    good = token_of(code)
    given = Token(code, "group", resources.library().version)
    nothing = posted({"item": TICK, "answer": 1})
    wrong = (
        *("", "x", "é", "\ud800", "=" * 8, "A" * 5000, None, 7, [good], {"code": code}),
        *(code, codes.pretty(code), good[:-4], good[4:], good[::-1], good + good),
        *(Tokens(OTHER).make(given), Tokens(SECRET).make(given)),
        base64.urlsafe_b64encode(json.dumps(given).encode()).decode(),
    )
    assert {refused(one) for one in wrong} == {(nothing.status_code, nothing.content)}
    assert told(nothing) == (404, "gone")
    assert kept(code) == {}
    assert refused(good)[0] == 200


def test_a_pass_with_one_character_changed_is_none(code: str) -> None:
    good = Tokens(SECRET).make(Token(code, "group", "v1"))
    assert Tokens(SECRET).read(good) == Token(code, "group", "v1")
    for at, letter in enumerate(good):
        other = URLSAFE[(URLSAFE.index(letter) + 1) % len(URLSAFE)]
        with pytest.raises(NotFound):
            Tokens(SECRET).read(good[:at] + other + good[at + 1 :])


def test_a_token_of_another_server_is_none() -> None:
    with pytest.raises(NotFound):
        Tokens(OTHER).read(Tokens(SECRET).make(Token(codes.new(), "group", "v1")))


def test_a_pass_says_nothing_that_can_be_read() -> None:
    for side in ("group", "practitioner"):
        code = codes.new()
        made = Tokens(SECRET).make(Token(code, side, "v1"))
        opened = base64.urlsafe_b64decode(made)
        for hidden in (code, codes.pretty(code), side, "v1"):
            assert len(hidden) < 3 or hidden.lower() not in made.lower()
            assert len(hidden) < 3 or hidden.lower().encode() not in opened.lower()
        halves = {code[at : at + 6] for at in range(len(code) - 5)}
        assert not any(half in made or half.encode() in opened for half in halves)


def test_two_passes_of_one_person_are_not_alike_and_no_longer_than_anothers() -> None:
    given = Token(codes.new(), "group", "v1")
    made = [Tokens(SECRET).make(given) for _ in range(20)]
    assert len(set(made)) == 20
    assert {Tokens(SECRET).read(one) for one in made} == {given}
    theirs = Tokens(SECRET).make(Token(codes.new(), "practitioner", "v1"))
    assert {len(one) for one in made} == {len(theirs)}


def test_a_pass_opens_one_record_only(code: str) -> None:
    other = resources.store().create("group", resources.library().version, "1", "en")
    sent = {"token": token_of(code), "item": TICK, "answer": 1, "code": other, "who": other}
    assert posted(sent).status_code == 200
    assert (kept(code), kept(other)) == ({TICK: 1}, {})


# What is gone or closed


def test_a_deleted_record_is_gone_and_does_not_come_back(code: str) -> None:
    given = token_of(code)
    resources.store().delete(code)
    came = posted({"token": given, "item": TICK, "answer": 1})
    assert told(came) == (404, "gone")
    with pytest.raises(NotFound):
        resources.store().load(code)


def test_an_expired_record_is_gone(code: str) -> None:
    store = resources.store()
    later = store._clock() + timedelta(days=store.keep_days + 1)
    store._clock = lambda: later
    assert told(send(code)) == (404, "gone")


def test_a_closed_record_takes_no_answer_and_nothing_of_it_changes(code: str) -> None:
    send(code)
    resources.store().update(code, finished=True)
    before = resources.store().load(code)
    assert told(send(code, answer=4)) == (409, "late")
    assert resources.store().load(code) == before
    resources.store().update(code, finished=False)
    assert send(code, answer=4).status_code == 200


# Who may post


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
        {"origin": "http://example.org"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1.example.org"},
    ],
)
def test_another_sites_page_hands_over_nothing(code: str, headers: dict[str, str]) -> None:
    sent = {"token": token_of(code), "item": TICK, "answer": 1}
    assert posted(sent, headers).status_code == 403
    assert kept(code) == {}


@pytest.mark.parametrize("headers", [{"origin": HERE}, {"sec-fetch-site": "same-origin"}])
def test_a_page_of_ours_does(code: str, headers: dict[str, str]) -> None:
    sent = {"token": token_of(code), "item": TICK, "answer": 1}
    assert posted(sent, headers).status_code == 200


BODIES = {
    "nothing": b"",
    "no JSON": b"pass=x&item=y",
    "half of it": b'{"token": "',
    "a list": b'["token"]',
    "a word": b'"pass"',
    "a number": b"1e999",
    "endless digits": b'{"token": ' + b"9" * 5000 + b"}",
    "null": b"null",
    "deep nesting": b"[" * 30_000,
    "deep nesting of objects": b'{"token":' * 3_600,
    "deep nesting of an answer": b'{"token":"x","item":"y","answer":' + b"[" * 3_000,
    "invalid UTF-8": b'{"token": "\xff\xfe\xc3"}',
    "zero characters": b"\0" * 100,
    "other letters": '{"token": "x"}'.encode("utf-16"),
}


@pytest.mark.parametrize("what", BODIES)
def test_a_body_of_any_kind_is_answered_and_breaks_nothing(code: str, what: str) -> None:
    assert told(posted(BODIES[what])) == (404, "gone")
    assert send(code).status_code == 200


@pytest.mark.parametrize("more", [0, 1])
def test_a_body_over_its_limit_is_refused_and_one_at_it_is_read(code: str, more: int) -> None:
    sent = json.dumps({"token": token_of(code), "item": TICK, "answer": 1}).encode()
    body = sent.ljust(answers.LARGEST_BODY + more)
    assert posted(body).status_code == (413 if more else 200)
    assert kept(code) == ({} if more else {TICK: 1})


def test_a_body_without_end_is_not_read_to_its_end() -> None:
    read: list[int] = []

    async def endless() -> Any:
        for part in range(1000):
            read.append(part)
            yield b"x" * 1024

    assert posted(endless()).status_code == 413
    assert len(read) < 1000


@pytest.mark.parametrize("path", ["/answer", "/join", "/part", "/session"])
def test_whoever_goes_away_in_the_middle_of_a_body_is_no_fault(path: str) -> None:
    """It stood in the log as one, with the place in the code."""
    assert broken_off(path) == [400]


@pytest.mark.parametrize("longest", ["g.words.want", TEXT])
def test_the_longest_text_that_a_question_takes_fits_into_a_body(code: str, longest: str) -> None:
    item = content.item_index(resources.library().contents["en"])[longest]
    assert item.max_length
    wide = "\U0001f33b" * item.max_length  # four bytes each, and twelve signs in JSON
    assert send(code, longest, wide).status_code == 200
    assert kept(code) == {longest: wide}


# Failing and flooding


@pytest.mark.parametrize("failure", [StoreError("away"), Full()])
def test_what_a_failing_store_cannot_keep_is_kept_by_the_same_post_later(
    code: str, failure: StoreError, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = {"token": token_of(code), "item": TICK, "answer": 2}

    def fails(*_: object, **__: object) -> None:
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr(resources.store()._writer, "begin", fails)
        assert told(posted(sent)) == (503, "store")
    assert kept(code) == {}
    assert posted(sent).json() == {"writes": 1}
    assert kept(code) == {TICK: 2}


def test_questions_that_cannot_be_read_are_a_failure_for_now_and_keep_nothing(code: str) -> None:
    sent = {"token": token_of(code, "lost"), "item": TICK, "answer": 2}
    assert told(posted(sent)) == (503, "store")
    assert kept(code) == {}


def test_a_flood_through_one_pass_waits_while_anothers_answer_is_kept(
    code: str, now: list[float]
) -> None:
    other = resources.store().create("group", resources.library().version, "1", "en")
    came = [send(code, answer=at % 5).status_code for at in range(int(PACE.first) + 5)]
    assert came == [200] * int(PACE.first) + [429] * 5
    assert resources.store().load(code).writes == PACE.first
    assert send(other).status_code == 200
    now[0] += 1 / PACE.slow
    assert send(code, answer=4).status_code == 200
    assert kept(code) == {TICK: 4}


def test_a_flood_without_a_pass_does_not_slow_down_who_has_one(code: str) -> None:
    for _ in range(int(PACE.first) + 5):
        assert refused("x" * 208)[0] == 404
    assert send(code).status_code == 200


# What is printed


def test_no_answer_no_code_and_no_pass_is_printed_whatever_becomes_of_it(
    code: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(0)
    given = token_of(code)

    def hands(text: str) -> int:
        sent = {"token": given, "item": TEXT, "answer": text}
        return posted(sent).status_code

    def fails(*_: object, **__: object) -> None:
        raise StoreError("away")

    came = [hands(WORDS), hands(WORDS * 99)]
    with monkeypatch.context() as patch:
        patch.setattr(resources.store()._writer, "begin", fails)
        came.append(hands(WORDS))
    resources.store().update(code, finished=True)
    came.append(hands(WORDS))
    resources.store().delete(code)
    came.append(hands(WORDS))
    assert came == [200, 422, 503, 409, 404]
    printed = caplog.text + "".join(capfd.readouterr())
    assert "/answer" in printed, "the log is looked at"
    for secret in (WORDS, code, codes.pretty(code), given, given[:40]):
        assert secret not in printed


def test_a_server_prints_no_answer_no_code_and_no_pass(live: LiveServer) -> None:
    store = live.store()
    code = store.create("group", "gone", "1", "en")
    given = store.tokens.make(Token(code, "group", resources.library().version))
    store.close()
    words = f"{WORDS} {codes.new()}"
    for text, pass_ in ((words, given), (words + "\u202e", given), (words, given[::-1])):
        sent = {"token": pass_, "item": TEXT, "answer": text}
        httpx.post(f"{live.url}/answer", json=sent, headers={"origin": live.url})
    log = live.log
    assert not [one for one in (words, code, codes.pretty(code), given) if one in log]
