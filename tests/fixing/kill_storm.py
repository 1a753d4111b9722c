"""Kill a writing process at random moments, and see that no file is ever torn.

By hand: ``python tests/fixing/kill_storm.py 200`` kills 200 times, among 2,000 files; with ``command`` as
second argument it kills ``postlint --fix`` over a site of 2,000 posts.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from postlint.fix import sweep

WRITER = """
import itertools, sys
from pathlib import Path
from postlint.fix import write
folder, old, new = Path(sys.argv[1]), b"old" * 7000, b"new" * 7000
print("ready", flush=True)
for path in itertools.cycle(sorted(folder.glob("*.md"))):
    held = path.read_bytes()
    write(path, held, new if held == old else old)
"""

OLD, NEW = b"old" * 7000, b"new" * 7000


def storm(folder: Path, files: int, kills: int, seed: int) -> int:
    """Kill a writer of `files` files `kills` times; the number of temporary files that were swept."""
    chance = random.Random(seed)
    names = [f"{index}.md" for index in range(files)]
    for name in names:
        (folder / name).write_bytes(OLD)
    swept = 0
    for _ in range(kills):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            writer.stdout.readline()
            time.sleep(chance.random() * 0.03)
            writer.kill()
        swept += sweep(folder)
        assert {path.name for path in folder.iterdir()} == set(names)
        torn = [name for name in names if (folder / name).read_bytes() not in (OLD, NEW)]
        assert not torn, torn
    return swept


POST = "---\nlayout: post\ntitle: A day\ndate: 2021-12-29 22:29:56 +0800\n---\nShares rose.\n"
BAD = b"\xef\xbb\xbf" + POST.encode()
"""A post with a byte order mark, which has a safe fix."""


def command_storm(folder: Path, files: int, kills: int, seed: int) -> int:
    """Kill ``postlint --fix`` over a site `kills` times; the number of temporary files left by the kills."""
    chance = random.Random(seed)
    (folder / "_config.yml").write_text("title: x\n", "utf-8")
    (folder / "_posts").mkdir()
    posts = [folder / "_posts" / f"2021-12-29-{index}.md" for index in range(files)]
    command = [sys.executable, "-m", "postlint", "--fix", "--select", "file", "--jobs", "1", str(folder)]
    left, longest = 0, 0.0
    for turn in range(kills + 1):
        for post in posts:
            post.write_bytes(BAD)
        started = time.monotonic()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
            if turn:
                time.sleep(chance.uniform(0.1, longest))
                running.kill()
        longest = longest or time.monotonic() - started
        assert all(post.read_bytes() in (BAD, POST.encode()) for post in posts)
        strays = len(list(posts[0].parent.iterdir())) - files
        left += strays
        if strays or not turn:
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            assert set(posts[0].parent.iterdir()) == set(posts)
            assert all(post.read_bytes() == POST.encode() for post in posts)
    return left


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as place:
        kill = command_storm if sys.argv[2:] == ["command"] else storm
        left = kill(Path(place), 2_000, number, time.time_ns())
    print(f"{number} kills: no file torn, lost or empty; {left} temporary files removed by the next run")
