"""A missing program skips a test with its reason, and fails the build on the build machine."""

from __future__ import annotations

import pytest

from tools.programs import need


def test_missing_program_skips(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever lacks LibreOffice reads which package to install, and passes."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="soffice is missing: install the Debian package libreoffice-impress"):
        need("soffice")


def test_missing_program_fails_under_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """The build is not green for want of a program."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="soffice is missing"):
        need("soffice")
