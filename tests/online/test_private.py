"""Nothing private is asked, however it is spelt: a listening socket sees no connection."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from answers import Server, ask

from postlint.web import Options, State
from postlint.web.private import is_public

OK, BROKEN, UNVERIFIED = State.OK, State.BROKEN, State.UNVERIFIED


class TestPrivate:
    """A listening socket sees nothing."""

    @pytest.fixture
    def listening(self) -> Iterator[socket.socket]:
        with socket.create_server(("", 0), family=socket.AF_INET) as made:
            made.setblocking(False)
            yield made

    @pytest.fixture
    def ears(self, listening: socket.socket) -> Iterator[int]:
        yield listening.getsockname()[1]
        with pytest.raises(BlockingIOError):
            listening.accept()

    @pytest.mark.parametrize(
        "host",
        [
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "0177.1",
            "0x7f.1",
            "0x7f.0x0.0x0.0x1",
            "017700000001",
            "127.0.1",
            "127.0.0.1.",
            "0",
            "0.0.0.0",
            "localhost",
            "LOCALHOST.",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b:1::7f00:1]",
            "[::7f00:1]",
            "[2001:0:7f00:1::]",
            "[::1%25lo]",
            "[2002:7f00:1::]",
            "①②⑦.⓪.⓪.①",
            "127。0。0。1",
            "169.254.169.254",
            "10.0.0.1",
            "[fe80::1]",
            "[fd00:ec2::254]",
        ],
    )
    def test_spellings(self, ears: int, host: str) -> None:
        (outcome,) = ask(f"http://{host}:{ears}/", options=Options(timeout=1, backoff=0.01)).values()
        assert outcome.state is not OK
        assert not (outcome.state is BROKEN and "refuses" in outcome.reason)

    def test_a_name_that_leads_to_this_machine(self, ears: int, monkeypatch: pytest.MonkeyPatch) -> None:
        def getaddrinfo(_host: str, port: int, *_: object, **__: object) -> list[object]:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        (outcome,) = ask(f"http://innocent.example:{ears}/").values()
        assert outcome[:2] == (UNVERIFIED, "not asked: postlint asks no private address")

    def test_a_redirect_to_this_machine(self, server: Server, ears: int) -> None:
        options = Options(timeout=1, private=frozenset({"localhost"}))
        url = f"http://localhost:{server.port}/to?url=http://127.0.0.1:{ears}/"
        (outcome,) = ask(url, options=options).values()
        assert outcome[:2] == (UNVERIFIED, "not asked: postlint asks no private address")

    @pytest.mark.parametrize(
        "host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "me@127.0.0.1"]
    )
    @pytest.mark.parametrize("scheme", ["http:", "https:", ""])
    def test_redirects_in_odd_spellings(self, server: Server, ears: int, host: str, scheme: str) -> None:
        options = Options(timeout=1, retries=0, private=frozenset({"localhost"}))
        url = f"http://localhost:{server.port}/to?url={scheme}//{host}:{ears}/"
        (outcome,) = ask(url, options=options).values()
        assert outcome.state is UNVERIFIED

    def test_a_name_that_is_bound_anew(
        self, server: Server, ears: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A connection is checked with the address that it is made to: there is one look-up for it."""
        asked: list[str] = []

        def getaddrinfo(host: str, port: int, *_: object, **__: object) -> list[object]:
            asked.append(host)
            place = "127.0.0.1" if len(asked) == 1 else "127.0.0.2"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port))]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        # For this test 127.0.0.1 is the public internet.
        monkeypatch.setattr("postlint.web.client.is_public", lambda address: address == "127.0.0.1")
        first, then = f"http://changing.example:{server.port}/", f"http://changing.example:{ears}/"
        told = ask(first, options=Options(timeout=1))
        assert told[first].state is OK
        told = ask(then, options=Options(timeout=1))
        assert told[then][:2] == (UNVERIFIED, "not asked: postlint asks no private address")
        assert asked == ["changing.example"] * 2

    def test_of_several_addresses_the_private_one_is_left_out(
        self, ears: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def getaddrinfo(_host: str, port: int, *_: object, **__: object) -> list[object]:
            places = ["10.0.0.1", "127.0.0.1", "::1"]
            return [
                (
                    socket.AF_INET6 if ":" in place else socket.AF_INET,
                    socket.SOCK_STREAM,
                    6,
                    "",
                    (place, port, 0, 0) if ":" in place else (place, port),
                )
                for place in places
            ]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        (outcome,) = ask(f"http://several.example:{ears}/").values()
        assert outcome[:2] == (UNVERIFIED, "not asked: postlint asks no private address")

    def test_one_allowed_name_allows_no_other(self, ears: int) -> None:
        (outcome,) = ask(
            f"http://127.0.0.1:{ears}/", options=Options(private=frozenset({"localhost"}))
        ).values()
        assert outcome.state is UNVERIFIED

    @pytest.mark.parametrize(
        ("ip", "public"),
        [
            ("93.184.216.34", True),
            ("2606:2800:220:1:248:1893:25c8:1946", True),
            ("172.15.0.1", True),
            ("172.16.0.1", False),
            ("172.31.255.255", False),
            ("100.100.100.200", False),
            ("168.63.129.16", False),
            ("192.168.1.1", False),
            ("198.18.0.1", False),
            ("224.0.0.1", False),
            ("255.255.255.255", False),
            ("::1", False),
            ("fe80::1%eth0", False),
            ("::ffff:10.0.0.1", False),
            ("::ffff:93.184.216.34", True),
            ("64:ff9b::a00:1", False),
            ("2002:0a00:0001::", False),
            ("2002:5db8:d822::", True),
            ("64:ff9b::5db8:d822", True),
            ("64:ff9b:1::5db8:d822", False),
            ("2001:10::1", False),
            ("fec0::1", False),
            ("100::1", False),
            ("192.0.0.170", False),
            ("0.0.0.0", False),
            ("fd00:ec2::254", False),
            ("169.254.170.2", False),
            ("2001:0:1::", False),
            ("2001:db8::1", False),
            ("ff02::1", False),
            ("no address", False),
        ],
    )
    def test_is_public(self, ip: str, public: bool) -> None:
        assert is_public(ip) is public
