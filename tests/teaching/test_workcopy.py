"""The working copy follows the course and never takes anything from the learner."""

import contextlib
import errno
import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from xbcourse.assumptions.language import speaking
from xbcourse.teaching import workcopy
from xbcourse.teaching.workcopy import filling, storage
from xbcourse.teaching.workcopy.shipped import shipped_files
from xbcourse.teaching.workcopy.text import Unreadable, fingerprint

ZH, EN = "notebooks/zh/01-one-order.ipynb", "notebooks/en/01-one-order.ipynb"
GLOSSARY = "notebooks/en/glossary.md"


def notebook(*sources: str, outputs: bool = False, **metadata: object) -> bytes:
    cells = [
        {
            "cell_type": "code",
            "source": source.splitlines(keepends=True),
            "metadata": {"trusted": True} if outputs else {},
            "execution_count": number if outputs else None,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": ["6.0\n"]}]
            if outputs
            else [],
        }
        for number, source in enumerate(sources)
    ]
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1).encode()


FIRST = {ZH: notebook("a = 1", "b = ____"), EN: notebook("a = 1", "b = ____"), GLOSSARY: b"# A\n"}
SECOND = {path: content.replace(b"a = 1", b"a = 2") for path, content in FIRST.items()}


def fill(folder, files, opened="en"):
    return workcopy.fill(folder, files, opened)


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_the_first_fill_puts_everything_there_and_marks_the_folder(tmp_path):
    folder = tmp_path / "我的 work"
    changes = fill(folder, FIRST)
    assert sorted(changes.added) == sorted(FIRST)
    assert {path: (folder / path).read_bytes() for path in FIRST} == FIRST
    assert workcopy.around(folder / "notebooks" / "zh") == folder


def test_a_second_fill_changes_nothing(tmp_path):
    fill(tmp_path, FIRST)
    before = contents(tmp_path)
    changes = fill(tmp_path, FIRST)
    assert changes == workcopy.Changes()
    assert contents(tmp_path) == before


def test_what_nobody_edited_is_refreshed(tmp_path):
    fill(tmp_path, FIRST)
    changes = fill(tmp_path, SECOND)
    assert sorted(changes.refreshed) == sorted([ZH, EN])
    assert (tmp_path / EN).read_bytes() == SECOND[EN]


@pytest.mark.parametrize(
    "saved",
    [
        notebook("a = 1", "b = ____", outputs=True),
        notebook("a = 1", "b = ____", kernelspec={"name": "python3"}),
        notebook("a = 1", "b = ____", "", outputs=True),
        notebook("a = 1", "b = ____").replace(b"\n", b"\r\n"),
    ],
    ids=["run", "metadata", "empty cell at the end", "line ends"],
)
def test_running_and_saving_is_not_editing(tmp_path, saved):
    fill(tmp_path, FIRST)
    (tmp_path / EN).write_bytes(saved)
    assert fill(tmp_path, FIRST) == workcopy.Changes()
    assert (tmp_path / EN).read_bytes() == saved
    assert EN in fill(tmp_path, SECOND).refreshed


@pytest.mark.parametrize(
    "edited",
    [
        notebook("a = 1", "b = 7"),
        notebook("b = ____", "a = 1"),
        notebook("a = 1"),
        notebook("a = 1", "b = ____", "# my own thoughts"),
        notebook("a = 1", "b = ____").replace(b'"code"', b'"markdown"', 1),
    ],
    ids=["answer", "order", "cell deleted", "cell added", "code made prose"],
)
def test_an_edited_notebook_stays_and_the_new_one_is_put_beside_it(tmp_path, edited):
    fill(tmp_path, FIRST)
    (tmp_path / EN).write_bytes(edited)
    assert fill(tmp_path, FIRST) == workcopy.Changes()
    beside = "notebooks/en/01-one-order-new.ipynb"
    assert fill(tmp_path, SECOND).beside == {EN: beside}
    assert (tmp_path / EN).read_bytes() == edited
    assert (tmp_path / beside).read_bytes() == SECOND[EN]
    assert fill(tmp_path, SECOND).beside == {}


def test_the_new_version_has_a_name_in_the_language_of_the_file(tmp_path):
    fill(tmp_path, FIRST)
    (tmp_path / ZH).write_bytes(notebook("a = 9"))
    assert fill(tmp_path, SECOND).beside == {ZH: "notebooks/zh/01-one-order-新版.ipynb"}


def test_a_new_version_that_nobody_edited_gives_way_to_a_newer_one(tmp_path):
    fill(tmp_path, FIRST)
    (tmp_path / EN).write_bytes(notebook("mine"))
    fill(tmp_path, SECOND)
    third = {**SECOND, EN: notebook("a = 3")}
    assert fill(tmp_path, third).beside == {EN: "notebooks/en/01-one-order-new.ipynb"}
    assert (tmp_path / "notebooks/en/01-one-order-new.ipynb").read_bytes() == third[EN]


def test_a_new_version_that_was_edited_stays_too(tmp_path):
    fill(tmp_path, FIRST)
    beside = tmp_path / "notebooks/en/01-one-order-new.ipynb"
    (tmp_path / EN).write_bytes(notebook("mine"))
    fill(tmp_path, SECOND)
    beside.write_bytes(notebook("mine as well"))
    third = {**SECOND, EN: notebook("a = 3")}
    assert fill(tmp_path, third).beside == {EN: "notebooks/en/01-one-order-new-2.ipynb"}
    assert beside.read_bytes() == notebook("mine as well")


def test_who_takes_the_new_version_over_follows_the_course_again(tmp_path):
    fill(tmp_path, FIRST)
    (tmp_path / EN).write_bytes(notebook("mine"))
    fill(tmp_path, SECOND)
    (tmp_path / "notebooks/en/01-one-order-new.ipynb").replace(tmp_path / EN)
    assert EN in fill(tmp_path, {**SECOND, EN: notebook("a = 3")}).refreshed


def test_a_deleted_file_comes_back_fresh(tmp_path):
    fill(tmp_path, FIRST)
    (tmp_path / EN).unlink()
    assert fill(tmp_path, FIRST).added == [EN]
    assert (tmp_path / EN).read_bytes() == FIRST[EN]


def test_a_deleted_folder_of_the_other_language_stays_away_until_it_is_wanted(tmp_path):
    fill(tmp_path, FIRST, "en")
    shutil.rmtree(tmp_path / "notebooks" / "zh")
    assert fill(tmp_path, SECOND, "en").added == []
    assert not (tmp_path / "notebooks" / "zh").exists()
    assert fill(tmp_path, SECOND, "zh").added == [ZH]


@pytest.mark.parametrize("damaged", [b"", b'{"cells": [{"cell_ty', b"[1, 2]", b"\xff\xfe\x00"])
def test_a_half_written_notebook_is_kept_and_a_sound_one_put_beside_it(tmp_path, damaged):
    fill(tmp_path, FIRST)
    (tmp_path / EN).write_bytes(damaged)
    beside = "notebooks/en/01-one-order-new.ipynb"
    assert fill(tmp_path, FIRST).unreadable == {EN: beside}
    assert (tmp_path / EN).read_bytes() == damaged
    assert (tmp_path / beside).read_bytes() == FIRST[EN]
    # The learner goes on in the sound one: no further one appears at every start.
    (tmp_path / beside).write_bytes(notebook("mine"))
    assert fill(tmp_path, FIRST).unreadable == {EN: beside}
    assert (tmp_path / beside).read_bytes() == notebook("mine")
    assert not (tmp_path / "notebooks/en/01-one-order-new-2.ipynb").exists()


def test_a_file_of_the_learner_s_own_is_not_replaced_by_a_new_lesson_of_that_name(tmp_path):
    (tmp_path / "notebooks" / "en").mkdir(parents=True)
    (tmp_path / EN).write_bytes(notebook("my own plan"))
    assert fill(tmp_path, FIRST).beside == {EN: "notebooks/en/01-one-order-new.ipynb"}
    assert (tmp_path / EN).read_bytes() == notebook("my own plan")


def test_a_lesson_that_is_no_longer_shipped_stays(tmp_path):
    fill(tmp_path, FIRST)
    fill(tmp_path, {ZH: FIRST[ZH]})
    assert (tmp_path / EN).read_bytes() == FIRST[EN]


@pytest.mark.parametrize("lost", ["", "{", '{"format": 99}', '{"format": 1, "shipped": [1]}'])
def test_a_lost_record_makes_every_edited_file_the_learner_s(tmp_path, lost):
    fill(tmp_path, FIRST)
    (tmp_path / EN).write_bytes(notebook("mine"))
    (tmp_path / workcopy.MARKER).write_text(lost, encoding="utf-8")
    fill(tmp_path, SECOND)
    assert (tmp_path / EN).read_bytes() == notebook("mine")
    assert fill(tmp_path, SECOND) == workcopy.Changes()


@pytest.mark.parametrize("after", range(5))
def test_an_interrupted_fill_goes_on(tmp_path, monkeypatch, after):
    """The power fails after so many files; the next start leaves what a quiet one would have."""
    left = [after]

    def failing(file, content):
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        storage.write(file, content)

    fill(tmp_path, FIRST)
    with monkeypatch.context() as broken:
        broken.setattr(filling, "write", failing)
        try:
            fill(tmp_path, SECOND)
        except KeyboardInterrupt:
            assert after < 2
    fill(tmp_path, SECOND)
    assert {path: (tmp_path / path).read_bytes() for path in SECOND} == SECOND
    assert set(contents(tmp_path)) == {*SECOND, workcopy.MARKER}


@pytest.mark.parametrize(
    ("code", "words"), [(errno.ENOSPC, "disk is full"), (errno.EACCES, "--work FOLDER")]
)
def test_what_cannot_be_written_is_said_in_one_message(tmp_path, monkeypatch, code, words):
    fill(tmp_path, FIRST)
    before = contents(tmp_path)

    def refuse(descriptor):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(storage.os, "fsync", refuse)
    with pytest.raises(workcopy.StorageError) as raised:
        fill(tmp_path, SECOND)
    assert words in str(raised.value)
    with speaking("zh"):
        assert "你" in str(raised.value)
    assert contents(tmp_path) == before


def test_a_file_where_a_folder_should_be_is_named(tmp_path):
    (tmp_path / "notebooks").write_text("a list of notebooks to buy", encoding="utf-8")
    with pytest.raises(workcopy.StorageError, match="notebooks"):
        fill(tmp_path, FIRST)
    assert (tmp_path / "notebooks").read_text(encoding="utf-8") == "a list of notebooks to buy"


def test_only_source_text_counts():
    assert fingerprint(EN, notebook("a", "b")) != fingerprint(EN, notebook("ab"))
    assert fingerprint(EN, notebook("a\nb")) == fingerprint(
        EN, notebook("a\nb").replace(b'"a\\n",\n    "b"', b'"a\\nb"')
    )
    with pytest.raises(Unreadable):
        fingerprint(EN, b'{"cells": 3}')


# ------------------------------------------------------------------ where and what


def test_the_place_by_default(tmp_path, monkeypatch, root):
    monkeypatch.delenv("XBCOURSE_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    assert workcopy.default_place() == root / "work"
    fill(tmp_path / "mine", FIRST)
    monkeypatch.chdir(tmp_path / "mine" / "notebooks")
    assert workcopy.default_place() == tmp_path / "mine"
    monkeypatch.setenv("XBCOURSE_HOME", str(tmp_path / "named"))
    assert workcopy.default_place() == tmp_path / "named"


def test_an_installed_course_works_in_a_folder_of_the_current_one(tmp_path, monkeypatch):
    monkeypatch.delenv("XBCOURSE_HOME", raising=False)
    monkeypatch.setattr(workcopy.place, "course_root", lambda: tmp_path / "site-packages")
    monkeypatch.chdir(tmp_path)
    assert workcopy.default_place() == tmp_path / "xbcourse-work"


def test_what_lessons_link_to_is_shipped_with_them(tmp_path):
    linking = json.dumps(
        {"cells": [{"cell_type": "markdown", "source": ["[data](../../datasets/a%20b.csv) "
         "[web](https://x.example/c.csv) [up](../../../d.csv) [none](../../datasets/e.csv)"]}]}
    )  # fmt: skip
    for place, text in (
        ("notebooks/en/01-a.ipynb", linking),
        ("notebooks/en/.ipynb_checkpoints/01-a.ipynb", "{}"),
        ("solutions/zh/picture.svg", "<svg/>"),
        ("datasets/a b.csv", "1"),
        ("datasets/not-linked.csv", "2"),
    ):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text, encoding="utf-8")
    expected = {"notebooks/en/01-a.ipynb", "solutions/zh/picture.svg", "datasets/a b.csv"}
    assert set(shipped_files(tmp_path)) == expected


# ------------------------------------------------------------------ the law

SOURCES = st.sampled_from(["a = 1", "b = ____", "c = 3", "print(a)\nprint(b)"])
PATHS = st.sampled_from([ZH, EN, GLOSSARY])
PLACES = st.sampled_from(
    [ZH, EN, GLOSSARY, "notebooks/en/01-one-order-new.ipynb", "notebooks/en/mine.ipynb",
     "notebooks/zh/01-one-order-新版.ipynb", "notebooks/en/glossary-new.md"]
)  # fmt: skip


class NothingIsLost(RuleBasedStateMachine):
    """Whatever the learner, the course and bad luck do: what the learner wrote is still there."""

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp())
        self.files = dict(FIRST)
        self.written: dict[str, bytes] = {}
        self.count = 0

    def teardown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    @rule(opened=st.sampled_from(["zh", "en"]))
    def fill(self, opened):
        fill(self.folder, self.files, opened)

    @rule(path=PATHS, sources=st.lists(SOURCES, min_size=1, max_size=3))
    def the_course_changes(self, path, sources):
        made = "\n".join(sources).encode() if path == GLOSSARY else notebook(*sources)
        self.files[path] = made

    @rule(path=PLACES, half=st.booleans())
    def the_learner_writes(self, path, half):
        self.count += 1
        text = f"learner's words {self.count}"
        content = notebook(text) if path.endswith(".ipynb") else text.encode()
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content[: len(content) // 2] if half else content)
        self.written[path] = place.read_bytes()

    @rule(path=PLACES)
    def the_learner_deletes(self, path):
        (self.folder / path).unlink(missing_ok=True)
        self.written.pop(path, None)

    @rule(after=st.integers(0, 5))
    def a_fill_is_interrupted(self, after):
        left = [after]

        def failing(file, content):
            if not left[0]:
                raise OSError(errno.ENOSPC, "No space left on device")
            left[0] -= 1
            storage.write(file, content)

        with pytest.MonkeyPatch.context() as broken:
            broken.setattr(filling, "write", failing)
            with contextlib.suppress(workcopy.StorageError):
                fill(self.folder, self.files)

    @rule()
    def the_record_is_lost(self):
        (self.folder / workcopy.MARKER).unlink(missing_ok=True)

    @invariant()
    def what_the_learner_wrote_is_there(self):
        for path, content in self.written.items():
            assert (self.folder / path).read_bytes() == content


NothingIsLost.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestNothingIsLost = NothingIsLost.TestCase
