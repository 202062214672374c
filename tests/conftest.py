"""Fixtures that every folder of tests may use. Programs that are missing skip a test, and fail it under `CI=true`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

import pytest
from tools.browser import chromium, close_chromium
from tools.command import ROOT, Built, igdeck
from tools.programs import need, need_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser
    from tools.real_decks import RealDeck


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-cases` writes what the golden cases give now."""
    parser.addoption("--update-cases", action="store_true", help="write the expected files of tests/cases anew")


def pytest_configure() -> None:
    """What the user's own environment asks of igdeck does not reach the tests."""
    for name in [name for name in os.environ if name.startswith("IGDECK_") and name != "IGDECK_NODE_MODULES"]:
        del os.environ[name]
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "SOURCE_DATE_EPOCH"):
        os.environ.pop(name, None)


class Build(Protocol):
    """What the fixture `build` is."""

    def __call__(self, *arguments: str | Path, env: Mapping[str, str] | None = None) -> Built:
        """Run `igdeck build ARGUMENTS` in this test's folder."""


@pytest.fixture(scope="session")
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder of this test process: nobody's own cache is read or filled."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def build(tmp_path: Path, cache_home: Path) -> Build:
    """`igdeck build` as a process in this test's folder; see `tools.command.Built` for what it gives back."""

    def run(*arguments: str | Path, env: Mapping[str, str] | None = None) -> Built:
        return igdeck("build", *arguments, folder=tmp_path, cache=cache_home, env=env)

    return run


@pytest.fixture(scope="session")
def panel(tmp_path_factory: pytest.TempPathFactory, cache_home: Path) -> Built:
    """The panel deck, built once a test process. Tests read its files and change only copies."""
    built = igdeck("build", ROOT / "slides" / "panel.md", folder=tmp_path_factory.mktemp("panel"), cache=cache_home)
    assert built.run.returncode == 0, built.run.stderr
    return built


@pytest.fixture(scope="session")
def panel_deck(panel: Built) -> bytes:
    """The bytes of the panel's PowerPoint deck."""
    return panel.pptx.read_bytes()


@pytest.fixture
def own_cache(cache_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is built in this process reads and fills nobody's own cache."""
    monkeypatch.setenv("IGDECK_CACHE_DIR", str(cache_home))


@pytest.fixture(scope="session")
def real_deck(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, cache_home: Path) -> RealDeck:
    """A deck that people wrote, built and drawn once for all tests that look at it: see `tools.real_decks`."""
    from tools.real_decks import draw_real

    request.getfixturevalue("libreoffice")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IGDECK_CACHE_DIR", str(cache_home))
        return draw_real(request.param, tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def libreoffice() -> None:
    """LibreOffice, Poppler and the fonts that have the metrics of Office's: for a test that looks at a drawn .pptx."""
    need("soffice", "pdftoppm", "pdftotext")
    need_fonts("Carlito", "Liberation Sans")


@pytest.fixture(scope="session")
def browser() -> Browser:
    """Chromium through Playwright, one a test process. Open a page with `browser.new_page()` and close it."""
    return chromium()


@pytest.fixture(scope="session", autouse=True)
def _close_browser() -> Iterator[None]:
    """End the browser with the last test."""
    yield
    close_chromium()
