"""Serves the newest HTML deck to this machine alone, and tells open pages when there is a newer one.

A page hears of one thing, the state: the version of the newest deck and what is wrong with the source. It compares the version
with its own, so a page that slept, or whose server was started anew, is right again with the first event it gets.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from igdeck.model.diagnostics import Diagnostic, IgdeckError, Severity, error

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator
    from socket import socket

    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from uvicorn import Server

_ADDRESS = "127.0.0.1"

#: The names under which a browser may ask. Any other is a foreign page that had its own name point here (DNS rebinding).
_HOSTS = [_ADDRESS, "localhost"]

#: How many ports are tried from the wanted one on.
_PORTS = 21

#: How soon open pages hear of news, in seconds.
_PAUSE = 0.05

_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')

#: What is shown while no build has succeeded yet.
_EMPTY = b"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>igdeck</title>
</head>
<body></body>
</html>
"""


@dataclass(frozen=True, slots=True)
class _State:
    """What open pages are to know: the page as it is served, and the event that tells of it."""

    page: bytes
    version: str
    event: bytes


class Preview:
    """The newest deck, for the server's thread to serve."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_closed = False
        self.state = _state(add_live_script(_EMPTY), _version(_EMPTY), ())

    def show(self, html: bytes | None, diagnostics: Iterable[Diagnostic]) -> None:
        """Serve this deck from now on, or the one before for None, and show the errors among the diagnostics."""
        errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
        if html is None:
            self.state = _state(self.state.page, self.state.version, errors)
        else:
            self.state = _state(add_live_script(html), _version(html), errors)

    async def events(self) -> AsyncIterator[bytes]:
        """The state now, and again whenever it is another, until the preview is closed."""
        import asyncio

        told: _State | None = None
        while not self.is_closed:
            if self.state is not told:
                told = self.state
                yield told.event
            await asyncio.sleep(_PAUSE)


@contextmanager
def serving(port: int) -> Iterator[Preview]:
    """Serve a preview, at this port or one of the next that is free, for as long as the context lasts.

    Port 0 is any free one. Raises IgdeckError if no port is free. The server runs in a thread of its own.
    """
    from threading import Thread

    with _listener(port) as listener:
        preview = Preview(f"http://{_ADDRESS}:{listener.getsockname()[1]}/")
        server = _server(preview)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield preview
        finally:
            preview.is_closed = True  # ends the event streams, for which the server would wait
            server.should_exit = True
            thread.join(timeout=1)


def add_live_script(html: bytes) -> bytes:
    """A deck that follows the live preview: with the script, and with a Content-Security-Policy that lets it run and connect.

    Raises ValueError for HTML without the policy or the body of igdeck's decks.
    """
    from base64 import b64encode
    from hashlib import sha256
    from pathlib import Path

    policy, body = _POLICY.search(html), html.rfind(b"</body>")
    if policy is None or body < 0:
        raise ValueError("the deck has no Content-Security-Policy or no </body>")
    script = Path(__file__).with_name("live.js").read_bytes()
    opened = _opened_policy(policy[1].decode(), f"'sha256-{b64encode(sha256(script).digest()).decode()}'").encode()
    element = f'<script data-version="{_version(html)}">'.encode() + script + b"</script>\n"
    return html[: policy.start(1)] + opened + html[policy.end(1) : body] + element + html[body:]


def _opened_policy(policy: str, script: str) -> str:
    """The policy that allows this script as well, and connections to the page's own server."""
    directives = {name: sources for name, *sources in (directive.split() for directive in policy.split(";") if directive.strip())}
    for name, source in (("script-src", script), ("connect-src", "'self'")):
        directives[name] = [known for known in directives.get(name, []) if known != "'none'"] + [source]
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def _version(html: bytes) -> str:
    from hashlib import sha256

    return sha256(html).hexdigest()[:16]


def _state(page: bytes, version: str, errors: Iterable[Diagnostic]) -> _State:
    import json

    messages = [{"place": _place(error), "message": error.message, "hint": error.hint} for error in errors]
    return _State(page, version, b"data: " + json.dumps({"version": version, "messages": messages}).encode() + b"\n\n")


def _place(diagnostic: Diagnostic) -> str:
    return ":".join(str(part) for part in (diagnostic.file, diagnostic.line) if part)


def _listener(port: int) -> socket:
    """A socket that listens at this port or at one of the next, on the loopback interface."""
    import os
    import socket

    reason = OSError()
    for candidate in range(port, min(port + _PORTS, 65536)):
        listener = socket.socket()
        if os.name == "posix":  # go on where the last preview ended; elsewhere the option means to share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((_ADDRESS, candidate))
            listener.listen()
        except OSError as refusal:
            listener.close()
            reason = refusal
        else:
            return listener
    message = f"none of the ports {port} to {port + _PORTS - 1} can be used: {reason.strerror}"
    raise IgdeckError(error("port-taken", message, "name another one with --port")) from reason


def _server(preview: Preview) -> Server:
    import uvicorn

    return uvicorn.Server(
        uvicorn.Config(
            _application(preview),
            http="h11",
            ws="none",
            lifespan="off",
            loop="asyncio",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
    )


def _application(preview: Preview) -> Starlette:
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.responses import Response, StreamingResponse
    from starlette.routing import Route

    async def deck(_: Request) -> Response:
        return Response(preview.state.page, media_type="text/html", headers=_HEADERS)

    async def events(_: Request) -> Response:
        return StreamingResponse(preview.events(), media_type="text/event-stream", headers=_HEADERS)

    return Starlette(
        routes=[Route("/", deck), Route("/igdeck/events", events)],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_HOSTS, www_redirect=False)],
    )
