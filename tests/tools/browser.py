"""Debian's Chromium, driven by Playwright, once a test process."""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING

from tools.programs import need

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> Browser:
    """The browser of this process. Playwright allows one sync driver a thread, so all tests share it."""
    return _started()[1]


def close_chromium() -> None:
    """End the browser, if one was started."""
    if _started.cache_info().currsize:
        driver, browser = _started()
        browser.close()
        driver.stop()
        _started.cache_clear()


@cache
def _started() -> tuple[Playwright, Browser]:
    from playwright.sync_api import sync_playwright

    need("chromium")
    driver = sync_playwright().start()
    return driver, driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(ARGUMENTS))
