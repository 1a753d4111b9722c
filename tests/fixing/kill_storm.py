"""Kill a writing process at random moments, and see that no file is ever torn.

By hand: ``python tests/fixing/kill_storm.py 200`` kills 200 times, among 2,000 files.
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


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as place:
        left = storm(Path(place), 2_000, number, time.time_ns())
    print(f"{number} kills: no file torn, lost or empty; {left} temporary files removed by the next run")
