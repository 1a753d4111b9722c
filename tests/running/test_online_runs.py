"""`postlint check --online`, on a server of our own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytest.importorskip("aiohttp")
RULES = "link/broken-external,link/redirected,link/unverified,postlint"


class Server(ThreadingHTTPServer):
    """Answers with the status that the path names; `/moved` is `/200` now; `/hang` keeps silent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: Counter[str] = Counter()
        self.authorizations: list[str | None] = []
        self.base = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        self.server.asked[self.path] += 1
        self.server.authorizations.append(self.headers["Authorization"])
        if self.path == "/hang":
            time.sleep(30)
            return
        self.send_response(301 if self.path == "/moved" else int(self.path[1:4]))
        if self.path == "/moved":
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join(5)


def site(folder: Path, body: str, posts: int = 1) -> Path:
    (folder / "_posts").mkdir()
    (folder / "_config.yml").write_text("title: x\n", "utf-8")
    head = "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\n"
    for number in range(posts):
        (folder / "_posts" / f"2021-12-29-{number}.md").write_text(head + body, "utf-8")
    return folder


COMMAND = (sys.executable, "-m", "postlint", "check", "--select", RULES, "--output-format", "concise")
ONLINE = ("--online", "--allow-private", "127.0.0.1", "--show", "info")


def postlint(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], cwd=cwd, capture_output=True, text=True, check=False)


def test_nothing_is_asked_without_being_told_to(tmp_path: Path, server: Server) -> None:
    done = postlint(cwd=site(tmp_path, f"[a]({server.base}/404)\n"))
    assert (done.returncode, done.stderr) == (0, "")
    assert not server.asked


def test_what_is_dead_moved_and_unknown(tmp_path: Path, server: Server) -> None:
    base = server.base
    body = (
        f"[a]({base}/404)\n\n[b]({base}/200) [again]({base}/200#x)\n\n[c]({base}/moved)\n\n[d]({base}/403)\n"
    )
    done = postlint(*ONLINE, cwd=site(tmp_path, body))
    assert done.returncode == 1
    assert done.stdout.splitlines()[:3] == [
        f"_posts/2021-12-29-0.md:6:5: error[link/broken-external] `{base}/404` is dead: "
        "the server answers 404 Not Found",
        f"_posts/2021-12-29-0.md:10:5: info[link/redirected] `{base}/moved` "
        f"has moved for good to `{base}/200`",
        f"_posts/2021-12-29-0.md:12:5: info[link/unverified] `{base}/403` could not be verified: "
        "the server answers 403 Forbidden",
    ]
    assert server.asked["/404"] == 1
    assert server.asked["/200"] == 2


def test_what_is_known_is_not_asked_again(tmp_path: Path, server: Server) -> None:
    folder = site(tmp_path, f"[a]({server.base}/404) [b]({server.base}/200)\n", posts=40)
    first = postlint(*ONLINE, cwd=folder)
    again = postlint(*ONLINE, cwd=folder)
    assert (again.returncode, again.stdout) == (first.returncode, first.stdout)
    assert first.stdout.count("is dead") == 40
    assert server.asked == {"/404": 1, "/200": 1}
    # An offline run shares the cache, and says nothing of links.
    assert "is dead" not in postlint(cwd=folder).stdout
    postlint(*ONLINE, "--no-cache", cwd=folder)
    assert server.asked == {"/404": 2, "/200": 2}


def test_results_of_offline_runs_do_not_hide_links(tmp_path: Path, server: Server) -> None:
    folder = site(tmp_path, f"[a]({server.base}/404)\n", posts=40)
    assert postlint(cwd=folder).returncode == 0
    assert postlint(*ONLINE, cwd=folder).stdout.count("is dead") == 40


def test_private_hosts_are_not_asked(tmp_path: Path, server: Server) -> None:
    done = postlint("--online", "--show", "info", cwd=site(tmp_path, f"[a]({server.base}/404)\n"))
    assert "postlint asks no private address" in done.stdout
    assert not server.asked


def test_suppressions_and_settings_hold(tmp_path: Path, server: Server) -> None:
    ignored = f"<!-- postlint: ignore[link/broken-external] known -->\n[a]({server.base}/404)\n"
    body = f"{ignored}\n[b]({server.base}/403)\n"
    folder = site(tmp_path, body)
    (folder / "postlint.toml").write_text('[rules]\n"link/unverified" = "error"\n', "utf-8")
    done = postlint(*ONLINE, cwd=folder)
    assert "is dead" not in done.stdout
    assert "error[link/unverified]" in done.stdout
    # Offline nobody knows whether the comment is of use.
    offline = postlint(cwd=folder)
    assert (offline.returncode, offline.stdout) == (0, "All clear: 1 post.\n")


def test_rules_that_do_not_run_ask_nothing(tmp_path: Path, server: Server) -> None:
    postlint(*ONLINE, "--ignore", "link", cwd=site(tmp_path, f"[a]({server.base}/404)\n"))
    assert not server.asked


def test_a_link_that_moved_for_good_is_rewritten(tmp_path: Path, server: Server) -> None:
    folder = site(tmp_path, f"[a]({server.base}/moved#part)\n")
    done = postlint(*ONLINE, "--fix", "--unsafe-fixes", cwd=folder)
    assert done.returncode == 0
    assert f"[a]({server.base}/200#part)\n" in (folder / "_posts" / "2021-12-29-0.md").read_text("utf-8")


def test_findings_have_fingerprints_for_the_baseline(tmp_path: Path, server: Server) -> None:
    folder = site(tmp_path, f"[a]({server.base}/404) [b]({server.base}/410)\n")
    postlint(*ONLINE, "--output-format", "json=report.json", cwd=folder)
    report = json.loads((folder / "report.json").read_text("utf-8"))
    prints = [d["fingerprint"] for d in report["diagnostics"]]
    assert len(set(prints)) == 2
    assert all(prints)


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
def test_ctrl_c_keeps_what_is_known(tmp_path: Path, server: Server) -> None:
    folder = site(tmp_path, f"[a]({server.base}/404) [b]({server.base}/hang)\n")
    with subprocess.Popen(
        [*COMMAND, *ONLINE], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        end = time.monotonic() + 20
        while len(server.asked) < 2:
            assert time.monotonic() < end
            time.sleep(0.02)
        time.sleep(0.3)
        os.kill(process.pid, signal.SIGINT)
        out, said = process.communicate(timeout=10)
    assert process.returncode == 2
    assert "is dead" in out
    assert said == "postlint: interrupted: 1 link not asked for\n"


def test_without_aiohttp_one_sentence(tmp_path: Path) -> None:
    folder = site(tmp_path, "text\n")
    program = (
        "import sys\nsys.modules['aiohttp'] = None\n"
        "from postlint.cli import main\nsys.argv = ['postlint', '--online']\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "postlint: `--online` needs aiohttp, which is not installed: install `postlint[online]`\n"
    )


def test_allowing_hosts_offline_is_a_mistake(tmp_path: Path) -> None:
    done = postlint("--allow-private", "127.0.0.1", cwd=site(tmp_path, "text\n"))
    assert done.returncode == 2
    assert "`--online`" in done.stderr


def test_settings(tmp_path: Path, server: Server) -> None:
    body = f"[a]({server.base}/hang) [b]({server.base}/404) [c]({server.base}/200#part)\n"
    folder = site(tmp_path, body)
    settings = '[online]\ntimeout = 1\nretries = 0\nfragments = true\nexclude = ["*/404"]\n'
    (folder / "postlint.toml").write_text(settings, "utf-8")
    started = time.monotonic()
    done = postlint(*ONLINE, cwd=folder)
    assert time.monotonic() - started < 20
    assert server.asked == {"/hang": 1, "/200": 1}
    assert "does not answer in time" in done.stdout
    # One key on the command line leaves the others as they are.
    server.asked.clear()
    postlint(*ONLINE, "--no-cache", "--config", "online.retries=1", cwd=folder)
    assert server.asked == {"/hang": 2, "/200": 1}


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("online.timout=1", "unknown key `timout`; did you mean `timeout`?"),
        ("online.timeout=0", "expected a whole number from 1 to 600"),
        ("online.timeout='x'", "expected a whole number from 1 to 600"),
        ("online.fragments=1", "expected `true` or `false`"),
    ],
)
def test_wrong_settings(tmp_path: Path, setting: str, said: str) -> None:
    done = postlint("--config", setting, cwd=site(tmp_path, "text\n"))
    assert done.returncode == 2
    assert said in done.stderr


def test_credentials_from_the_environment(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site(tmp_path, f"[a]({server.base}/200)\n")
    monkeypatch.setenv("POSTLINT_AUTH_127_0_0_1", "me:secret")
    done = postlint(*ONLINE, cwd=folder)
    assert server.authorizations == ["Basic bWU6c2VjcmV0"]
    assert "secret" not in done.stdout + done.stderr
    monkeypatch.setenv("POSTLINT_AUTH_127_0_0_1", "sec\nret")
    done = postlint(*ONLINE, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == ("postlint: `POSTLINT_AUTH_127_0_0_1` holds neither `user:password` nor a token\n")


def test_an_unverified_link_fails_a_run_only_when_asked(tmp_path: Path, server: Server) -> None:
    folder = site(tmp_path, f"[a]({server.base}/403)\n")
    assert postlint(*ONLINE, cwd=folder).returncode == 0
    assert postlint(*ONLINE, "--fail-on", "info", cwd=folder).returncode == 1
    assert postlint(*ONLINE, "--config", 'rules."link/unverified"=error', cwd=folder).returncode == 1
