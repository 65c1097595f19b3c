"""The folder of an assignment: complete, the same when made again, never silently replaced."""

import csv
import io
import json
import zipfile

import pytest

from xbcourse.assumptions.errors import DataError
from xbcourse.assumptions.language import LANGUAGES, speaking
from xbcourse.teaching.grading.assigning.bundle import bundle, readme, store
from xbcourse.teaching.grading.assignment import Assignment, LateRule, load, read_due
from xbcourse.teaching.grading.papers.student import Student

SALT = "5a" * 32
CLASS = [
    Student("0020260001", "王小明", "wang@x.edu", language="zh"),
    Student("2026/3", "Anna Smith"),
    Student("2026_3", "=1+1"),
]


def _assignment(**changes):
    settings = {"name": "hw1", "class_code": "ECOM", "language": "en", "modules": ("m00", "m01")}
    return Assignment(**{**settings, "personal": True, **changes})


def test_each_student_has_an_archive_of_the_notebooks_in_the_student_s_language():
    files = dict(bundle(_assignment(), CLASS, SALT))
    assert set(files) == {
        "assignment.json",
        "handout.csv",
        "handout/0020260001.zip",
        "handout/2026_3.zip",
        "handout/2026_3-2.zip",
    }
    for name, language in (("0020260001", "zh"), ("2026_3", "en")):
        with zipfile.ZipFile(io.BytesIO(files[f"handout/{name}.zip"])) as archive:
            assert archive.namelist()[-1] == "README.txt"
            notebooks = [n for n in archive.namelist() if n.endswith(".ipynb")]
            assert len(notebooks) == 2
            metadata = json.loads(archive.read(notebooks[1]))["metadata"]["xbcourse"]
            assert metadata["language"] == language
            assert metadata["assignment"]["language"] == language


def test_the_list_says_which_file_is_whose_and_holds_no_formula():
    content = dict(bundle(_assignment(), CLASS, SALT))["handout.csv"]
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == ["0020260001", "2026/3", "2026_3"]
    assert rows[2]["file"] == "handout/2026_3-2.zip"
    assert rows[2]["name"] == "'=1+1"
    assert len({row["variant"] for row in rows}) == 3


def test_one_set_of_notebooks_for_all_where_numbers_are_not_personal():
    files = dict(bundle(_assignment(personal=False), [], SALT))
    assert sum(name.endswith(".ipynb") for name in files) == 2
    assert "handout/README.txt" in files


def test_nothing_that_is_handed_out_holds_the_salt():
    for path, content in bundle(_assignment(), CLASS, SALT):
        assert SALT.encode() not in content
        if path.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                assert not any(SALT.encode() in archive.read(name) for name in archive.namelist())


def test_it_is_the_same_when_made_again(tmp_path):
    first = store(tmp_path, bundle(_assignment(), CLASS, SALT))
    again = store(tmp_path, bundle(_assignment(), CLASS, SALT))
    assert first.unchanged == again.written == ()
    assert set(first.written) == set(again.unchanged)
    assert load(tmp_path / "assignment.json") == _assignment()


def test_another_one_is_not_put_in_its_place_unless_that_is_said(tmp_path):
    store(tmp_path, bundle(_assignment(), CLASS, SALT))
    before = (tmp_path / "assignment.json").read_bytes()
    with pytest.raises(DataError) as refused:
        store(tmp_path, bundle(_assignment(name="hw2"), CLASS, SALT))
    assert "assignment.json" in str(refused.value)
    assert (tmp_path / "assignment.json").read_bytes() == before
    store(tmp_path, bundle(_assignment(name="hw2"), CLASS, SALT), again=True)
    assert load(tmp_path / "assignment.json").name == "hw2"


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "handout").write_text("a file", encoding="utf-8")
    with pytest.raises(DataError, match="handout"):
        store(tmp_path, bundle(_assignment(), CLASS, SALT))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_says_when_and_what_being_late_costs(language):
    due = read_due("2026-12-01 23:59+08:00")
    with speaking(language):
        text = readme(_assignment(due=due, late=LateRule(0.1, 15, 0.5)))
        for words in ("hw1", "ECOM", "2026-12-01 23:59 (UTC+08:00)", "10%", "15", "50%", "hand-in"):
            assert words in text
        assert "10%" not in readme(_assignment(due=due))
