"""The live preview: a real server, a real browser, real saves and a real Ctrl-C."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from base64 import b64encode
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from igdeck.build.serve import add_live_script, serving
from igdeck.build.watch import WatchedBuild
from igdeck.model.diagnostics import IgdeckError, error, warning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Page

STYLE = b"section { min-height: 100vh }"
SCRIPT = b"document.documentElement.dataset.script = 'ran';"


def csp_hash(content: bytes) -> str:
    return f"'sha256-{b64encode(sha256(content).digest()).decode()}'"


POLICY = (
    f"default-src 'none'; style-src {csp_hash(STYLE)}; script-src {csp_hash(SCRIPT)}; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def deck(text: str) -> bytes:
    """An HTML deck of five slides as igdeck writes it, small."""
    slides = "".join(f'<section id="{n}"><h1>{text} {n}</h1></section>' for n in range(1, 6))
    return (
        b'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        + f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>deck</title>'.encode()
        + b"<style>%b</style></head><body>%b<script>%b</script></body></html>" % (STYLE, slides.encode(), SCRIPT)
    )


# `igdeck watch` without igdeck's builder: the source is the text of each slide, a word that ends in `.png` is a picture's file,
# the word `broken` does not build.
WATCHER = """
import runpy, sys
from pathlib import Path
from igdeck.build.watch import WatchedBuild, watch
from igdeck.model.diagnostics import error

tests = runpy.run_path(sys.argv[1])
source = Path(sys.argv[2])

def rebuild():
    text = source.read_text() if source.exists() else "broken"
    if "broken" in text:
        return WatchedBuild(None, (), (error("x", "<b>it</b> is broken", "mend it", file=str(source), line=3),))
    pictures = tuple(Path(word) for word in text.split() if word.endswith(".png"))
    seen = "".join(picture.read_text() if picture.exists() else "?" for picture in pictures)
    return WatchedBuild(tests["deck"](text + seen), pictures, ())

watch(
    source, rebuild, port=0, open_browser="--open" in sys.argv,
    report=lambda build: print("built" if build.html else "failed", flush=True),
    announce=lambda url: print(url, flush=True),
)
"""


@dataclass
class Watcher:
    """A preview that runs as a process of its own."""

    process: subprocess.Popen[str]
    url: str
    folder: Path
    builds: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        """The port of the address."""
        return int(self.url.rstrip("/").rpartition(":")[2])

    def save(self, text: str) -> None:
        """Save the source."""
        (self.folder / "panel.md").write_text(text, encoding="utf-8")


@contextmanager
def watching(folder: Path, *options: str, command: list[str] | None = None) -> Iterator[Watcher]:
    """A watcher in a folder, from its first build on; it ends with the context."""
    command = command or [sys.executable, "-c", WATCHER, __file__, "panel.md", *options]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, stdout=pipe, stderr=pipe, text=True, start_new_session=True) as process:
        try:
            assert process.stdout is not None
            watcher = Watcher(process, "", folder)
            while not watcher.url:
                line = process.stdout.readline()
                assert line, process.stderr.read() if process.stderr else ""
                found = re.search(r"http://[\w.:]+/", line)
                watcher.url = found[0] if found else ""
            Thread(target=watcher.builds.extend, args=(process.stdout,), daemon=True).start()
            yield watcher
        finally:
            if process.poll() is None:
                process.kill()


@pytest.fixture
def watcher(tmp_path: Path) -> Iterator[Watcher]:
    (tmp_path / "panel.md").write_text("first", encoding="utf-8")
    with watching(tmp_path) as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test at the end if the browser had to say something to a developer."""
    told: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "favicon" not in message.location.get("url", ""):
            told.append(message.text)

    with closing(browser.new_page()) as opened:
        opened.on("console", listen)
        opened.on("pageerror", lambda failure: told.append(str(failure)))
        yield opened
    assert told == []


def wait_for(happened: Callable[[], object], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


# The page -------------------------------------------------------------------------------------------------------


@pytest.mark.draw
def test_a_save_reloads_the_page_at_its_slide(watcher: Watcher, page: Page) -> None:
    """Who looks at slide 3 while saving looks at the new slide 3."""
    page.goto(f"{watcher.url}#3")
    expect(page.locator("section:target")).to_have_text("first 3")
    watcher.save("second")
    expect(page.locator("section:target")).to_have_text("second 3")
    assert page.url == f"{watcher.url}#3"
    assert page.evaluate("document.documentElement.dataset.script") == "ran"
    assert page.evaluate("document.getElementById('3').getBoundingClientRect().top") == pytest.approx(0, abs=1)


@pytest.mark.draw
def test_an_error_is_shown_until_it_is_mended(watcher: Watcher, page: Page) -> None:
    """A build that fails keeps the last good deck in view, with the messages over it as plain text, until a build succeeds."""
    page.goto(f"{watcher.url}#2")
    alert = page.get_by_role("alert")
    expect(alert).to_be_hidden()
    watcher.save("broken")
    expect(alert).to_be_visible()
    assert alert.locator("p").all_inner_texts() == ["panel.md:3", "<b>it</b> is broken", "mend it"]
    expect(page.locator("section:target")).to_have_text("first 2")
    box = alert.bounding_box()
    assert box is not None
    assert box["height"] < page.evaluate("innerHeight") / 2
    watcher.save("mended")
    expect(page.locator("section:target")).to_have_text("mended 2")
    expect(alert).to_be_hidden()


@pytest.mark.draw
def test_an_error_taken_back_leaves_the_page_alone(watcher: Watcher, page: Page) -> None:
    """When an edit that broke the deck is undone, the message goes and the page is not reloaded: it is the same deck."""
    page.goto(watcher.url)
    page.evaluate("window.same = true")
    watcher.save("broken")
    expect(page.get_by_role("alert")).to_be_visible()
    watcher.save("first")
    expect(page.get_by_role("alert")).to_be_hidden()
    assert page.evaluate("window.same")


@pytest.mark.draw
def test_a_page_opened_later_sees_the_error(watcher: Watcher, page: Page) -> None:
    """A page that is opened while the source is broken shows the last good deck and what is wrong."""
    watcher.save("broken")
    wait_for(lambda: "failed\n" in watcher.builds)
    page.goto(watcher.url)
    expect(page.get_by_role("alert")).to_contain_text("is broken")
    expect(page.locator("h1").first).to_have_text("first 1")


@pytest.mark.draw
def test_a_deck_that_is_broken_from_the_start(tmp_path: Path, page: Page) -> None:
    """A preview started on a broken source shows the message, and the deck as soon as there is one."""
    (tmp_path / "panel.md").write_text("broken", encoding="utf-8")
    with watching(tmp_path) as watcher:
        page.goto(watcher.url)
        expect(page.get_by_role("alert")).to_contain_text("is broken")
        watcher.save("at last")
        expect(page.locator("h1").first).to_have_text("at last 1")
        page.close()  # before its server ends, or the browser reports the torn stream


@pytest.mark.draw
def test_messages_are_not_printed(watcher: Watcher, page: Page) -> None:
    """The message of a broken build does not get onto paper."""
    page.goto(watcher.url)
    watcher.save("broken")
    expect(page.get_by_role("alert")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("alert")).to_be_hidden()


# What is watched ------------------------------------------------------------------------------------------------


def test_a_save_by_rename_is_seen(watcher: Watcher) -> None:
    """Editors that write a new file and rename it over the old one are followed, save after save."""
    for number, text in enumerate(("second", "third"), 1):
        (watcher.folder / "panel.md.new").write_text(text, encoding="utf-8")
        (watcher.folder / "panel.md.new").replace(watcher.folder / "panel.md")
        wait_for(lambda number=number: len(watcher.builds) >= number)  # type: ignore[misc]
        assert text.encode() in get(watcher).content


def test_a_deleted_source_that_comes_back(watcher: Watcher) -> None:
    """A source that is deleted and written anew, as in a change of branches, is built again, its folder included."""
    folder = watcher.folder / "pictures"
    folder.mkdir()
    (folder / "a.png").write_text("A", encoding="utf-8")
    watcher.save("with pictures/a.png")
    wait_for(lambda: b"a.pngA" in get(watcher).content)
    (watcher.folder / "panel.md").unlink()
    wait_for(lambda: watcher.builds[-1:] == ["failed\n"])
    (folder / "a.png").unlink()
    folder.rmdir()
    watcher.save("again pictures/a.png")
    wait_for(lambda: b"again pictures/a.png? 1" in get(watcher).content)
    folder.mkdir()
    (folder / "a.png").write_text("B", encoding="utf-8")
    wait_for(lambda: b"a.pngB" in get(watcher).content)


def test_a_picture_that_was_missing(watcher: Watcher) -> None:
    """A picture that is put where the source expects it appears without another save of the source."""
    watcher.save("with a.png")
    wait_for(lambda: b"a.png? 1" in get(watcher).content)
    (watcher.folder / "a.png").write_text("A", encoding="utf-8")
    wait_for(lambda: b"a.pngA" in get(watcher).content)


def test_other_files_do_not_matter(watcher: Watcher) -> None:
    """A file beside the source that the deck does not use builds nothing."""
    (watcher.folder / "notes.txt").write_text("x", encoding="utf-8")
    os.utime(watcher.folder)
    time.sleep(0.8)
    assert watcher.builds == []


def test_saves_close_together_are_one_build(watcher: Watcher) -> None:
    """Ten saves in a row, as a formatter on save makes them, are one build of the last, or two where the machine is busy."""
    for number in range(10):
        watcher.save(f"save {number}")
        time.sleep(0.005)
    wait_for(lambda: b"save 9 1" in get(watcher).content)
    time.sleep(0.7)
    assert len(watcher.builds) in {1, 2}


# The server -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: dict[str, str]
    content: bytes


def get(watcher: Watcher, path: str = "/", **headers: str) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", watcher.port, timeout=5)) as connection:
        connection.request("GET", path, headers={name.title(): value for name, value in headers.items()})
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())


@pytest.mark.parametrize("path", ["/", "/igdeck/events"])
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", ""])
def test_another_host_is_refused(watcher: Watcher, path: str, host: str) -> None:
    """A foreign page whose name was made to point at this machine gets neither deck nor messages."""
    answer = get(watcher, path, host=host)
    assert answer.status == 400
    assert b"first" not in answer.content


def test_the_deck_is_for_this_machine_and_this_page(watcher: Watcher) -> None:
    """The server answers to its two names, lets no other site read it, and nobody keep an old deck."""
    for host in (f"localhost:{watcher.port}", f"127.0.0.1:{watcher.port}"):
        answer = get(watcher, host=host, origin="https://evil.example")
        assert answer.status == 200
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == "no-store"
        assert not [name for name in answer.headers if name.startswith("access-control")]
    assert get(watcher, "/panel.md").status == 404
    assert get(watcher, "/../panel.md").status == 404


def test_it_listens_on_loopback_only(watcher: Watcher) -> None:
    """No other address of this machine takes connections, so nobody in the room sees the draft."""
    socket.create_connection(("127.0.0.1", watcher.port), timeout=5).close()
    addresses = {entry[4][0] for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for address in {"127.0.0.2"} | {str(address) for address in addresses}:
        with pytest.raises(OSError, match=r"refused|timed out|unreachable"):
            socket.create_connection((address, watcher.port), timeout=2)


def test_a_taken_port_moves_on() -> None:
    """Two previews at once get two ports; when all are taken, the message names the option that helps."""
    with serving(0) as first:
        port = int(first.url.rstrip("/").rpartition(":")[2])
        with serving(port) as second:
            assert port < int(second.url.rstrip("/").rpartition(":")[2]) <= port + 20


def test_all_ports_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no port is free, the error says which were tried and what to do."""
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        monkeypatch.setattr("igdeck.build.serve._PORTS", 1)
        with pytest.raises(IgdeckError) as raised, serving(taken.getsockname()[1]):
            pass
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.code == "port-taken"
    assert "--port" in diagnostic.hint


def test_warnings_are_not_shown_over_the_deck() -> None:
    """Only what keeps the deck from being right is put over it: errors, also of a build that gave a deck."""
    with serving(0) as preview:
        preview.show(deck("x"), [warning("w", "a warning"), error("e", "the .pptx is open elsewhere", file="panel.pptx")])
        state = json.loads(preview.state.event.removeprefix(b"data: "))
    assert state["messages"] == [{"place": "panel.pptx", "message": "the .pptx is open elsewhere", "hint": ""}]
    assert b"x 5" in preview.state.page


# The end --------------------------------------------------------------------------------------------------------


def test_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    """Ctrl-C ends the preview within a second, with exit status 0 and without a word, though pages listen."""
    (tmp_path / "panel.md").write_text("first", encoding="utf-8")
    with watching(tmp_path) as watcher:
        listeners = [socket.create_connection(("127.0.0.1", watcher.port), timeout=5) for _ in range(3)]
        for listener in listeners:
            listener.sendall(b"GET /igdeck/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert b"200" in listener.recv(4096)
        start = time.monotonic()
        watcher.process.send_signal(signal.SIGINT)
        assert watcher.process.wait(5) == 0
        assert time.monotonic() - start < 1
        assert watcher.process.stderr is not None
        assert watcher.process.stderr.read() == ""
        for listener in listeners:
            listener.close()


def test_the_browser_is_opened_where_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--open` shows the deck in the user's browser."""
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{opened}"\n', encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    (tmp_path / "panel.md").write_text("first", encoding="utf-8")
    with watching(tmp_path, "--open") as watcher:
        wait_for(opened.exists)
        wait_for(lambda: opened.read_text() == f"{watcher.url}\n")


# The live script ------------------------------------------------------------------------------------------------


def policy(html: bytes) -> dict[str, list[str]]:
    found = re.search(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    assert found
    return {name: sources for name, *sources in (directive.split() for directive in found[1].decode().split(";"))}


def test_the_policy_is_opened_for_one_script_and_one_server() -> None:
    """The live deck may run the live script and reach its server; all else is as strict as in the file."""
    before, after = policy(deck("x")), policy(add_live_script(deck("x")))
    script = re.search(rb'<script data-version="\w+">(.*?)</script>\n</body>', add_live_script(deck("x")), re.DOTALL)
    assert script
    assert after == before | {"script-src": [csp_hash(SCRIPT), csp_hash(script[1])], "connect-src": ["'self'"]}


def test_what_looks_like_the_policy_in_a_slide_stays() -> None:
    """A slide about policies keeps its words: only the first element, that of the head, is changed."""
    words = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"></body>'
    assert words.encode() in add_live_script(deck(words))


def test_html_without_a_policy_is_no_deck() -> None:
    """A page that igdeck did not write is refused, not served without protection."""
    with pytest.raises(ValueError, match="Content-Security-Policy"):
        add_live_script(b"<html><body></body></html>")


def test_watched_build_is_a_value() -> None:
    """A build can be compared with the one before."""
    assert WatchedBuild(b"", (), ()) == WatchedBuild(b"", (), ())
