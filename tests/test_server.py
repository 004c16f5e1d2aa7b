"""What the server promises, tried without a running server."""

import asyncio
import gzip
import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import brotli
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit import config

from esteem_match import codes, resources, web
from esteem_match.store import open_store
from esteem_match.web import settings
from esteem_match.web.protect import guard, headers, limit, slow
from esteem_match.web.shell import assets, page

ROOT = Path(__file__).resolve().parents[1]
HERE = "http://127.0.0.1"
OURS = {"origin": HERE}
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def noted() -> int:
    """How many wrong codes have been noted."""
    return sum(map(len, slow._wrong.values()))


Post = Callable[..., httpx.Response]


def crash(_request: Request) -> Response:
    raise RuntimeError("unforeseen")


def ask(
    method: str, path: str, base: str = HERE, address: str = "127.0.0.1", **more: Any
) -> httpx.Response:
    routes = [*web.ROUTES, Route("/crash", crash)]
    app = Starlette(routes=routes, middleware=web.middleware(routes))

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 50000))
        async with httpx.AsyncClient(transport=transport, base_url=base) as client:
            return await client.request(method, path, **more)

    assets._packed.clear()
    return asyncio.run(send())


@pytest.fixture(autouse=True)
def no_haste(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(slow, "STEP", 0.0)
    slow._wrong.clear()
    yield
    slow._wrong.clear()


@pytest.fixture
def code(own_store: None) -> str:  # noqa: ARG001
    return resources.store().create("group", "v1", "c1", "en")


# Headers


@pytest.mark.parametrize(
    "path", ["/", "/assess", "/session", "/nowhere", "/crash", "/_stcore/metrics"]
)
def test_every_answer_carries_the_security_headers(path: str) -> None:
    answer = ask("GET", path)
    assert {name: answer.headers.get(name) for name in headers.HEADERS} == headers.HEADERS


@pytest.mark.parametrize("path", ["/", "/assess", "/session", "/nowhere", "/crash"])
def test_no_page_and_no_answer_of_ours_is_kept_by_a_cache(path: str) -> None:
    assert ask("GET", path).headers["cache-control"] == "no-store"


def test_the_policy_lets_no_other_host_and_no_made_up_script_in() -> None:
    rules = dict(rule.split(" ", 1) for rule in headers.POLICY.split("; "))
    assert not re.search(r"https?:|\*", headers.POLICY)
    assert "unsafe" not in rules["script-src"]
    assert rules["default-src"] == rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == rules["object-src"] == "'none'"


def test_https_is_kept_once_it_was_used() -> None:
    assert "strict-transport-security" not in ask("GET", "/").headers
    assert ask("GET", "/", base="https://127.0.0.1").headers["strict-transport-security"]


def test_the_page_has_no_inline_script_that_the_policy_does_not_name() -> None:
    html = page.PAGE.decode()
    assert len(re.findall(r"<script>", html)) == headers.POLICY.count("'sha256-")
    assert not re.search(r"\son\w+=|javascript:", html)


def test_the_page_says_nothing_of_an_interface_that_is_closed() -> None:
    assert "_stcore/agent" not in page.PAGE.decode()
    assert 'id="root"' in page.PAGE.decode()


# The exchange of a code for a cookie


@pytest.mark.parametrize("form", ["json", "data"])
def test_a_code_in_the_body_is_exchanged_for_a_cookie(code: str, form: str) -> None:
    answer = ask("POST", "/session", headers=OURS, **{form: {"code": codes.pretty(code).lower()}})
    assert answer.status_code == 204
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"esteem_code={code};")
    parts = {part.strip() for part in cookie.split(";")[1:]}
    assert parts == {"HttpOnly", "Max-Age=2592000", "Path=/", "SameSite=strict"}


def test_a_cookie_lasts_as_long_as_its_person_asked_to_be_kept(code: str) -> None:
    store = resources.store()
    store.times.hold(code, store.today() + timedelta(days=208))
    cookie = ask("POST", "/session", json={"code": code}, headers=OURS).headers["set-cookie"]
    assert f"Max-Age={208 * 24 * 3600};" in cookie


def test_the_cookie_is_secure_where_the_connection_is(code: str) -> None:
    sent = {"json": {"code": code}, "headers": {"origin": "https://127.0.0.1"}}
    answer = ask("POST", "/session", base="https://127.0.0.1", **sent)
    assert "; Secure" in answer.headers["set-cookie"]


def test_a_header_that_anybody_can_send_does_not_make_a_connection_secure(code: str) -> None:
    sent = {"json": {"code": code}, "headers": {**OURS, "x-forwarded-proto": "https"}}
    assert "Secure" not in ask("POST", "/session", **sent).headers["set-cookie"]


@pytest.mark.parametrize("path", ["/session", "/leave"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_nothing_but_a_post_changes_who_is_here(code: str, path: str, method: str) -> None:
    answer = ask(method, path, params={"code": code}, headers=OURS)
    assert answer.status_code == 405
    assert "set-cookie" not in answer.headers


def test_a_code_in_the_address_is_not_read(code: str) -> None:
    answer = ask("POST", "/session", params={"code": code}, headers=OURS)
    assert (answer.status_code, answer.json()) == (400, {"problem": "slip"})


def test_a_slip_of_typing_is_told_at_once(code: str) -> None:
    slip = code[1] + code[0] + code[2:] if code[0] != code[1] else code[:-1]
    answer = ask("POST", "/session", json={"code": slip}, headers=OURS)
    assert (answer.status_code, answer.json()) == (400, {"problem": "slip"})
    assert noted() == 0


def test_unknown_and_expired_codes_get_the_same_answer(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unknown = ask("POST", "/session", json={"code": codes.new()}, headers=OURS)
    later = open_store(clock=lambda: datetime.now(UTC) + timedelta(days=60))
    monkeypatch.setattr(resources, "store", lambda: later)
    expired = ask("POST", "/session", json={"code": code}, headers=OURS)
    later.close()
    assert unknown.status_code == expired.status_code == 404
    assert unknown.content == expired.content
    assert unknown.headers == expired.headers
    assert noted() == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"code": 7}',
        b'{"code": null}',
        b'{"code": "\\ud800"}',
        b"\xff\xfe",
        b"{}",
    ],
)
def test_a_body_that_is_no_code_is_refused_and_breaks_nothing(body: bytes) -> None:
    sent = {**OURS, "content-type": "application/json"}
    assert ask("POST", "/session", content=body, headers=sent).status_code == 400


def test_a_long_body_is_not_read_to_its_end() -> None:
    assert ask("POST", "/session", content=b"x" * 5000, headers=OURS).status_code == 413


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"origin": "http://example.org"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1.example.org"},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
        {"origin": HERE, "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
@pytest.mark.parametrize("path", ["/session", "/leave"])
def test_another_site_can_neither_sign_somebody_in_nor_out(
    code: str, path: str, sent: dict[str, str]
) -> None:
    answer = ask("POST", path, json={"code": code}, headers=sent)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_leaving_makes_the_browser_forget_whoever_was_here() -> None:
    answer = ask("POST", "/leave", headers=OURS)
    assert answer.status_code == 204
    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    cookies = answer.headers.get_list("set-cookie")
    names = ("esteem_code", "esteem_host", "esteem_language")
    assert [cookie.split(";")[0] for cookie in cookies] == [f'{name}=""' for name in names]
    assert all("Max-Age=0" in cookie for cookie in cookies)


# The host


@pytest.fixture
def host(code: str) -> str:
    """The code of whoever runs a workshop, in the same store as the participant's."""
    del code
    until = date.today() + timedelta(days=7)
    return resources.store().rooms.open("Us", date.today(), "v1", "en", paced=False, until=until)


def test_a_hosts_code_is_exchanged_for_a_cookie_of_its_own(host: str) -> None:
    answer = ask("POST", "/session", json={"code": host, "as": "host"}, headers=OURS)
    assert answer.status_code == 204
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"esteem_host={host};")
    parts = {part.strip() for part in cookie.split(";")[1:]}
    assert parts == {"HttpOnly", "Max-Age=31536000", "Path=/", "SameSite=strict"}


def test_a_code_opens_only_what_it_is_the_code_of(host: str, code: str) -> None:
    as_host = ask("POST", "/session", json={"code": code, "as": "host"}, headers=OURS)
    as_person = ask("POST", "/session", json={"code": host}, headers=OURS)
    assert as_host.status_code == as_person.status_code == 404
    assert as_host.content == as_person.content
    assert "set-cookie" not in {**as_host.headers, **as_person.headers}
    assert noted() == 2


@pytest.mark.parametrize("kind", ["", "root", "Host", "esteem_host"])
def test_a_code_of_no_known_kind_is_refused(host: str, kind: str) -> None:
    sent = {"json": {"code": host, "as": kind}, "headers": OURS}
    assert ask("POST", "/session", **sent).status_code == 400
    assert ask("GET", "/kept", params={"as": kind}).status_code == 400


@pytest.mark.parametrize(
    ("cookie", "kind", "status"),
    [
        ("esteem_code", "person", 204),
        ("esteem_host", "host", 204),
        ("esteem_code", "host", 404),
        ("esteem_host", "person", 404),
    ],
)
def test_the_browser_can_tell_whether_it_kept_a_cookie(cookie: str, kind: str, status: int) -> None:
    sent = {"headers": {"cookie": f"{cookie}=x"}, "params": {"as": kind}}
    assert ask("GET", "/kept", **sent).status_code == status


def test_health_fails_while_the_store_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OSError("no disk")

    monkeypatch.setattr(resources, "store", away)
    assert ask("GET", "/healthz").status_code == 503


# Slowing down


ELSEWHERE, FURTHER = "192.0.2.7", "192.0.2.8"


@pytest.fixture
def waits(code: str, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """For how long answers to wrong codes have waited, in a time that takes none of ours."""
    del code
    waited: list[float] = []

    async def pause(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(slow, "STEP", 0.1)
    monkeypatch.setattr(slow.asyncio, "sleep", pause)
    monkeypatch.setattr(slow.time, "sleep", waited.append)
    return waited


def tried(code: str, address: str = ELSEWHERE) -> int:
    sent = {"json": {"code": code}, "headers": OURS}
    return ask("POST", "/session", address=address, **sent).status_code


def test_each_wrong_code_makes_the_next_answer_later_up_to_a_limit(waits: list[float]) -> None:
    for _ in range(200):
        slow.pause(ELSEWHERE)
    assert waits == sorted(waits)
    assert 0 < waits[0] < waits[1]
    assert waits[-1] == slow.LONGEST


def test_wrong_codes_are_forgiven_after_a_while(
    waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(slow.time, "monotonic", lambda: now[0])
    slow.pause(ELSEWHERE)
    slow.pause(ELSEWHERE)
    now[0] += slow.WINDOW + 1
    slow.pause(ELSEWHERE)
    assert waits[0] == waits[2] < waits[1]


def test_wrong_codes_of_one_address_slow_nobody_elses(waits: list[float]) -> None:
    assert [tried(codes.new()) for _ in range(5)] == [404] * 5
    assert tried(codes.new(), FURTHER) == 404
    assert waits == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5, 0.1])


def test_a_right_code_is_answered_at_once_however_many_wrong_ones_came(
    code: str, waits: list[float]
) -> None:
    for _ in range(20):
        assert tried(codes.new()) == 404
    assert tried(code) == tried(code, FURTHER) == 204
    assert len(waits) == 20


def test_a_right_code_is_looked_up_also_while_a_crowd_of_wrong_ones_waits(
    code: str, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow, "MOST_WAITING", 0)
    assert tried(code) == 204
    assert tried(codes.new()) == 404
    assert not any(waits)  # where there is no room to wait, what is wrong is told at once


def test_no_more_answers_wait_at_once_than_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each may keep a thread of a page's script."""
    asleep: list[float] = []

    def nested(seconds: float) -> None:
        asleep.append(seconds)
        if len(asleep) < 10:
            slow.pause(ELSEWHERE)

    monkeypatch.setattr(slow, "STEP", 0.1)
    monkeypatch.setattr(slow, "MOST_WAITING", 3)
    monkeypatch.setattr(slow.time, "sleep", nested)
    slow.pause(ELSEWHERE)
    assert [late > 0 for late in asleep] == [True] * 3 + [False] * 7
    assert slow._waiting == 0


def test_no_more_wrong_codes_and_addresses_of_them_are_remembered_than_a_limit(
    waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    del waits
    monkeypatch.setattr(slow, "MOST_KNOWN", 5)
    for last in range(20):
        slow.pause(f"192.0.2.{last}")
    for _ in range(2 * slow.MOST_NOTED):
        slow.pause(ELSEWHERE)
    assert len(slow._wrong) <= 5
    assert noted() <= 5 * slow.MOST_NOTED


def test_many_right_codes_are_never_slowed_down(code: str) -> None:
    for _ in range(20):
        assert ask("POST", "/session", json={"code": code}, headers=OURS).status_code == 204
    assert noted() == 0


# Guard and limit


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_streamlits_open_back_doors_are_closed(method: str, path: str) -> None:
    assert ask(method, path).status_code == 404


@pytest.mark.parametrize("host", ["http://example.org", "http://127.0.0.1.example.org"])
def test_a_name_that_is_not_ours_is_refused(host: str) -> None:
    answer = ask("GET", "/", base=host)
    assert answer.status_code == 400
    assert answer.headers["x-content-type-options"] == "nosniff"


def socket(origin: str | None, frames: int = 0, address: str = "127.0.0.1") -> list[Any]:
    """Opens a websocket behind guard and limit; what was said, and what came through."""
    said: list[Any] = []
    queue = [{"type": "websocket.receive", "bytes": b"x"} for _ in range(frames)]

    async def inner(_scope: Any, receive: Any, _send: Any) -> None:
        said.append("opened")
        while (await receive())["type"] == "websocket.receive":
            said.append("frame")

    async def receive() -> Any:
        return queue.pop() if queue else {"type": "websocket.disconnect", "code": 1000}

    async def send(message: Any) -> None:
        said.append((message["type"], message["code"]))

    sent = [(b"host", b"127.0.0.1"), *([(b"origin", origin.encode())] if origin else [])]
    scope: dict[str, Any] = {"type": "websocket", "path": "/_stcore/stream", "headers": sent}
    scope["client"] = (address, 50000)
    asyncio.run(guard.guarded(limit.limited(inner))(scope, receive, send))
    return said


@pytest.mark.parametrize(
    "origin", ["http://example.org", "null", "http://127.0.0.1.example.org", "x"]
)
def test_another_sites_page_cannot_open_a_socket(origin: str) -> None:
    assert socket(origin) == [("websocket.close", 1008)]


@pytest.mark.parametrize("origin", [HERE, "https://127.0.0.1", None])
def test_our_own_page_can_open_a_socket(origin: str | None) -> None:
    assert socket(origin) == ["opened"]


def test_an_origin_that_the_operator_allows_can_open_a_socket(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guard.config, "get_option", lambda _name: ["https://match.example.org"])
    assert socket("https://match.example.org") == ["opened"]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The limit's own time, in which a pause takes no time of ours."""
    now, real = [0.0], limit.Bucket

    async def pause(seconds: float) -> None:
        now[0] += seconds

    monkeypatch.setattr(limit, "Bucket", lambda size: real(size, lambda: now[0]))
    monkeypatch.setattr(limit.asyncio, "sleep", pause)
    limit._doors._known.clear()
    return now


def test_a_socket_that_does_not_stop_is_read_slowly_and_loses_nothing(clock: list[float]) -> None:
    size = limit.MESSAGES
    assert socket(HERE, frames=500).count("frame") == 500
    assert clock[0] >= (500 - size.first) / size.slow


def test_a_quick_hand_never_waits(clock: list[float]) -> None:
    assert socket(HERE, frames=int(limit.MESSAGES.first)).count("frame") == limit.MESSAGES.first
    assert clock[0] == 0


def test_a_room_that_shares_an_address_comes_in_at_once(clock: list[float]) -> None:
    assert [socket(HERE, frames=1) for _ in range(250)] == [["opened", "frame"]] * 250
    assert clock[0] == 0


def test_who_floods_and_comes_back_is_let_in_less_and_less_often(clock: list[float]) -> None:
    flood = int(limit.MESSAGES.first) + 1
    for _ in range(60):
        socket(HERE, frames=flood)
    own = 60 * limit.PAUSE
    assert clock[0] > 2 * own


def test_who_comes_from_elsewhere_does_not_wait_for_a_flood(clock: list[float]) -> None:
    for _ in range(60):
        socket(HERE, frames=50)
    before = clock[0]
    assert socket(HERE, frames=1, address="192.0.2.7") == ["opened", "frame"]
    assert clock[0] == before


def test_no_more_addresses_are_remembered_than_a_limit(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limit, "MOST_KNOWN", 5)
    for last in range(20):
        socket(HERE, address=f"192.0.2.{last}")
    assert len(limit._doors._known) <= 5
    assert clock[0] == 0


def test_who_was_too_quick_is_quick_again_after_a_rest() -> None:
    clock, size = [0.0], limit.MESSAGES
    bucket = limit.Bucket(size, lambda: clock[0])
    while bucket.passes():
        pass
    clock[0] += size.most / size.slow
    for _ in range(100):
        clock[0] += 1 / size.rate
        assert bucket.passes()


def test_the_messages_of_a_flood_that_has_gone_are_let_go(clock: list[float]) -> None:
    passed: list[str] = []

    async def inner(_scope: Any, receive: Any, send: Any) -> None:
        while (message := await receive())["type"] == "websocket.receive":
            passed.append(message["type"])
            with suppress(OSError):
                await send({"type": "websocket.send"})

    async def receive() -> Any:
        return {"type": "websocket.receive"}

    async def send(_message: Any) -> None:
        raise OSError

    asyncio.run(limit.limited(inner)({"type": "websocket"}, receive, send))
    assert len(passed) == limit.MESSAGES.first
    assert clock[0] == limit.PAUSE


@given(st.lists(st.floats(0, 5), max_size=200))
def test_a_bucket_never_passes_more_than_its_rate(pauses: list[float]) -> None:
    clock, size = [0.0], limit.MESSAGES
    bucket = limit.Bucket(size, lambda: clock[0])
    passed = 0
    for pause in pauses:
        clock[0] += pause
        passed += bucket.passes()
        assert passed <= size.first + size.rate * clock[0] + 1e-6


# Assets


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.0", None),
        ("br;q=0.1", "br"),
        ("identity", None),
        ("", None),
    ],
)
def test_the_best_encoding_that_a_browser_takes_is_used(header: str, encoding: str | None) -> None:
    assert assets.accepted(header) == encoding


@pytest.mark.parametrize(
    ("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_a_compressed_script_is_the_script(encoding: str, unpack: Callable[[bytes], bytes]) -> None:
    path = max(assets.FILES, key=lambda name: ("/index." in name, name.endswith(".js")))
    plain = assets.FILES[path].read_bytes()

    async def packed() -> bytes:
        assets._packed.clear()
        return await assets.pack(path, encoding)

    assert unpack(asyncio.run(packed())) == plain


def test_a_script_is_compressed_once_however_many_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    monkeypatch.setattr(assets, "PACKERS", {"br": lambda data: calls.append(1) or data[:1]})
    path = next(iter(assets.FILES))

    async def all_at_once() -> list[bytes]:
        assets._packed.clear()
        return await asyncio.gather(*(assets.pack(path, "br") for _ in range(200)))

    assert len(set(asyncio.run(all_at_once()))) == 1
    assert len(calls) == 1


def test_a_script_says_how_it_is_packed_and_may_be_kept() -> None:
    path = next(name for name in assets.FILES if name.endswith(".js"))
    answer = ask("GET", path, headers={"accept-encoding": "br"})
    assert answer.headers["content-encoding"] == "br"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["cache-control"]
    assert "javascript" in answer.headers["content-type"]


def test_both_fonts_that_are_replaced_are_still_streamlits() -> None:
    assert len(assets.FONTS) == len(assets.LIGHT_FONTS)
    assert all(ours.is_file() for ours in assets.FONTS.values())


# Settings


@pytest.fixture(autouse=True)
def shipped_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    config.get_config_options(force_reparse=True)


def test_the_shipped_settings_keep_every_promise() -> None:
    assert settings.weakened() == ()


@pytest.mark.parametrize("name", [*settings.EXACT, *settings.AT_MOST])
def test_a_weaker_setting_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = config.get_option
    monkeypatch.setattr(
        config, "get_option", lambda asked: "else" if asked == name else real(asked)
    )
    assert [told.split()[0] for told in settings.weakened()] == [name]


@pytest.mark.parametrize("name", [*settings.EXACT, *settings.AT_MOST])
def test_a_setting_that_streamlit_no_longer_has_is_named(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(config.get_config_options(), name)
    assert [told.split()[0] for told in settings.weakened()] == [name]


def test_every_setting_in_the_file_is_one_that_streamlit_knows() -> None:
    flat = {f"{section}.{name}" for section in CONFIG for name in CONFIG[section]}
    flat -= {"theme.light", "theme.dark"}
    flat |= {f"theme.{mode}.{name}" for mode in ("light", "dark") for name in CONFIG["theme"][mode]}
    assert flat <= set(config.get_config_options())
