"""A class in which everything that can go wrong with a file has: all of it named, none of it lost.

Every line of the log is what an instructor without an IT department has to go by.
"""

import csv
import io
import json
import zipfile

import pytest
import whole
from classroom import needs_sandbox
from whole import Pupil, assigned, zipped

from xbcourse.cli import main

pytestmark = needs_sandbox

NAME = "01-one-order.ipynb"
CLASS = {f"20260{n:02}": name for n, name in enumerate("王李张赵钱孙周吴郑冯陈褚卫蒋", start=1)}
#: Student → status of the file that counts, and words of the log's last column.
SAID = {
    "2026001": ("graded", ""),
    "2026002": ("graded", "The file is written in gb18030, not UTF-8"),
    "2026003": ("graded", "The file has 22 MB, nearly all output"),
    "2026004": ("unreadable", "breaks off in the middle"),
    "2026005": ("unreadable", "The file is empty"),
    "2026006": ("graded", ""),
    "2026007": ("needs review", "Several files differ, and nothing says which came last"),
    "2026008": ("needs review", "This belongs to another assignment (hw2); you are grading hw1."),
    "2026009": ("needs review", "The class code is ECOM-2025B; this assignment has ECOM-2026A."),
    "2026010": ("graded", "made by version 0.0.9"),
    "2026011": ("graded", "handed in the notebook that was given to 2026001"),
    "2026012": ("graded", "The file has no stamp of this assignment."),
    "2026013": ("unreadable", "This is a PDF"),
    "2026014": ("missing", ""),
}
SCORES = {"2026001": 19, "2026002": 19, "2026003": 19, "2026006": 19, "2026010": 19, "2026012": 19}


def packed(**files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, inside in files.items():
            archive.writestr(name, inside)
    return content.getvalue()


def changed(notebook, change):
    made = json.loads(notebook)
    change(made)
    return json.dumps(made, ensure_ascii=False).encode()


def stamped(**words):
    return lambda made: made["metadata"]["xbcourse"]["assignment"].update(words)


def printed(made):
    cell = next(cell for cell in made["cells"] if cell["cell_type"] == "code")
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * (22 * 2**20)}]


def another_answer(made):
    made["cells"].append({"cell_type": "code", "metadata": {}, "source": "box_saving = 1"})


def saved_elsewhere(made):
    """As another editor leaves it: no ids of cells, none of the course's own marks."""
    made["metadata"] = {"colab": {"provenance": []}}
    for cell in made["cells"]:
        cell["metadata"] = {"vscode": {"languageId": "python"}}
        cell.pop("id", None)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """The results of the class, and the names of all files in what it handed in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whole, "NAMES", CLASS)
        folder = assigned(tmp_path_factory.mktemp("bad"), "--personal", "--language", "en")
        right = {id_: Pupil(folder, id_).filled() for id_ in CLASS}
        handed_in = [
            ("2026001", NAME, right["2026001"]),
            ("2026002", NAME, right["2026002"].decode().encode("gb18030")),
            ("2026003", NAME, changed(right["2026003"], printed)),
            ("2026004", NAME, right["2026004"][: len(right["2026004"]) // 2]),
            ("2026005", NAME, b""),
            ("2026006", "作业.zip", packed(**{"里面.zip": packed(**{NAME: right["2026006"]})})),
            ("2026007", "a.ipynb", right["2026007"]),
            ("2026007", "b.ipynb", changed(right["2026007"], another_answer)),
            ("2026008", NAME, changed(right["2026008"], stamped(name="hw2"))),
            ("2026009", NAME, changed(right["2026009"], stamped(class_code="ECOM-2025B"))),
            ("2026010", NAME, changed(right["2026010"], stamped(kit="0.0.9"))),
            ("2026011", NAME, right["2026001"]),
            ("2026012", "第一次作业（最终版）.ipynb", changed(right["2026012"], saved_elsewhere)),
            ("2026013", "作业.ipynb", b"%PDF-1.7\n" + bytes(2000)),
        ]
        papers = zipped(folder / "papers.zip", handed_in)
    with zipfile.ZipFile(papers, "a") as archive:
        archive.writestr("练习一.ipynb", right["2026001"])
        archive.writestr("说明.docx", b"PK\x03\x04" + bytes(100))
        names = archive.namelist()
    words = ["grade", str(papers), "--assignment", str(folder / "hw1")]
    words += ["--roster", str(folder / "roster.csv"), "--out", str(folder / "results")]
    assert main([*words, "--lang", "en"]) == 0
    return folder / "results", names


def log_of(folder):
    text = (folder / "log.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_every_file_is_in_the_log_with_what_to_do(results):
    folder, names = results
    rows = log_of(folder)
    first = {row["student"]: row for row in reversed(rows) if row["student"]}
    for student, (status, words) in SAID.items():
        assert first[student]["status"] == status
        assert words in first[student]["reason and what to do"]
    # None is lost, and none is there twice; an archive stands with what is in it.
    logged = [row["file"] for row in rows if row["file"]]
    assert len(logged) == len(set(logged)) == len(names)
    for name in names:
        assert [file for file in logged if file == name or file.startswith(f"{name}/")]
    # What is nobody's waits for a decision, and says so.
    assert [row["file"] for row in rows if not row["student"]] == ["练习一.ipynb", "说明.docx"]
    without = [row for row in rows if row["file"] and row["counts"] != "yes"]
    assert all(row["reason and what to do"] for row in without)


def test_what_can_be_graded_is_and_the_rest_has_no_number(results):
    folder, _ = results
    rows = csv.DictReader(io.StringIO((folder / "gradebook.csv").read_text(encoding="utf-8-sig")))
    scores = {row["Student ID"]: row["Score"] for row in rows}
    assert {id_: float(scores[id_]) for id_ in SCORES} == SCORES
    assert 0 < float(scores["2026011"]) < 19 and scores["2026014"] == "0"
    without = {id_ for id_, (status, _) in SAID.items() if status in ("unreadable", "needs review")}
    assert {id_ for id_, score in scores.items() if score == ""} == without
    # Each of these can be given one by hand.
    text = (folder / "manual.csv").read_text(encoding="utf-8-sig")
    offered = csv.DictReader(io.StringIO(text))
    assert {row["student"] for row in offered if row["criterion"] == "*"} == without
