"""The picture of the HTML report in the documentation: ``python -m tools.report_picture``.

It is not compared with what the report is now, since each Chromium draws letters a little differently.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.browser import Page, start

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs/images/report.png"


def main() -> int:
    """Report on the example posts, open the report, and keep what is seen."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.html"
        words = ["--now", "2024-01-01", f"--output-format=html={report}", "--no-cache", "fixtures/posts"]
        subprocess.run([sys.executable, "-m", "postlint", *words], cwd=ROOT, check=False)
        driver = start()
        try:
            page = Page(driver)
            page.open(report, width=1280, height=800)
            PICTURE.write_bytes(page.picture())
        finally:
            driver.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
