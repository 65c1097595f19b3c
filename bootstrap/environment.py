"""The course's own environment `.venv`: made once, then only looked at."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from . import words
from .interpreter import OLDEST
from .progress import watch
from .surroundings import as_pip_reaches, surroundings
from .trouble import Trouble

#: The installer, exact, so that everybody's environment is made in the same way.
UV = "uv==0.13.9"


@dataclass(frozen=True)
class Profile:
    """What an environment is for: which lock it follows, and what that downloads."""

    name: str
    lock: str
    megabytes: int


LAB = Profile("lab", "requirements.lock", 155)
TEST = Profile("test", "requirements-test.lock", 250)
#: The tests' packages are the learner's and more, so that their environment serves both.
SERVES = {LAB: (LAB, TEST), TEST: (TEST,)}

#: Troubles of the download. Installers fetch everything before they change anything.
BEFORE_ANY_CHANGE = ("no_network", "bad_certificate", "not_on_index")


class Environment:
    """The folder `.venv` of a checkout.

    Two small files in it tell how far it is. The stamp says for which profile and from what it
    was made: a start that finds its stamp changes nothing. The mark "unfinished" is there while
    packages are being changed: a set-up that finds it was interrupted, and installs anew.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.stamp = self.folder / "xbcourse-stamp"
        self.unfinished = self.folder / "xbcourse-unfinished"

    @property
    def python(self) -> Path:
        """The environment's own interpreter."""
        windows = os.name == "nt"
        return self.folder / ("Scripts/python.exe" if windows else "bin/python")

    def version(self) -> str | None:
        """The version of the environment's Python, None where it cannot be used."""
        if not self.python.exists():
            return None
        asked = self._ask(
            "import platform, sys; print(platform.python_version());"
            f"sys.exit(sys.version_info < {OLDEST})"
        )
        return asked.stdout.strip() if asked.returncode == 0 else None

    def ready(self, profile: Profile) -> bool:
        """Whether nothing has to be done before the profile's commands can run."""
        version = self.version()
        if version is None or self.unfinished.exists():
            return False
        return any(self._stamp_of(served, version) == self._stamped() for served in SERVES[profile])

    def was_ready(self, profile: Profile) -> bool:
        """Whether it once was, for an older lock perhaps, and nothing was changed since."""
        made_for, _, _ = self._stamped().partition(" ")
        known = made_for in {served.name for served in SERVES[profile]}
        return known and not self.unfinished.exists() and self.version() is not None

    def set_up(self, profile: Profile) -> None:
        """Make or repair the environment for a profile, telling the reader how far it is.

        Raises
        ------
        Trouble
            When something is missing that only the reader can mend: network, space, pip.
        """
        started = time.monotonic()
        self._make_venv()
        lock = self.root / profile.lock
        count = len(re.findall(r"^\S+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
        words.tell("step_packages", count=count, megabytes=profile.megabytes)
        environ = as_pip_reaches(self.python, surroundings())
        installer = self._installer(environ)
        self._install_packages(installer, lock, environ)
        words.tell("step_course")
        watch([*installer, "--no-build-isolation", "--no-deps", "-e", "."], environ, self.root)
        self._make_relative()
        self.stamp.write_text(self._stamp_of(profile, self.version()), encoding="utf-8")
        words.tell("ready", seconds=round(time.monotonic() - started))

    # ------------------------------------------------------------------ the three steps

    def _make_venv(self) -> None:
        version = self.version()
        if version is not None and (self._can_import("pip") or self._can_import("uv")):
            words.tell("step_venv_kept", version=version)
            return
        here = "{}.{}.{}".format(*sys.version_info)
        if self.folder.exists():
            words.tell("step_venv_broken", version=here)
            self._remove()
        else:
            words.tell("step_venv", version=here)
        environ = surroundings()
        try:
            watch([sys.executable, "-m", "venv", self.folder], environ, self.root)
        except Trouble:
            # Debian keeps ensurepip, and sometimes venv itself, in packages of their own.
            self._make_venv_with_uv(environ)

    def _make_venv_with_uv(self, environ: Mapping[str, str]) -> None:
        pip = [sys.executable, "-m", "pip"]
        if subprocess.run([*pip, "--version"], capture_output=True).returncode != 0:
            raise Trouble("no_pip", where=sys.executable)
        with tempfile.TemporaryDirectory() as aside:
            watch([*pip, "install", "--quiet", "--target", aside, UV], environ, self.root)
            uv = shutil.which("uv", path=os.pathsep.join((f"{aside}/bin", f"{aside}/Scripts")))
            environ = as_pip_reaches(Path(sys.executable), environ)
            make = ["venv", "--clear", "--seed", "--python", sys.executable, self.folder]
            watch([uv, *make], environ, self.root)

    def _installer(self, environ: Mapping[str, str]) -> list[str | Path]:
        """uv in the environment, installed by pip if absent; pip where there is no uv."""
        uv = [self.python, "-m", "uv", "pip", "install", "--python", self.python]
        pip = [self.python, "-m", "pip", "install"]
        if self._can_import("uv"):
            return uv
        try:
            watch([*pip, "--quiet", "--only-binary=:all:", UV], environ, self.root)
        except Trouble as trouble:
            if trouble.key != "not_on_index":
                raise
            words.tell("without_uv")
            return pip
        return uv

    def _install_packages(
        self, installer: list[str | Path], lock: Path, environ: Mapping[str, str]
    ) -> None:
        interrupted = self.unfinished.exists()
        again = []
        if interrupted:
            words.tell("repairing")
            again = ["--reinstall" if "uv" in installer else "--force-reinstall"]
        self.unfinished.touch()
        try:
            watch([*installer, *again, "--require-hashes", "-r", lock], environ, self.root)
        except Trouble as trouble:
            if trouble.key in BEFORE_ANY_CHANGE and not interrupted:
                self.unfinished.unlink()
            raise
        self.unfinished.unlink()

    def _make_relative(self) -> None:
        # The path of the source, as seen from the folder of packages: it stays right when the
        # course is moved or renamed, and Windows cannot misread a folder's Chinese name.
        asked = self._ask("import sysconfig; print(sysconfig.get_path('purelib'))")
        packages = Path(asked.stdout.strip())
        source = os.path.relpath((self.root / "src").resolve(), packages.resolve())
        (packages / "_xbcourse.pth").write_text(source + "\n", encoding="utf-8")

    # ------------------------------------------------------------------ small helpers

    def _remove(self) -> None:
        ours = (self.folder / "pyvenv.cfg").exists() or not any(self.folder.iterdir())
        if not ours and not self.unfinished.exists():
            raise Trouble("foreign_folder", folder=self.folder)
        try:
            shutil.rmtree(self.folder)
        except OSError as error:
            raise Trouble("not_allowed", str(error)) from error

    def _can_import(self, name: str) -> bool:
        return self._ask(f"import {name}").returncode == 0

    def _ask(self, program: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [self.python, "-c", program],
            env=surroundings(),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )

    def _stamp_of(self, profile: Profile, version: str) -> str:
        digest = hashlib.sha256(f"{version}\n{self.root}\n".encode())
        for file in (profile.lock, "pyproject.toml"):
            digest.update((self.root / file).read_bytes())
        return f"{profile.name} {digest.hexdigest()}"

    def _stamped(self) -> str:
        try:
            return self.stamp.read_text(encoding="utf-8")
        except OSError:
            return ""
