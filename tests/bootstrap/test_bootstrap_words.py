"""What the set-up tool says before anything is installed, and in which language."""

import ast
import os
import re
import subprocess
import sys

import pytest

from bootstrap import words

#: Files that a Python which is too old must be able to read, to say that it is too old.
READ_BY_OLD_PYTHONS = ("xb.py", "bootstrap/interpreter.py", "bootstrap/words.py")
LANGUAGE_VARIABLES = ("XBCOURSE_LANG", "LANG", "LC_ALL", "LC_MESSAGES")


@pytest.fixture
def environ(monkeypatch):
    """The variables that say a language, all unset, and a system that speaks English."""
    for name in LANGUAGE_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(words.locale, "getlocale", lambda: ("en_US", "UTF-8"))
    return monkeypatch


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh"}, "zh"),
        # Typed before `make lab`, it goes before what the system always says.
        ({"LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "zh"),
        ({"LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_TW.UTF-8", "LC_ALL": "C.UTF-8"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"XBCOURSE_LANG": "en", "LANG": "zh"}, "en"),
    ],
)
def test_the_reader_s_language(environ, variables, expected):
    for name, value in variables.items():
        environ.setenv(name, value)
    assert words.language() == expected


@pytest.mark.parametrize("name", ["Chinese (Simplified)_China", "zh_CN"])
def test_the_system_s_own_setting_counts_where_no_variable_does(environ, name):
    environ.setattr(words.locale, "getlocale", lambda: (name, "936"))
    assert words.language() == "zh"


@pytest.mark.parametrize("key", words.WORDS)
def test_both_languages_say_the_same_with_the_same_gaps(key):
    zh, en = (words.WORDS[key][language] for language in ("zh", "en"))
    assert set(re.findall(r"{\w+}", zh)) == set(re.findall(r"{\w+}", en))
    assert not re.search(r"[\u4e00-\u9fff]", en)
    assert not re.search(r"[\u4e00-\u9fff][,:;?!()]|[,;?!()][\u4e00-\u9fff]|您", zh)


def readable(source, version):
    """Whether a Python of that version can read this."""
    try:
        ast.parse(source, feature_version=version)
    except SyntaxError:
        return False
    return True


@pytest.mark.parametrize("file", READ_BY_OLD_PYTHONS)
def test_an_old_python_can_read_what_tells_it_that_it_is_old(root, file):
    assert readable((root / file).read_text(encoding="utf-8"), (3, 6))


def test_what_an_old_python_cannot_read_is_noticed():
    for newer, version in (("(n := 1)", (3, 8)), ("match n:\n case 1: pass", (3, 10))):
        assert readable(newer, version)
        assert not readable(newer, (3, 6))


def test_only_those_files_are_read_before_the_version_is_known(root):
    """An import at the top of xb.py that grows further would break the promise above."""
    top = ast.parse((root / "xb.py").read_text(encoding="utf-8")).body
    imports = [node for node in top if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [alias.name for node in imports for alias in node.names] == [
        "sys",
        "interpreter",
        "words",
    ]


def test_chinese_is_printed_whatever_the_terminal_was_set_to(root):
    environ = {**os.environ, "XBCOURSE_LANG": "zh", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "xb.py", "help"], cwd=root, env=environ, check=True,
                          capture_output=True)  # fmt: skip
    assert "打开课程" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(("typed", "expected"), [("zh", "用法"), ("en", "Usage")])
def test_make_hands_the_language_on(root, typed, expected):
    """``make lab LANG=zh`` reaches the tool as a variable of the environment."""
    if not any(os.access(f"{folder}/make", os.X_OK) for folder in os.get_exec_path()):
        pytest.skip("there is no make here")
    # The tests themselves may run below a make, whose flags would make this one talkative.
    outer = ("XBCOURSE_LANG", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES")
    environ = {name: value for name, value in os.environ.items() if name not in outer}
    command = ["make", "help", f"LANG={typed}", f"PYTHON={sys.executable}"]
    done = subprocess.run(command, cwd=root, env=environ, check=True, capture_output=True)
    assert done.stdout.decode("utf-8").startswith(expected)
