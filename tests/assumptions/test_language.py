"""The catalogue: both languages complete, every message asked for there, and none left over."""

import ast
import csv
import pickle
import re
import string
import threading
from functools import cache

import pytest

from xbcourse.assumptions import language
from xbcourse.assumptions.errors import CourseError, DataError, NotCovered, ParameterError
from xbcourse.assumptions.language import Text, catalogue, current, message, say, speaking, use

CHINESE = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]")

ENTRIES = {
    f"{room}.{entry}": text for room, texts in catalogue().items() for entry, text in texts.items()
}


def _gaps(text):
    return {gap for _, gap, _, _ in string.Formatter().parse(text) if gap is not None}


# ----------------------------------------------------------------------------- each entry


@pytest.mark.parametrize("room", catalogue())
def test_both_languages_are_written_with_the_same_gaps(room):
    for entry, text in catalogue()[room].items():
        assert text.zh.strip(), entry
        assert text.en.strip(), entry
        assert _gaps(text.zh) == _gaps(text.en), entry
        assert all(gap.isidentifier() for gap in _gaps(text.zh)), entry


@pytest.mark.parametrize("room", catalogue())
def test_chinese_is_chinese_and_english_is_english(room):
    for entry, text in catalogue()[room].items():
        assert not CHINESE.search(text.en), entry
        if not CHINESE.search(text.zh):
            # What holds no Chinese is either a name, the same everywhere, or only joins its gaps.
            words = re.findall(r"[A-Za-z]+", re.sub(r"\{.*?\}", "", text.zh))
            name = text.zh == text.en and all(re.search("[A-Z]", word) for word in words)
            assert name or not words, entry


@pytest.mark.parametrize("room", catalogue())
def test_chinese_has_chinese_punctuation(room):
    for entry, text in catalogue()[room].items():
        prose = re.sub(r"`[^`]*`", "`", text.zh)  # code keeps its own marks
        assert not HALF_WIDTH.search(prose), (entry, text.zh)


# ------------------------------------------------------------------------------- their use


class _Source:
    """What the code of the package says: its strings, its f-strings, its names and its calls."""

    def __init__(self, folder):
        self.strings, self.patterns, self.names, self.calls = set(), set(), set(), []
        for file in sorted(folder.rglob("*.py")):
            self._read(ast.parse(file.read_text(encoding="utf-8")), file.name)

    def _read(self, tree, file):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                self.strings.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                self._f_string(node)
            elif isinstance(node, ast.Name):
                self.names.add(node.id)
            elif isinstance(node, ast.Attribute):
                self.names.add(node.attr)
            elif isinstance(node, ast.arg | ast.keyword) and node.arg:
                self.names.add(node.arg)
            elif isinstance(node, ast.Call):
                self._call(node, file)

    def _f_string(self, node):
        """As a pattern, where it holds enough of an entry's name to stand for some entries."""
        fixed = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
        if re.search("[a-z]{3}", "".join(filter(None, fixed))):
            pattern = "".join("(.+)" if part is None else re.escape(part) for part in fixed)
            self.patterns.add(re.compile(pattern))

    def _call(self, node, file):
        """A call of `say`, `message` or an error with the name of an entry."""
        called = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        if called == "named" and len(texts) >= 2:  # named(room, prefix, codes)
            self.patterns.add(re.compile(rf"{texts[0]}\.{texts[1]}_(.+)"))
        if not re.fullmatch(r"say|message|phrase|UnknownParameter|NotCovered|\w*Error", called):
            return
        first = node.args[0] if node.args else None
        asked = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
        given = {keyword.arg for keyword in node.keywords}  # None stands for **gaps
        for key in asked:
            if isinstance(key, ast.Constant) and re.fullmatch(r"\w+\.\w+", str(key.value)):
                self.calls.append((file, node.lineno, called, key.value, given))


@cache
def _source(root):
    return _Source(root / "src" / "xbcourse")


def test_every_message_asked_for_exists(root):
    asked = _source(root).calls
    assert len(asked) > 100
    missing = [(file, line, key) for file, line, _, key, _ in asked if key not in ENTRIES]
    assert not missing


def test_every_gap_of_a_message_is_filled_where_it_is_asked_for(root):
    wanting = [
        (file, line, key, gap)
        for file, line, called, key, given in _source(root).calls
        if called != "message" and None not in given and key in ENTRIES
        for gap in _gaps(ENTRIES[key].en) - given
    ]
    assert not wanting


def _codes(root):
    """The words in the cells of the tables: some entries are named after codes."""
    words = set()
    for file in (root / "datasets").glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table):
                cells = (v for k, v in row.items() if not k.startswith(("note", "source")))
                words.update(part for cell in cells for part in re.findall(r"[^\W_]+", cell))
    return words


def test_no_message_is_left_over(root):
    source = _source(root)
    named = " ".join([*source.strings, *source.names])
    pieces = set(re.findall(r"[^\W_]+", named)) | _codes(root)
    pieces |= {piece.lower() for piece in pieces}
    whole = set(re.findall(r"\w+", named))

    def built(name):
        """Some f-string makes this name of pieces that occur in the code or the tables."""
        found = (pattern.fullmatch(name) for pattern in source.patterns)
        gaps = ("_".join(match.groups()) for match in found if match)
        return any(set(re.findall(r"[^\W_]+", gap)) <= pieces for gap in gaps)

    def used(room, entry):
        key = f"{room}.{entry}"
        if key in source.strings or entry in whole or built(key) or built(entry):
            return True
        # Categories are named after those of the tables.
        return room == "categories" and set(entry.split("_")) <= pieces

    left_over = [key for key in ENTRIES if not used(*key.split("."))]
    assert not left_over


# ------------------------------------------------------------------------- which is in force


def test_the_innermost_choice_wins(monkeypatch):
    monkeypatch.setenv("XBCOURSE_LANG", "zh")
    assert current() == "zh"
    use("en")
    assert current() == "en"
    with speaking("zh"):
        assert current() == "zh"
        with speaking("en"):
            assert current() == "en"
        assert current() == "zh"
    assert current() == "en"


def test_a_block_that_fails_gives_the_language_back():
    with pytest.raises(ZeroDivisionError), speaking("zh"):
        _ = 1 / 0
    assert current() == "en"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"XBCOURSE_LANG": "zh_CN.UTF-8"}, "zh"),
        ({"XBCOURSE_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_system_is_asked_in_order(monkeypatch, variables, expected):
    for name in ("XBCOURSE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert current() == expected


@pytest.mark.parametrize(
    ("system", "expected"), [("Chinese (Simplified)_China", "zh"), (None, "en")]
)
def test_windows_is_asked_through_python(monkeypatch, system, expected):
    for name in ("XBCOURSE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(language.locale, "getlocale", lambda: (system, "cp936"))
    assert current() == expected


def test_a_thread_does_not_change_the_language_of_another():
    heard = []
    with speaking("zh"):
        thread = threading.Thread(target=lambda: heard.append(current()))
        thread.start()
        thread.join()
        assert current() == "zh"
    assert heard == ["en"]


@pytest.mark.parametrize("asked", ["fr", "ZH", "", None])
def test_other_languages_are_refused(asked):
    with pytest.raises(ParameterError, match="Choose one of: zh, en"):
        use(asked)
    with pytest.raises(ParameterError), speaking(asked):
        pass
    assert current() == "en"


# --------------------------------------------------------------------------- text and errors


def test_a_text_is_printed_in_the_readers_language_and_filled_in_both():
    text = Text(zh="{n} 件", en="{n} units").format(n=3)
    assert text == Text(zh="3 件", en="3 units")
    assert str(text) == "3 units"
    with speaking("zh"):
        assert f"{text}" == "3 件"
    assert text.within("zh") == "3 件"


def test_a_message_is_filled_as_it_is_said():
    with speaking("zh"):
        assert (
            say("errors.not_a_number", name="售价", value="abc")
            == "售价 应当是一个数，现在是 abc。"
        )
    assert message("errors.not_a_number").en == "{name} must be a number; got {value}."
    with pytest.raises(KeyError):
        say("errors.no_such_entry")


@pytest.mark.parametrize("kind", [CourseError, ParameterError, DataError, NotCovered])
def test_an_error_is_read_in_the_language_of_the_reader_not_of_the_moment(kind):
    with speaking("zh"):
        error = kind("errors.not_a_number", name="x", value=Text(zh="空", en="nothing"))
        assert str(error) == "x 应当是一个数，现在是 空。"
    assert str(error) == "x must be a number; got nothing."
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert str(again) == str(error)
    assert error._render_traceback_() == [str(error)]
