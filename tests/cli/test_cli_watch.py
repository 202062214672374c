"""`igdeck watch`: a save is built and served, files are written, Ctrl-C ends it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


@dataclass
class Preview:
    """A running `igdeck watch`."""

    process: subprocess.Popen[str]
    url: str
    folder: Path
    told: list[str]
    complaints: list[str]

    def save(self, text: str) -> None:
        """Save the source."""
        (self.folder / "a.md").write_text(text, encoding="utf-8")

    def page(self) -> str:
        """What is served now."""
        with closing(
            http.client.HTTPConnection("127.0.0.1", int(self.url.rstrip("/").rpartition(":")[2]), timeout=5)
        ) as connection:
            connection.request("GET", "/")
            return connection.getresponse().read().decode()


@contextmanager
def watching(folder: Path, cache: Path, *options: str) -> Iterator[Preview]:
    command = [sys.executable, "-m", "igdeck", "watch", "a.md", "--no-browser", "--port", "0", *options]
    environment = os.environ | {"XDG_CACHE_HOME": str(cache), "PYTHONUNBUFFERED": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            preview = Preview(process, "", folder, [], [])
            for stream, lines in ((process.stdout, preview.told), (process.stderr, preview.complaints)):
                assert stream is not None
                Thread(target=lines.extend, args=(stream,), daemon=True).start()
            wait_for(lambda: any("http://" in line for line in preview.told), preview)
            preview.url = next(found[0] for line in preview.told if (found := re.search(r"http://\S+/", line)))
            yield preview
        finally:
            if process.poll() is None:
                process.kill()


def wait_for(happened: Callable[[], object], preview: Preview) -> None:
    end = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < end, f"it did not happen in time: {preview.told} {preview.complaints}"
        time.sleep(0.02)


def test_save_by_save(tmp_path: Path, cache_home: Path) -> None:
    """A save is built into files and served; a broken save is told and the last deck stays; Ctrl-C ends it without a word."""
    (tmp_path / "a.md").write_text("# First words\n", encoding="utf-8")
    with watching(tmp_path, cache_home) as preview:
        assert preview.told == ["build/a.pptx, build/a.html: 1 slide\n", f"{preview.url} shows the deck; Ctrl-C ends this\n"]
        assert "First words" in preview.page()
        preview.save("# Second words\n\n![x](no.png)\n")
        wait_for(lambda: "Second words" in preview.page(), preview)
        wait_for(lambda: any("no.png" in line for line in preview.complaints), preview)
        assert "Second words" in (tmp_path / "build" / "a.html").read_text(encoding="utf-8")
        (tmp_path / "a.md").write_bytes(b"# \xff\n")
        wait_for(lambda: any("not UTF-8" in line for line in preview.complaints), preview)
        assert "Second words" in preview.page()
        preview.process.send_signal(signal.SIGINT)
        assert preview.process.wait(10) == 0
        assert not [line for line in preview.complaints if "Traceback" in line]


def test_the_template_is_watched(tmp_path: Path, cache_home: Path) -> None:
    """A change of the template is a build too, and a mistake in it is told until it is mended."""
    from tools.command import ROOT

    (tmp_path / "mine").mkdir()
    toml = tmp_path / "mine" / "template.toml"
    text = (ROOT / "templates" / "panel" / "template.toml").read_text(encoding="utf-8")
    toml.write_text(text, encoding="utf-8")
    (tmp_path / "a.md").write_text("---\ntemplate: mine\n---\n# One\n", encoding="utf-8")
    with watching(tmp_path, cache_home) as preview:
        toml.write_text("title = \n", encoding="utf-8")
        wait_for(lambda: any("mine/template.toml" in line for line in preview.complaints), preview)
        toml.write_text(text.replace("D26C12", "00AA55"), encoding="utf-8")
        wait_for(lambda: "00AA55" in preview.page().upper(), preview)


def test_a_deck_that_is_open_elsewhere(tmp_path: Path, cache_home: Path) -> None:
    """While PowerPoint holds the .pptx the preview goes on, and says that files were not written."""
    (tmp_path / "a.md").write_text("# First words\n", encoding="utf-8")
    with watching(tmp_path, cache_home) as preview:
        (tmp_path / "build" / ".~lock.a.pptx#").write_bytes(b",ada,desk,,;")
        preview.save("# Second words\n")
        wait_for(lambda: any("a.pptx is open in LibreOffice" in line for line in preview.complaints), preview)
        assert "Second words" in preview.page()
        assert "First words" in (tmp_path / "build" / "a.html").read_text(encoding="utf-8")


@pytest.mark.draw
def test_the_page_follows(tmp_path: Path, cache_home: Path, browser: Browser) -> None:
    """An open page shows the new deck after a save, at the slide that it showed."""
    slides = "# One\n\n---\n\n# Two\n\n- {}\n\n---\n\n# Three\n"
    (tmp_path / "a.md").write_text(slides.format("before"), encoding="utf-8")
    with watching(tmp_path, cache_home) as preview, closing(browser.new_page()) as page:
        page.goto(f"{preview.url}#2")
        expect(page.get_by_text("before")).to_be_visible()
        preview.save(slides.format("after"))
        expect(page.get_by_text("after")).to_be_visible(timeout=20_000)
        assert page.url.endswith("#2")
        page.close()


def test_no_port_is_free(tmp_path: Path, cache_home: Path) -> None:
    """A port that cannot be had is an error with the option that helps, not a traceback."""
    from tools.command import igdeck

    (tmp_path / "a.md").write_text("# One\n", encoding="utf-8")
    (tmp_path / "sitecustomize.py").write_text("import igdeck.build.serve\nigdeck.build.serve._PORTS = 1\n", encoding="utf-8")
    import socket

    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        env = {"PYTHONPATH": os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH"))))}
        port = str(taken.getsockname()[1])
        run = igdeck("watch", "a.md", "--no-browser", "--port", port, folder=tmp_path, cache=cache_home, env=env).run
    assert run.returncode == 1
    assert "[port-taken]" in run.stderr
    assert "--port" in run.stderr
