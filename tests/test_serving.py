"""What the server promises, seen from a browser and from the network, on a running server."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from esteem_match.web.shell import first
from esteem_match.web.shell.page import PAGE
from tests.live import ROOT, LiveServer, playing

STANDIN = ROOT / "tests" / "standin" / "app.py"
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
FIRST_LOAD = 1_000_000
SLACK = 3

Serve = Callable[..., LiveServer]


@pytest.fixture(scope="module")
def standin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with playing("app", tmp_path_factory.mktemp("standin")) as server:
        yield server


def opening() -> str:
    """The page as it is sent where nothing is known of it yet."""
    return first.page(first.First("opening")).decode()


class Visit:
    """A page of the stand-in, with all that it asked for, loaded and complained of."""

    def __init__(self, browser: Browser, server: LiveServer, **context: Any) -> None:
        self.server = server
        self.page: Page = browser.new_context(**context).new_page()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.bytes = 0
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._heard)
        self.page.on("request", lambda request: self.asked.append(request.url))
        wire = self.page.context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", self._loaded)

    def open(self, path: str = "/", host: str = "127.0.0.1") -> "Visit":
        self.page.goto(f"http://{host}:{self.server.port}{path}")
        self.page.get_by_text("settings:").wait_for()
        self.page.wait_for_timeout(500)
        return self

    def text(self, name: str) -> str:
        """What the stand-in says after `name: `."""
        said = self.page.get_by_text(f"{name}: ").first.inner_text()
        return said.removeprefix(f"{name}: ")

    def post(self, path: str, body: object = None) -> int:
        """POSTs from the page itself, as our own scripts do."""
        script = """([path, body]) => fetch(path, {method: "POST", body: JSON.stringify(body),
            headers: {"Content-Type": "application/json"}}).then((answer) => answer.status)"""
        status: int = self.page.evaluate(script, [path, body])
        return status

    def _heard(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _loaded(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])


def code_in(server: LiveServer) -> str:
    store = server.store()
    code = store.create("group", "v1", "c1", "en")
    store.close()
    return code


def socket(server: LiveServer, **more: Any) -> ClientConnection:
    url = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    return connect(url, subprotocols=["streamlit"], **more)  # type: ignore[list-item]


# Start


WEAK = (
    "--runner.postScriptGC=true",
    "--client.showErrorDetails=full",
    "--server.maxUploadSize=200",
)


def test_it_does_not_start_on_weak_settings_and_names_them_all(serve: Serve) -> None:
    server = serve(app=STANDIN, flags=WEAK).start(wait=False)
    assert server.ended() != 0
    names = [flag.removeprefix("--").split("=")[0] for flag in WEAK]
    assert [name for name in names if name not in server.log] == []
    assert "Traceback" not in server.log


@pytest.mark.parametrize("run", ["streamlit", "uvicorn"])
def test_a_code_whose_sign_was_encoded_is_in_no_log_however_the_program_is_run(
    serve: Serve, run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Servers that others run log each address, if nobody keeps them from it."""
    server = serve(flags=("--logger.level=debug",))
    if run == "uvicorn":
        words = ["-m", "uvicorn", "app:app", "--port", str(server.port), "--log-level", "debug"]
        popen = subprocess.Popen
        monkeypatch.setattr(
            subprocess, "Popen", lambda _, **more: popen([sys.executable, *words], **more)
        )
    server.start()
    codes = ("KZ9F-AK7T-BZKN-VFWD-PMVK-3ZHX", "QRS-TVW")
    paths = [f"{page}%23{code}" for page in ("/", "/together", "/nowhere") for code in codes]
    came = [httpx.get(server.url + path).status_code for path in paths]
    assert set(came) == {303, 404}
    assert [code for code in codes if code in server.log] == []


def test_it_does_not_start_below_a_path_and_says_what_to_do(serve: Serve) -> None:
    server = serve(app=STANDIN, flags=("--server.baseUrlPath=/esteem/",)).start(wait=False)
    assert server.ended() != 0
    assert "server.baseUrlPath is '/esteem/', but" in server.log
    assert "Give it a name of its own" in server.log
    assert "Traceback" not in server.log


def test_it_does_not_start_on_bad_content_and_says_all_that_is_wrong(
    serve: Serve, tmp_path: Path
) -> None:
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "questionnaires", folder)
    for name in ("group.toml", "practitioner.toml"):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(re.sub(r"^source = .*$", "", text, count=1, flags=re.M))
    server = serve(app=STANDIN, env={"ESTEEM_QUESTIONNAIRES": str(folder)}).start(wait=False)
    assert server.ended() != 0
    assert "group.toml" in server.log
    assert "practitioner.toml" in server.log
    assert "Traceback" not in server.log


def test_it_says_where_it_is(standin: LiveServer) -> None:
    assert standin.url in standin.log


def test_on_every_interface_it_says_the_address_that_people_type(serve: Serve) -> None:
    names = [
        word for name in ("192.0.2.7", "127.0.0.1") for word in ("--server.allowedHosts", name)
    ]
    flags = ["--server.address", "0.0.0.0", *names]
    server = serve(app=STANDIN, flags=flags).start()
    assert f"is at http://192.0.2.7:{server.port}" in server.log


def test_after_a_kill_it_is_back_at_the_same_place_with_the_same_codes(serve: Serve) -> None:
    server = serve(app=STANDIN).start()
    code, address = code_in(server), server.url
    server.kill()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}/healthz")
    server.start()
    sent = {"json": {"code": code}, "headers": {"origin": address}}
    assert httpx.post(f"{address}/session", **sent).status_code == 204


# The network


def test_another_sites_page_gets_no_socket(standin: LiveServer) -> None:
    with pytest.raises(InvalidStatus):
        socket(standin, origin="http://example.org")


def test_a_name_that_is_not_ours_gets_no_socket(standin: LiveServer) -> None:
    with pytest.raises(InvalidStatus):
        socket(standin, additional_headers={"Host": "example.org"})


@pytest.mark.parametrize("name", ["", *(path.stem for path in (ROOT / "pages").glob("*.py"))])
def test_every_page_is_found_at_its_address(live: LiveServer, name: str) -> None:
    answer = httpx.get(f"{live.url}/{name}", params={"step": "check"})
    assert (answer.status_code, answer.headers["content-type"][:9]) == (200, "text/html")


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/assess.php", "/assess/nowhere", "/wp-admin/x", "/index.html", "/static/no.js"],
)
def test_an_unknown_address_is_a_404_with_the_page_that_says_so(
    live: LiveServer, method: str, path: str, encoding: str
) -> None:
    answer = httpx.request(method, f"{live.url}{path}", headers={"accept-encoding": encoding})
    assert answer.status_code == 404
    assert answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text == ("" if method == "HEAD" else opening())


def test_a_part_of_an_unknown_address_is_no_way_round_its_404(live: LiveServer) -> None:
    answer = httpx.get(f"{live.url}/nowhere", headers={"range": "bytes=0-20"})
    assert (answer.status_code, answer.text) == (404, opening())


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/_stcore/health", "text/plain"),
        ("/_stcore/host-config", "application/json"),
        ("/favicon.png", "image/png"),
        ("/manifest.json", "application/json"),
        ("/healthz", "text/plain"),
        ("/assets/fonts/material-symbols-subset.woff2", "font/woff2"),
    ],
)
def test_what_is_no_page_is_still_found(live: LiveServer, path: str, kind: str) -> None:
    answer = httpx.get(f"{live.url}{path}")
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, kind)


def test_every_script_that_the_page_names_is_found(live: LiveServer) -> None:
    named = re.findall(r'(?:src|href)="\./(static/[^"]+)"', PAGE.decode())
    assert named
    assert {httpx.get(f"{live.url}/{path}").status_code for path in named} == {200}


def test_a_page_with_a_stroke_at_its_end_is_led_to_its_address(live: LiveServer) -> None:
    answer = httpx.get(f"{live.url}/assess/")
    assert (answer.status_code, answer.headers["location"]) == (301, "/assess")


# The browser


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_element_works_under_the_policy_and_asks_no_other_host(
    chromium: Browser, standin: LiveServer, scheme: Any
) -> None:
    visit = Visit(chromium, standin, color_scheme=scheme).open("/?chart=1")
    visit.page.locator(".js-plotly-plot .main-svg").first.wait_for()
    visit.page.get_by_text("Second").click()
    visit.page.get_by_text("More", exact=True).click()
    visit.page.get_by_role("button", name="Next").click()
    visit.page.wait_for_timeout(500)
    assert visit.page.evaluate("window.standIn") is True
    assert visit.complaints == []
    ours = (standin.url, standin.url.replace("http", "ws"), "data:", "blob:")
    assert [url for url in visit.asked if not url.startswith(ours)] == []


@pytest.mark.browser
def test_a_picture_in_somebodys_words_is_never_fetched(
    chromium: Browser, standin: LiveServer
) -> None:
    visit = Visit(chromium, standin).open("/?picture=1")
    visit.page.locator("img[alt=picture]").wait_for(state="attached")
    visit.page.wait_for_timeout(300)
    assert any("img-src" in complaint for complaint in visit.complaints)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_has_no_serious_fault_of_access(
    chromium: Browser, standin: LiveServer, scheme: Any
) -> None:
    visit = Visit(chromium, standin, color_scheme=scheme).open()
    found = Axe().run(visit.page).response["violations"]
    assert [fault["id"] for fault in found if fault["impact"] in {"serious", "critical"}] == []


@pytest.mark.browser
def test_the_text_is_set_in_our_own_font(chromium: Browser, standin: LiveServer) -> None:
    visit = Visit(chromium, standin).open()
    loaded = "[...document.fonts].filter((f) => f.status == 'loaded').map((f) => f.family)"
    assert "Atkinson Hyperlegible Next" in "".join(visit.page.evaluate(loaded))
    assert any(url.startswith(f"{standin.url}/assets/fonts/") for url in visit.asked)


@pytest.mark.browser
def test_a_first_visit_is_light_and_loads_no_charts(chromium: Browser, standin: LiveServer) -> None:
    visit = Visit(chromium, standin).open()
    assert 100_000 < visit.bytes < FIRST_LOAD
    assert not [url for url in visit.asked if "Plotly" in url]


@pytest.mark.browser
def test_every_setting_of_the_file_is_in_force(chromium: Browser, standin: LiveServer) -> None:
    wanted = {
        f"{section}.{name}": value
        for section in CONFIG
        if section != "theme"
        for name, value in CONFIG[section].items()
    }
    visit = Visit(chromium, standin).open(f"/?settings={quote(json.dumps(list(wanted)))}")
    assert json.loads(visit.text("settings")) == wanted


@pytest.mark.browser
def test_no_rerun_collects_all_garbage(chromium: Browser, standin: LiveServer) -> None:
    visit = Visit(chromium, standin).open()
    before = int(visit.text("collected"))
    for _ in range(10):
        visit.page.get_by_role("button", name="Back").click()
        visit.page.wait_for_timeout(200)
    assert int(visit.text("collected")) - before <= SLACK


@pytest.mark.browser
def test_an_error_shows_nothing_of_itself(chromium: Browser, standin: LiveServer) -> None:
    visit = Visit(chromium, standin)
    visit.page.goto(f"{standin.url}/?fail=1")
    visit.page.get_by_test_id("stException").wait_for()
    shown = visit.page.content()
    assert "a secret in the error" not in shown
    assert "script.py" not in shown
    assert "Traceback" not in shown


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/about", "/assess"])
def test_a_page_opened_by_its_address_asks_for_nothing_in_vain(
    chromium: Browser, live: LiveServer, path: str
) -> None:
    visit = Visit(chromium, live)
    visit.page.goto(f"{live.url}{path}")
    visit.page.locator("#root h1").wait_for()
    visit.page.wait_for_timeout(500)
    assert visit.complaints == []
    assert visit.bytes < FIRST_LOAD


@pytest.mark.browser
def test_no_menu_of_streamlit_is_offered(chromium: Browser, standin: LiveServer) -> None:
    visit = Visit(chromium, standin).open()
    assert visit.page.get_by_test_id("stMainMenu").count() == 0
    assert visit.page.get_by_text("Deploy").count() == 0


@pytest.mark.browser
def test_the_page_knows_who_is_here_and_its_scripts_do_not(
    chromium: Browser, standin: LiveServer
) -> None:
    visit, code = Visit(chromium, standin).open(), code_in(standin)
    assert visit.text("cookie") == "none"
    assert visit.post("/session", {"code": code}) == 204
    visit.open()
    assert visit.text("cookie") == code
    assert code not in visit.page.evaluate("document.cookie + JSON.stringify({...localStorage})")
    assert not [url for url in visit.asked if code in url]


@pytest.mark.browser
def test_a_link_on_another_site_still_finds_the_person(
    chromium: Browser, standin: LiveServer
) -> None:
    visit, code = Visit(chromium, standin).open(), code_in(standin)
    assert visit.post("/session", {"code": code}) == 204
    visit.open(host="localhost")
    assert visit.text("cookie") == "none"
    visit.page.evaluate(
        """(url) => { const link = document.createElement("a"); link.href = url;
            document.body.append(link); link.click(); }""",
        f"{standin.url}/",
    )
    visit.page.wait_for_url(f"{standin.url}/")
    visit.page.get_by_text(f"cookie: {code}").wait_for()


@pytest.mark.browser
def test_leaving_clears_cookie_and_storage(chromium: Browser, standin: LiveServer) -> None:
    visit, code = Visit(chromium, standin).open(), code_in(standin)
    assert visit.post("/session", {"code": code}) == 204
    visit.page.evaluate("localStorage.setItem('left', 'behind')")
    assert visit.post("/leave") == 204
    assert visit.page.evaluate("localStorage.getItem('left')") is None
    assert visit.page.context.cookies() == []
    assert visit.open().text("cookie") == "none"
