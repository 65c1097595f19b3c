"""The package as others get it: a wheel, unpacked and zipped, seen from a process of its own."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

#: What goes into a wheel, besides the course itself.
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "LICENSE-TEXT", "requirements.lock")
FOLDERS = ("src", "bootstrap", "datasets")
#: Made from the lessons; a checkout in the middle of its work may not have them.
MADE = ("notebooks", "exercises", "solutions")


@pytest.fixture(scope="session")
def wheel(root, tmp_path_factory) -> Path:
    """The wheel, built without a network from a copy of the checkout."""
    checkout = tmp_path_factory.mktemp("checkout")
    for name in SOURCES:
        shutil.copy(root / name, checkout)
    for name in FOLDERS:
        shutil.copytree(root / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in MADE:
        if (root / name).is_dir():
            shutil.copytree(root / name, checkout / name)
        else:
            (checkout / name).mkdir()
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "dist"]
    built = subprocess.run(command, cwd=checkout, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return next((checkout / "dist").glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory) -> Path:
    """The wheel unpacked, as an installer leaves it."""
    folder = tmp_path_factory.mktemp("site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def elsewhere(tmp_path):
    """Run a script in another folder with xbcourse taken from `place`; what it prints, as JSON."""

    def run(place: Path, script: str):
        begin = f"import json, sys; sys.path.insert(0, {str(place)!r})\n"
        ran = subprocess.run(
            [sys.executable, "-c", begin + script],
            cwd=tmp_path,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
        )
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout)

    return run
