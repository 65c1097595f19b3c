"""The environment variables that installers and the course run with."""

from __future__ import annotations

import ast
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from . import words

#: A user's own settings that would make pip or Python look outside the course's environment.
UNWANTED = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "UV_TARGET")

#: pip's settings for reaching the index, under the names that uv knows them by.
UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}
#: Where uv was told of an index itself, pip's is not wanted.
OWN_INDEX = ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL")


def surroundings(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The variables for everything that the tool starts.

    The language is settled here once. Text is UTF-8 on Windows too. A bare ``LANG=zh`` names no
    locale, and programs would complain about it.
    """
    kept = {name: value for name, value in environ.items() if name not in UNWANTED}
    if kept.get("LANG") in ("zh", "en"):
        kept["LANG"] = "C.UTF-8"
    kept |= {
        "XBCOURSE_LANG": words.language(),
        "PYTHONUTF8": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_USER": "0",
        "PIP_REQUIRE_VIRTUALENV": "0",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_PROGRESS": "1",
    }
    kept.setdefault("UV_HTTP_TIMEOUT", "120")  # slow networks need more than uv's 30 seconds
    return kept


def as_pip_reaches(python: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """The same variables, and uv reaches the index the way pip is set up to.

    Many readers in China have a mirror in pip's configuration and would wait for ever without.
    """
    asked = subprocess.run(
        [python, "-m", "pip", "config", "list"],
        env=environ,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    if asked.returncode != 0:
        return dict(environ)
    return dict(environ) | uv_settings(pip_settings(asked.stdout), environ)


def pip_settings(listing: str) -> dict[str, str]:
    """What ``pip config list`` says, without the sections; the environment goes last and wins.

    >>> pip_settings("global.timeout='60'\\n:env:.index-url='https://mirror/simple'")
    {'timeout': '60', 'index-url': 'https://mirror/simple'}
    """
    found: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}
    for line in listing.splitlines():
        place, _, value = line.partition("=")
        section, _, name = place.rpartition(".")
        if section in found:
            found[section][name] = ast.literal_eval(value)
    return found["global"] | found["install"] | found[":env:"]


def uv_settings(pip: Mapping[str, str], environ: Mapping[str, str]) -> dict[str, str]:
    """pip's settings as variables for uv; what the user already said to uv stays.

    >>> uv_settings({"index-url": "https://mirror/simple"}, {})
    {'UV_DEFAULT_INDEX': 'https://mirror/simple'}
    """
    own = any(environ.get(name) for name in OWN_INDEX)
    settings = {
        uv: pip[name]
        for name, uv in UV_NAMES.items()
        if pip.get(name) and not environ.get(uv) and not (own and uv in OWN_INDEX)
    }
    if "UV_INDEX" in settings:
        # As pip does: the best version of all indexes. Each file's hash is in the lock, so that
        # no index can slip in another.
        settings["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    if "UV_FIND_LINKS" in settings:
        settings["UV_FIND_LINKS"] = ",".join(settings["UV_FIND_LINKS"].split())
    return settings
