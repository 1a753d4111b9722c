"""A web server of our own that gives every answer a server can give, and one word to ask it."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from postlint.web import Options, Outcome
from postlint.web.verify import verify

pytest.importorskip("aiohttp")
from aiohttp import web

PAGES = {
    "still": b"<h2 id=here>a</h2><a name='there'>b</a><p id=\"a&amp;b\"><i ID='\xe4\xb8\xad'>",
    "lively": b"<script>make()</script><h2 id=user-content-part>a</h2>",
    "long": b"<p>" + b" " * 2_000_000 + b"<h2 id=late>",
    "plain": b"no page",
    "packed": b"\x1f\x8b",
}
OPTIONS = Options(timeout=0.4, backoff=0.02, private=frozenset({"127.0.0.1"}))


class Server:
    """A web server on this machine, in a thread of its own, that counts what it is asked."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}
        self.flying = self.most = 0
        self.loop = asyncio.new_event_loop()
        self.port = 0
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._started.wait(10)
        self.base = f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        self.loop.run_until_complete(self._serve())
        self.loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._answer)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        listening = socket.create_server(("127.0.0.1", 0))
        self.port = listening.getsockname()[1]
        await web.SockSite(runner, listening).start()
        self._started.set()
        await self._stop.wait()
        await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.flying += 1
        self.most = max(self.most, self.flying)
        try:
            return await self._answered(request)
        finally:
            self.flying -= 1

    async def _answered(self, request: web.Request) -> web.StreamResponse:
        self.asked[request.path] += 1
        self.headers[request.path] = dict(request.headers)
        times = self.asked[request.path]
        first, _, rest = request.path.strip("/").partition("/")
        if request.method == "HEAD":
            return web.Response(status=405)
        match first:
            case "busy":
                self.asked["busy"] += 1
                busy = self.asked["busy"] <= int(rest.partition("/")[0])
                return web.Response(status=429 if busy else 200)
            case "slow":
                await asyncio.sleep(0.01)
                return web.Response()
            case "page":
                body, kind = PAGES[rest], "text/plain" if rest == "plain" else "text/html"
                coding = {"Content-Encoding": "gzip"} if rest == "packed" else {}
                return web.Response(body=body, content_type=kind, headers=coding)
            case "moved-page":
                return web.Response(status=301, headers={"Location": f"/page/{rest}"})
            case "status":
                return web.Response(status=int(rest))
            case "throttled":
                return (
                    web.Response(status=429, headers={"Retry-After": "0"}) if times == 1 else web.Response()
                )
            case "throttled-until":
                date = format_datetime(datetime.now(UTC) + timedelta(seconds=-5), usegmt=True)
                return (
                    web.Response(status=503, headers={"Retry-After": date}) if times == 1 else web.Response()
                )
            case "flaky":
                return web.Response(status=500) if times < 3 else web.Response()
            case "moved":
                return web.Response(status=301, headers={"Location": "/status/200"})
            case "found":
                return web.Response(status=302, headers={"Location": f"{self.base}/status/200"})
            case "moved-then-found":
                return web.Response(status=308, headers={"Location": "/found"})
            case "moved-to-nothing":
                return web.Response(status=301, headers={"Location": "/status/404"})
            case "to":
                return web.Response(status=302, headers={"Location": request.query["url"]})
            case "circle":
                return web.Response(status=302, headers={"Location": "/circle"})
            case "cookie":
                if request.headers.get("Cookie") == "seen=yes":
                    return web.Response()
                return web.Response(
                    status=302, headers={"Location": "/cookie", "Set-Cookie": "seen=yes; Path=/"}
                )
            case "stairs":
                return web.Response(status=302, headers={"Location": f"/stairs/{int(rest or 0) + 1}"})
            case "hang":
                await asyncio.sleep(3)
                return web.Response()
            case "slow-body":
                response = web.StreamResponse()
                await response.prepare(request)
                await asyncio.sleep(3)
                return response
            case "reset":
                assert request.transport
                request.transport.abort()
                return web.Response()
            case "credentials":
                return web.Response(status=500 if "Authorization" in request.headers else 200)
        return web.Response()


def ask(*urls: str, options: Options = OPTIONS) -> dict[str, Outcome]:
    told: dict[str, Outcome] = {}
    verify(urls, options, told.__setitem__)
    return told
