"""The commands of the tool: each sets up what it needs, then hands over to what it starts."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from . import words
from .environment import LAB, TEST, Environment, Profile
from .interpreter import NEWEST, OLDEST
from .surroundings import as_pip_reaches, surroundings
from .trouble import Trouble

ROOT = Path(__file__).resolve().parents[1]

#: One file for every system and every Python; no address of an index in it.
LOCKING = (
    *("pip", "compile", "pyproject.toml", "--quiet"),
    *("--universal", "--python-version", "3.11", "--fork-strategy", "fewest"),
    *("--generate-hashes", "--no-annotate", "--no-header"),
)

#: What a user names to these lies where the user stands, which need not be the course's folder.
WITH_FILES = ("progress", "hand-in", "assign", "key", "grade", "report", "fill")

#: Two cores; a notebook's cells must stay on one of them, in their order.
TESTING = ("-n", "2", "--dist", "loadfile")


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; returns what the shell is told, 0 for success."""
    arguments = list(arguments)
    if not _choose_language(arguments):
        return 2
    name, *rest = arguments or ["help"]
    if name in ("help", "-h", "--help"):
        words.tell("usage")
        return 0
    if name not in COMMANDS:
        words.complain("unknown_command", command=name)
        words.tell("usage")
        return 2
    environment = Environment(ROOT)
    try:
        return COMMANDS[name](environment, rest)
    except Trouble as trouble:
        _explain(trouble)
        return 1
    except KeyboardInterrupt:
        words.complain("interrupted")
        return 130


def lab(environment: Environment, rest: list[str]) -> int:
    """Open the course; with yesterday's packages where an update cannot be downloaded."""
    try:
        _prepare(environment, LAB)
    except Trouble as trouble:
        if not environment.was_ready(LAB):
            raise
        _explain(trouble)
        words.complain("older_packages")
    return _hand_over(environment, ["-m", "xbcourse.cli", "lab", *rest])


def doctor(environment: Environment, rest: list[str]) -> int:
    """Examine what is there; sets nothing up."""
    if environment.version() is None or not environment.stamp.exists():
        words.complain("doctor_no_environment")
        return 1
    return _hand_over(environment, ["-m", "xbcourse.cli", "doctor", *rest])


def through(command: str, profile: Profile) -> Callable[[Environment, list[str]], int]:
    """The course's own command of that name, once what it needs is set up."""

    def hand_over(environment: Environment, rest: list[str]) -> int:
        _prepare(environment, profile)
        return _hand_over(environment, ["-m", "xbcourse.cli", command, *rest])

    return hand_over


def test(environment: Environment, rest: list[str]) -> int:
    """Run every check, or only pytest with the arguments given."""
    _prepare(environment, TEST)
    if rest:
        return _hand_over(environment, ["-m", "pytest", *rest])
    checks = (
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["pytest", *TESTING],
    )
    failed = [check for check in checks if _run(environment, check) != 0]
    return 1 if failed else 0


def lock(environment: Environment, rest: list[str]) -> int:
    """Lock the versions anew; the learner's packages at the versions that the tests ran with."""
    if environment.version() is None:
        _prepare(environment, TEST)
    environ = as_pip_reaches(environment.python, surroundings())
    uv = [environment.python, "-m", "uv", *LOCKING, "--group", "setup", *rest]
    for files in (
        ["--extra", "test", "--output-file", TEST.lock],
        ["--constraints", TEST.lock, "--output-file", LAB.lock],
    ):
        code = subprocess.run([*uv, *files], cwd=ROOT, env=environ).returncode
        if code != 0:
            return code
    words.tell("locked", files=f"{LAB.lock}, {TEST.lock}")
    return 0


def clean(environment: Environment, rest: list[str]) -> int:
    """Remove the environment and the caches; never the learner's files."""
    for folder in (".venv", ".pytest_cache", ".ruff_cache", ".hypothesis"):
        if (ROOT / folder).exists():
            shutil.rmtree(ROOT / folder)
    words.tell("cleaned", folder=environment.folder)
    return 0


COMMANDS: dict[str, Callable[[Environment, list[str]], int]] = {
    "lab": lab,
    "doctor": doctor,
    **{name: through(name, LAB) for name in WITH_FILES},
    **{name: through(name, TEST) for name in ("slides", "handout", "build")},
    "test": test,
    "lock": lock,
    "clean": clean,
}


def _choose_language(arguments: list[str]) -> bool:
    """Take ``--lang`` out of the arguments; False where it names no language."""
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            last = place + (1 if value else 2)
            value = value or "".join(arguments[place + 1 : last])
            if value not in ("zh", "en"):
                words.complain("unknown_language", value=value or "--lang")
                return False
            del arguments[place:last]
            os.environ["XBCOURSE_LANG"] = value
            return True
    return True


def _prepare(environment: Environment, profile: Profile) -> None:
    if environment.ready(profile):
        return
    if sys.maxsize < 2**32:
        raise Trouble("only_64_bit", where=sys.executable)
    if sys.version_info[:2] > NEWEST:
        words.complain("untried_python", found=platform.python_version(), newest=_dotted(NEWEST))
    environment.set_up(profile)


def _explain(trouble: Trouble) -> None:
    if trouble.output:
        sys.stderr.write(trouble.output.rstrip() + "\n\n")
    gaps = {"oldest": _dotted(OLDEST), "newest": _dotted(NEWEST)}
    words.complain(trouble.key, **gaps | trouble.gaps)


def _dotted(version: tuple[int, int]) -> str:
    return "{}.{}".format(*version)


def _run(environment: Environment, command: list[str]) -> int:
    words.tell("checking", what=" ".join(command))
    module = [environment.python, "-m", *command]
    return subprocess.run(module, cwd=ROOT, env=surroundings()).returncode


def _typed(tool: str) -> str:
    """How the tool is called by hand, which is what messages advise: from here, not from elsewhere.

    >>> _typed("../my course/xb.py").split(maxsplit=1)[1]
    '"../my course/xb.py"'
    """
    python = "py" if os.name == "nt" else "python3"
    return f'{python} "{tool}"' if " " in tool else f"{python} {tool}"


def _hand_over(environment: Environment, arguments: list[str]) -> int:
    """Become the environment's Python with these arguments."""
    command, environ = [str(environment.python), *arguments], surroundings()
    environ["XBCOURSE_CALLED"] = _typed(sys.argv[0])
    if arguments[2] in WITH_FILES:
        environ["PYTHONSAFEPATH"] = "1"  # a random.py that lies there is not the library's
    else:
        os.chdir(ROOT)
    if os.name == "posix":
        # One process instead of two, so that signals reach JupyterLab and nobody else.
        os.execve(command[0], command, environ)
    with subprocess.Popen(command, env=environ) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                # Windows sends Ctrl-C to both; the child knows what to save, so it is waited for.
                continue
