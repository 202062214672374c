"""The documents say what is so: every code of a finding is explained, and none that there is not; all tests are run."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from tools.command import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = r"[a-z]+(-[a-z]+)*"
#: What makes findings, and the argument that is the code; the last for those that add one to a place in a template.
MAKERS = {"error": 0, "warning": 0, "note": 0, "_error": 1, "wrong": 2}


def codes() -> Iterator[str]:
    """The codes that stand in the program as they are."""
    for file in (ROOT / "igdeck").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            at = MAKERS.get(name, len(call.args))
            if at < len(call.args) and isinstance(code := call.args[at], ast.Constant) and re.fullmatch(CODE, str(code.value)):
                yield str(code.value)


def test_every_code_is_explained() -> None:
    """What a program or a search finds in a message is found in the documents, too."""
    documents = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "docs").glob("*.md"))
    made = set(codes())
    assert {"slide-overfull", "output-open", "template-key", "strict"} <= made
    assert sorted(code for code in made if f"`{code}`" not in documents) == []


def test_every_code_that_is_explained_is_there() -> None:
    """The tables name no code that nothing makes any more."""
    program = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "igdeck").rglob("*.py"))
    for name in ("language.md", "cli.md", "templates.md"):
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        tables = re.findall(r"(?m)^\| code \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", text)
        assert tables, name
        for code in re.findall(rf"`({CODE})`", "".join(re.sub(r"(?m)^(\|[^|]*\|).*$", r"\1", table) for table in tables)):
            assert f'"{code[0]}"' in program, (name, code[0])


def test_what_one_test_command_leaves_out_the_other_runs() -> None:
    """The two commands of README.md, which the build machine runs too, differ in nothing but the marker."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = {
        name: re.findall(rf"<!-- {name} -->\n```sh\n.*(\.venv/bin/pytest .*)\n```\n<!-- /{name} -->", text)
        for name in ("test-command", "slow-test-command")
    }
    (quick,), (slow,) = found.values()
    assert quick.replace('-m "not slow"', "-m slow") == slow
