"""A web server on many ports of this machine, which answers in every way that servers answer.

What a path says is what it does: ``/ok/7``, ``/missing/7``. A reply takes 20 ms to come, as over a network.
It runs as a process of its own: ``python -m benchmarks.online_server PORTS`` prints its ports.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from collections import Counter
from typing import ClassVar

LATENCY = 0.02
HOSTS = ("127.0.0.1", "127.0.0.2", "127.0.0.3", "localhost")
_BODY = b"<!DOCTYPE html><title>t</title><p id=part>text</p>" + b"<p>more text</p>" * 200


def reply(status: str, *headers: str, body: bytes = b"") -> bytes:
    """An answer as bytes."""
    head = "\r\n".join((f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""))
    return head.encode() + body


_PLAIN = {
    "ok": reply("200 OK", "Content-Type: text/html", body=_BODY),
    "missing": reply("404 Not Found", body=b"no such page"),
    "gone": reply("410 Gone"),
    "forbidden": reply("403 Forbidden"),
    "failing": reply("500 Internal Server Error"),
    "circle": reply("302 Found", "Location: /circle/1"),
    "refuses-head": reply("200 OK", "Content-Type: text/html", body=_BODY),
}


class Handler(asyncio.Protocol):
    """One connection."""

    asked: ClassVar[Counter[str]] = Counter()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._received = b""

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            method, path, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
            asyncio.get_running_loop().call_later(LATENCY, self._answer, method, path)

    def _answer(self, method: str, path: str) -> None:
        kind, _, rest = path.strip("/").partition("/")
        port = self._transport.get_extra_info("sockname")[1]
        self.asked[f"{port}{path}"] += 1
        first = self.asked[f"{port}{path}"] == 1
        if kind == "hangs":
            return
        if kind == "resets" and first:
            self._transport.abort()
        elif kind == "throttled" and first:
            self._transport.write(reply("429 Too Many Requests", "Retry-After: 1"))
        elif kind == "moved":
            self._transport.write(reply("301 Moved Permanently", f"Location: /ok/m{rest}"))
        elif kind == "found":
            self._transport.write(reply("302 Found", f"Location: /missing/f{rest}"))
        elif kind == "slow-body":
            self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n<p>")
            self._drip()
        elif kind == "refuses-head" and method == "HEAD":
            self._transport.write(reply("405 Method Not Allowed"))
        else:
            self._transport.write(_PLAIN.get(kind, _PLAIN["ok"]))

    def _drip(self) -> None:
        """A body that goes on for ever."""
        if not self._transport.is_closing():
            self._transport.write(b"p" * 100)
            asyncio.get_running_loop().call_later(0.1, self._drip)


async def serve(ports: int) -> None:
    """Listen on so many ports of each host, say which (``host:port``), and answer until stdin ends."""
    loop = asyncio.get_running_loop()
    places = []
    for host in HOSTS * ports:
        server = await loop.create_server(Handler, socket.gethostbyname(host), 0, backlog=1024)
        places.append(f"{host}:{server.sockets[0].getsockname()[1]}")
    print(json.dumps(places), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
