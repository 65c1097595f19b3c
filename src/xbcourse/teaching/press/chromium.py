"""A PDF through a browser that is there already: Chromium, Chrome or Edge."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from ...assumptions.errors import CourseError

_NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("msedge", "microsoft-edge"),
)
#: Where browsers lie that are not on the PATH.
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
_FLAGS = (
    *("--headless=new", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--no-pdf-header-footer"),
)
#: Seconds for one file; a module takes about two.
_LONGEST = 120
#: The course's font comes in two files; the style sheet names the two families last.
_FONTS = {"xbcourse-1": "NotoSansSC-course-1.ttf", "xbcourse-2": "NotoSansSC-course-2.ttf"}


def found() -> str | None:
    """The browser: `XBCOURSE_CHROMIUM` if set, else the first one found, else None."""
    return os.environ.get("XBCOURSE_CHROMIUM") or next(_installed(), None)


def print_pdf(html: str, target: Path) -> None:
    """Print a self-contained page as the browser would on paper.

    Raises
    ------
    CourseError
        Where there is no browser, or it makes no file.
    """
    browser = found()
    if browser is None:
        raise CourseError("press.no_browser", file=target.with_suffix(".html").name)
    # Its answer may be an old file: only a new one counts.
    target.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        file = Path(scratch) / "page.html"
        file.write_text(html.replace("</style>", _own_font() + "\n</style>", 1), encoding="utf-8")
        profile = f"--user-data-dir={scratch}/profile"
        command = [browser, *_FLAGS, *_without_sandbox(), profile, f"--print-to-pdf={target}"]
        said = _run([*command, file.as_uri()])
    if not target.is_file():
        raise CourseError("press.no_pdf", browser=browser, reason=said)


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=_LONGEST)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""


def _installed() -> Iterator[str]:
    yield from filter(None, map(shutil.which, _NAMES))
    folders = filter(None, map(os.environ.get, ("PROGRAMFILES", "PROGRAMFILES(X86)")))
    places = [*_MAC, *(f"{folder}/{name}" for folder in folders for name in _WINDOWS)]
    yield from (place for place in places if Path(place).is_file())


def _without_sandbox() -> list[str]:
    """Root cannot have a sandbox; everybody else keeps it."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _own_font() -> str:
    """The course's own Chinese font, for a machine that has none: the PDF carries what it uses."""
    folder = resources.files("xbcourse.charts") / "fonts"
    files = ((family, folder / name) for family, name in _FONTS.items())
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; src: url("{file.as_uri()}"); }}'
        for family, file in files
        if isinstance(file, Path)  # in a zip there is none to name
    )
