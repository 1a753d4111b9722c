"""Debian's Chromium, without a window, as a reader uses it: by eye, keyboard and screen reader."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path
from typing import Any


class NoBrowser(Exception):
    """What is missing for a browser."""


class Page:
    """One open page."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    def open(self, path: Path, *, width: int = 1400, height: int = 900, dark: bool = False) -> None:
        """Open a file in a window of a size, on a system that prefers light or dark."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._cdp("Emulation.setDeviceMetricsOverride", size)
        self._cdp("Emulation.setEmulatedMedia", {"features": [scheme]})
        self._driver.get("about:blank")
        self._driver.get(path.as_uri())

    def js(self, script: str) -> Any:
        """What an expression gives in the page."""
        return self._driver.execute_script(f"return {script}")

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script hands to the last of its arguments, a function."""
        return self._driver.execute_async_script(script, *arguments)

    def until(self, condition: str, seconds: float = 20) -> None:
        """Wait until an expression is true."""
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self._driver, seconds, 0.02).until(lambda _: self.js(condition), condition)

    def click(self, selector: str) -> None:
        """Click an element."""
        self._driver.find_element("css selector", selector).click()

    def keys(self, *keys: str) -> None:
        """Press keys, by their names (``ARROW_DOWN``) or as text, in the element that has the focus."""
        from selenium.webdriver.common.keys import Keys

        for key in keys:
            self._driver.switch_to.active_element.send_keys(getattr(Keys, key, key))

    def text(self, selector: str) -> str:
        """The text of an element as it is shown."""
        return str(self.js(f"document.querySelector({selector!r}).innerText"))

    def texts(self, selector: str) -> list[str]:
        """The text of each element that is shown."""
        shown = f"[...document.querySelectorAll({selector!r})].filter(e => e.checkVisibility())"
        return list(self.js(f"{shown}.map(e => e.innerText.trim())"))

    def tree(self) -> list[tuple[str, str]]:
        """Role and name of everything that a screen reader sees."""
        nodes = self._cdp("Accessibility.getFullAXTree", {})["nodes"]
        return [
            (node["role"]["value"], node.get("name", {}).get("value", ""))
            for node in nodes
            if not node["ignored"]
        ]

    def complaints(self) -> list[str]:
        """What stands in the console."""
        return [entry["message"] for entry in self._driver.get_log("browser")]

    def picture(self) -> bytes:
        """The whole page as a PNG."""
        size = {"width": "innerWidth", "height": "document.documentElement.scrollHeight"}
        clip = {"x": 0, "y": 0, "scale": 1} | {key: self.js(value) for key, value in size.items()}
        shot = self._cdp(
            "Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True, "clip": clip}
        )
        return base64.b64decode(shot["data"])

    def _cdp(self, command: str, parameters: dict[str, Any]) -> Any:
        return self._driver.execute_cdp_cmd(command, parameters)


def start() -> Any:
    """A driver of Debian's Chromium; raises `NoBrowser`."""
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not chromedriver:
        raise NoBrowser("chromium or chromedriver is not installed")
    try:
        from selenium import webdriver
    except ModuleNotFoundError:
        raise NoBrowser("selenium is not installed") from None
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (
        "headless=new",
        "no-sandbox",
        "disable-gpu",
        "disable-dev-shm-usage",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
    ):
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(executable_path=chromedriver)
    return webdriver.Chrome(options=options, service=service)
