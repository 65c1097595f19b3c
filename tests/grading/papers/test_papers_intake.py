"""What intake reads, what it refuses, and what it says of it: nothing lost, nobody stopped."""

import io
import json
import os
import stat
import zipfile

import pytest
from class_room import (
    ANNA,
    LI,
    ROSTER,
    WANG,
    Homework,
    collected,
    laid_out,
    notebook,
    only,
    stamp,
    zipped,
)
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.errors import DataError
from xbcourse.assumptions.language import speaking
from xbcourse.teaching.grading.papers import archives
from xbcourse.teaching.grading.papers import notebook as reading
from xbcourse.teaching.grading.papers.collecting import collect
from xbcourse.teaching.grading.papers.skeleton import DEEPEST, CutOff, TooDeep, skeleton
from xbcourse.teaching.grading.papers.status import Status

GOOD = notebook('check("m01.box_saving", 1)', "x = 2")
FILE = "20260015.ipynb"


def verdict(paper):
    """Status and entry of the reason."""
    return paper.status, paper.why and paper.why.key.partition(".")[2]


# ------------------------------------------------------------------- what can be read


@pytest.mark.parametrize(
    ("encoding", "remarks"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("gb18030", ["not_utf8"]),
        ("utf-16", ["not_utf8"]),
        ("utf-16-le", ["not_utf8"]),
    ],
)
def test_a_notebook_in_another_encoding_is_read_and_remarked(tmp_path, encoding, remarks):
    content = notebook('check("m01.box_saving", 1)  # 体积重').decode().encode(encoding)
    paper = only(collected(tmp_path, {FILE: content}))
    assert paper.cells == ('check("m01.box_saving", 1)  # 体积重',)
    assert paper.status is Status.OK
    assert [r.key.partition(".")[2] for r in paper.remarks] == remarks


def test_only_sources_are_taken_and_in_their_order(tmp_path):
    content = json.loads(GOOD)
    content["cells"].insert(1, {"cell_type": "markdown", "source": ["# 标题\n", "正文"]})
    content["cells"][0]["outputs"] = [{"text": "secret"}]
    content["cells"].append({"cell_type": "code", "source": ["y = 1\r\n", "z = '\ud800'"]})
    paper = only(collected(tmp_path, {FILE: json.dumps(content).encode()}))
    assert paper.cells == ('check("m01.box_saving", 1)', "x = 2", "y = 1\nz = '\ufffd'")
    assert paper.prose == ("# 标题\n正文",)


def test_the_received_bytes_are_kept_under_their_hash(tmp_path):
    paper = only(collected(tmp_path, {FILE: GOOD}))
    assert paper.received == tmp_path / "kept" / f"{paper.sha256}.ipynb"
    assert paper.received.read_bytes() == GOOD
    assert list((tmp_path / "kept").iterdir()) == [paper.received]


def test_a_notebook_of_the_third_format_is_read(tmp_path):
    cells = [{"cell_type": "code", "input": 'check("m01.box_saving", 1)', "outputs": []}]
    content = {"worksheets": [{"cells": cells}], "nbformat": 3}
    assert only(collected(tmp_path, {FILE: json.dumps(content).encode()})).module == "m01"


def test_a_damaged_cell_costs_only_itself(tmp_path):
    content = json.loads(GOOD)
    content["cells"][1:1] = [{"cell_type": "code", "source": 5}, "no cell"]
    paper = only(collected(tmp_path, {FILE: json.dumps(content).encode()}))
    assert len(paper.cells) == 2
    assert [r.values for r in paper.remarks] == [{"count": 2}]


def test_a_notebook_under_another_ending_is_found_by_what_is_inside(tmp_path):
    assert only(collected(tmp_path, {"20260015.ipynb.txt": GOOD})).status is Status.OK


def test_a_hundred_megabytes_of_output_do_not_cost_the_answers(tmp_path, monkeypatch):
    monkeypatch.setattr("xbcourse.teaching.grading.papers.collecting.LARGEST_KEPT", 2**20)
    output = b'{"output_type": "stream", "text": [' + b",\n".join(
        [b'"still \\"running\\"\\n"'] * 10**5
    )
    content = GOOD.replace(b'"outputs": []', b'"outputs": [' + output + b"]}]", 1)
    paper = only(collected(tmp_path, {FILE: content}))
    assert len(content) > 2 * 10**6
    assert paper.cells == ('check("m01.box_saving", 1)', "x = 2")
    assert [r.key for r in paper.remarks] == ["grading_papers.large_outputs"]
    assert paper.received is None


# ------------------------------------------------------- what cannot, and what is then said

DEEP = b'{"cells": ' + b"[" * 50_000 + b"]" * 50_000 + b"}"
BROKEN = {
    "cut off": (GOOD[:-40], Status.UNREADABLE, "cut_off"),
    "cut off within a character": ('{"cells": "学号'.encode()[:-1], Status.UNREADABLE, "cut_off"),
    "empty": (b"", Status.UNREADABLE, "empty"),
    "zeros": (b"\0" * 100, Status.UNREADABLE, "empty"),
    "damaged": (GOOD.replace(b'"cells":', b'"cells"'), Status.UNREADABLE, "damaged"),
    "a huge number": (b'{"cells": ' + b"9" * 10_000 + b"}", Status.UNREADABLE, "damaged"),
    "50,000 deep": (DEEP, Status.REFUSED, "too_deep"),
    "deep in an output": (
        GOOD.replace(b'"outputs": []', b'"outputs": ' + b"[" * 200 + b"]" * 200, 1),
        *(Status.REFUSED, "too_deep"),
    ),
    "no known encoding": (b'{"cells": "\xff\xff\x80"}', Status.UNREADABLE, "no_known_encoding"),
    "json": (b'{"questions": {}}', Status.UNREADABLE, "no_cells"),
    "a list": (b"[1, 2]", Status.UNREADABLE, "no_cells"),
    "code": (b"x = 1\n", Status.UNREADABLE, "no_notebook"),
    "a page": (b"\xef\xbb\xbf\n<!DOCTYPE html>", Status.UNREADABLE, "is_page"),
    "a PDF": (b"%PDF-1.7", Status.UNREADABLE, "is_pdf"),
    "Word": (zipped({"word/document.xml": b"x"}), Status.UNREADABLE, "is_office"),
    "rar": (b"Rar!\x1a\x07", Status.UNREADABLE, "is_archive"),
    "a picture": (b"\x89PNG\r\n", Status.UNREADABLE, "is_picture"),
    "another notebook": (notebook("print(1)"), Status.NEEDS_A_HUMAN, "no_questions"),
    "a lesson": (
        notebook("x = 1", made={"kind": "lesson", "made_from": "lessons/01-one-order/lesson.md"}),
        *(Status.NEEDS_A_HUMAN, "lesson"),
    ),
    "another module": (
        notebook('check("m02.lowest_cash", 1)'),
        *(Status.NEEDS_A_HUMAN, "other_module"),
    ),
    "another assignment": (
        notebook(stamp=stamp(name="hw2")),
        *(Status.NEEDS_A_HUMAN, "other_assignment"),
    ),
    "another class": (
        notebook(stamp=stamp(class_code="ECOM-2025B")),
        *(Status.NEEDS_A_HUMAN, "other_class"),
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_cannot_be_graded_is_named_and_stops_nobody(tmp_path, what):
    content, status, entry = BROKEN[what]
    found = collected(tmp_path, {FILE: content, "20260016.ipynb": GOOD})
    assert verdict(found.chosen[WANG, "m01"]) == (status, entry)
    assert found.chosen[LI, "m01"].status is Status.OK
    assert (WANG, "m01") not in found.missing


def test_every_reason_has_words_in_both_languages(tmp_path):
    found = collected(tmp_path, {f"{what}/{FILE}": BROKEN[what][0] for what in BROKEN})
    for language in ("zh", "en"):
        with speaking(language):
            assert all(len(paper.reason) > 20 for paper in found.papers)
    assert len({paper.reason for paper in found.papers}) >= 15


def test_a_notebook_of_another_version_is_graded_and_remarked(tmp_path):
    content = notebook(
        'check("m01.box_saving", 1)', 'check("m01.gone", 1)', stamp=stamp(kit="0.0.7")
    )
    paper = only(collected(tmp_path, {FILE: content}))
    assert paper.status is Status.OK
    keys = [remark.key.partition(".")[2] for remark in paper.remarks]
    assert keys == ["other_version", "unknown_questions"]
    assert "0.0.7" in str(paper.remarks[0])
    assert "m01.gone" in str(paper.remarks[1])


def test_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_WRITTEN", 1000)
    monkeypatch.setattr(archives, "LONGEST", 10_000)
    files = {FILE: notebook("x" * 1001), "20260016.ipynb": b"{" + b" " * 10_000 + b"}"}
    found = collected(tmp_path, files)
    assert verdict(found.chosen[WANG, "m01"]) == (Status.REFUSED, "too_much_written")
    assert verdict(found.chosen[LI, "m01"]) == (Status.REFUSED, "too_large")


# ------------------------------------------------------------------ which exercise it is

MODULES = Homework(modules=("m01", "m02"))
SAVING = 'check("m01.box_saving", 1)'


@pytest.mark.parametrize(
    ("name", "content", "module"),
    [
        ("02-self-operated.ipynb", notebook(SAVING), "m01"),
        ("p1.ipynb", notebook(SAVING, stamp=stamp(module="m02")), "m02"),
        ("p1.ipynb", notebook(SAVING, stamp=stamp(module="m09")), "m01"),
        ("p1.ipynb", notebook("box_saving = 3\ndef clothing_fee(p):\n    return p"), "m01"),
        ("p1.ipynb", notebook("y = 1", made={"made_from": "lessons/02-self/exercise.md"}), "m02"),
        ("02-self-operated (1).ipynb", notebook("y = 1"), "m02"),
        ("王小明_77_81234_m02.ipynb", notebook("y = 1"), "m02"),
        ("p1.ipynb", notebook("box_saving = 3"), None),
        ("p1.ipynb", notebook("wrong_steps = 3", "verdict = 4"), None),
        ("p1.ipynb", notebook("wrong_steps = 3", "rating = 4", "split = 5"), "m02"),
        ("p1.ipynb", notebook('check("m02.cycle", 3)', 'check("m01.box_saving", 3)'), "m01"),
    ],
)
def test_which_exercise_it_is_stands_inside(tmp_path, name, content, module):
    name = name if "_77_" in name else f"20260015/{name}"
    assert only(collected(tmp_path, {name: content}, homework=MODULES)).module == module


def test_an_exercise_that_was_not_asked_for_is_named(tmp_path):
    content = notebook("x = 1", made={"made_from": "lessons/03-matchmaking/exercise.md"})
    paper = only(collected(tmp_path, {FILE: content}, homework=MODULES))
    assert verdict(paper) == (Status.NEEDS_A_HUMAN, "other_module")
    assert "m03" in paper.reason
    assert "m01, m02" in paper.reason


# -------------------------------------------------------------------- folders and archives


def test_links_pipes_and_what_computers_leave(tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_bytes(GOOD)
    folder = laid_out(
        tmp_path / "in",
        {
            "20260016.ipynb": GOOD,
            ".DS_Store": b"x",
            "__MACOSX/._20260016.ipynb": b"x",
            ".ipynb_checkpoints/20260016-checkpoint.ipynb": GOOD,
            "20260016/receipt.txt": b"x",
        },
    )
    (folder / "20260015.ipynb").symlink_to(secret)
    (folder / "20260017").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(folder / "20260018.ipynb")
    found = collect(folder, ROSTER, Homework(), keep=tmp_path / "kept")
    assert {p.file: verdict(p) for p in found.papers} == {
        "20260015.ipynb": (Status.REFUSED, "link"),
        "20260016.ipynb": (Status.OK, None),
        "20260017": (Status.REFUSED, "link"),
        "20260018.ipynb": (Status.REFUSED, "no_file"),
    }
    assert len(found.ignored) == 4


def test_a_platforms_zip_with_students_zips_in_it(tmp_path):
    inner = zipped({"作业/01-one-order.ipynb": GOOD, "作业/data.csv": b"a,b\n"})
    outer = tmp_path / "hw1.zip"
    outer.write_bytes(
        zipped(
            {"20260015-王小明/p1.ipynb": GOOD, "20260016-李四/hand-in.zip": inner}, flag_utf8=False
        )
    )
    found = collect(outer, ROSTER, Homework(), keep=tmp_path / "kept")
    assert {key: paper.file for key, paper in found.chosen.items()} == {
        (WANG, "m01"): "20260015-王小明/p1.ipynb",
        (LI, "m01"): "20260016-李四/hand-in.zip/作业/01-one-order.ipynb",
    }
    (other,) = found.others
    assert (other.student, verdict(other)) == (LI, (Status.UNREADABLE, "no_notebook"))


def hostile_zip(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("../20260015.ipynb", "/etc/20260015.ipynb", "C:\\20260015.ipynb"):
            archive.writestr(name, GOOD)
        archive.writestr("a\\..\\20260015.ipynb", GOOD)
        archive.writestr("20260015/" + "-receipt" * 8_000, GOOD)
        link = zipfile.ZipInfo("20260015/link.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("20260016/p1.ipynb", GOOD)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("20260016/p1.ipynb", GOOD + b" ")


def test_names_that_lead_out_and_links_in_a_zip_are_refused(tmp_path):
    hostile_zip(tmp_path / "in.zip")
    found = collect(tmp_path / "in.zip", ROSTER, Homework(), keep=tmp_path / "kept")
    refused = [verdict(p) for p in found.papers if p.student == WANG]
    assert {status for status, _ in refused} == {Status.REFUSED}
    entries = sorted(entry for _, entry in refused)
    assert entries == ["leads_elsewhere"] * 4 + ["link", "long_name"]
    assert [p.file for p in found.papers if p.student == LI] == [
        "20260016/p1.ipynb",
        "20260016/p1.ipynb #2",
    ]
    written = {path.name for path in tmp_path.rglob("*")}
    assert written == {"in.zip", "kept", *(p.received.name for p in found.papers if p.received)}


def encrypted(content):
    """The same zip with the flag of a password on every entry."""
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(sign) + place
        content = content[:at] + bytes([content[at] | 1]) + content[at + 1 :]
    return content


def corrupted(content):
    at = content.index(b"PK\x01\x02") - 20
    return content[:at] + bytes(b ^ 0xFF for b in content[at : at + 8]) + content[at + 8 :]


def nested(times):
    content = GOOD
    for _ in range(times):
        content = zipped({"p1.zip" if content is not GOOD else "p1.ipynb": content})
    return content


ARCHIVES = {
    "encrypted": (encrypted(zipped({"p1.ipynb": GOOD})), Status.REFUSED, "encrypted"),
    "half": (zipped({"p1.ipynb": GOOD})[:-30], Status.UNREADABLE, "broken_archive"),
    "corrupted": (corrupted(zipped({"p1.ipynb": GOOD})), Status.UNREADABLE, "not_read"),
    "seven deep": (nested(7), Status.REFUSED, "archives_too_deep"),
}


@pytest.mark.parametrize("what", ARCHIVES)
def test_an_archive_that_cannot_be_opened_is_named(tmp_path, what):
    content, status, entry = ARCHIVES[what]
    found = collected(
        tmp_path, {"20260015.zip": content, "20260016.zip": zipped({"a.ipynb": GOOD})}
    )
    assert verdict(found.chosen[WANG, "m01"]) == (status, entry)
    assert found.chosen[LI, "m01"].status is Status.OK


def test_a_bomb_is_left_when_it_has_cost_enough_and_only_its_owner_pays(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 10_000)
    bomb = zipped({f"{n}.zip": zipped({"x": b"0" * 4000}) for n in range(9)})
    files = {"20260015/bomb.zip": bomb, "20260016/p1.zip": zipped({"p1.ipynb": GOOD})}
    (tmp_path / "in.zip").write_bytes(zipped(files))
    found = collect(tmp_path / "in.zip", ROSTER, Homework(), keep=tmp_path / "kept")
    theirs = [verdict(paper)[1] for paper in found.papers if paper.student == WANG]
    assert set(theirs) == {"no_notebook", "bomb"}
    assert theirs.count("no_notebook") <= 2
    assert found.chosen[LI, "m01"].status is Status.OK


@pytest.mark.parametrize("comment", [b"", b"a comment"])
def test_an_archive_of_a_million_empty_files_is_not_opened(tmp_path, monkeypatch, comment):
    monkeypatch.setattr(archives, "_LARGEST_DIRECTORY", 5_000)
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.comment = comment
        for number in range(100):
            archive.writestr(f"{number}.ipynb", b"")
    content = stored.getvalue()
    files = {"20260015.zip": content, "20260016.zip": zipped({"20260015.zip": content})}
    found = collected(tmp_path, files)
    assert [p.file for p in found.papers] == ["20260015.zip", "20260016.zip/20260015.zip"]
    assert {verdict(p) for p in found.papers} == {(Status.REFUSED, "bomb")}


def test_a_compression_that_names_its_own_memory_is_refused(tmp_path):
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("20260015.ipynb", GOOD)
    found = collected(tmp_path, {"20260015.zip": stored.getvalue()})
    assert verdict(only(found)) == (Status.REFUSED, "compression")


ARCHIVE = zipped({"作业/01-one-order.ipynb": GOOD, "again.zip": zipped({"p1.ipynb": GOOD})})
CHANGES = st.lists(
    st.tuples(st.integers(0, len(ARCHIVE) - 1), st.binary(min_size=1, max_size=3)), max_size=4
)


@given(CHANGES, st.sampled_from([ARCHIVE, GOOD]), st.sampled_from(["zip", "ipynb"]))
def test_no_change_to_the_bytes_of_a_file_stops_the_others(
    tmp_path_factory, changes, content, ending
):
    for place, other in changes:
        content = content[:place] + other + content[place + len(other) :]
    files = {f"20260015.{ending}": content, "20260016.ipynb": GOOD}
    found = collected(tmp_path_factory.mktemp("x"), files)
    assert found.chosen[LI, "m01"].status is Status.OK
    for paper in found.papers:
        assert (paper.status is Status.OK) == (paper.why is None)
        "".join((paper.file, *paper.cells)).encode()  # whatever is written down can be


def test_a_hostile_source_takes_no_time_to_understand(tmp_path):
    files = {
        "20260015.ipynb": notebook("\n" * 1_000_000),
        "20260016.ipynb": notebook("a" * 1_000_000, "'m01." * 200_000),
        "20260017.ipynb": notebook(" " * 1_000_000, "_1" * 300_000),
    }
    found = collected(tmp_path, files)
    assert {verdict(paper)[1] for paper in found.papers} == {"no_questions"}


def test_a_source_that_is_not_there_or_no_zip_is_an_error_of_the_run(tmp_path):
    with pytest.raises(DataError, match=r"no .*nowhere"):
        collect(tmp_path / "nowhere", ROSTER, Homework(), keep=tmp_path / "kept")
    (tmp_path / "in.zip").write_bytes(b"PK half")
    with pytest.raises(DataError, match=r"in\.zip cannot be opened"):
        collect(tmp_path / "in.zip", ROSTER, Homework(), keep=tmp_path / "kept")


def test_results_within_the_papers_are_refused(tmp_path):
    laid_out(tmp_path, {FILE: GOOD})
    with pytest.raises(DataError, match="Name a folder outside"):
        collect(tmp_path, ROSTER, Homework(), keep=tmp_path / "results/received")
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_disk_that_is_full_does_not_make_papers_unreadable(tmp_path, monkeypatch):
    class Full:
        def write(self, _):
            raise OSError(28, "No space left on device")

    from xbcourse.teaching.grading.papers import collecting

    write = collecting._written
    monkeypatch.setattr(collecting, "_written", lambda copy, *rest: write(Full(), *rest))
    with pytest.raises(DataError, match="the disk is full"):
        collected(tmp_path, {FILE: GOOD})


# ---------------------------------------------------------------------------- the skeleton

VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["outputs", "widgets", 'a"\\']), inner, max_size=2)
    ),
    max_leaves=6,
)
CELLS = st.lists(
    st.fixed_dictionaries({"outputs": st.lists(VALUES, max_size=2), "source": st.text(max_size=5)}),
    max_size=3,
)


def without_outputs(value, depth=0):
    """What `skeleton` keeps, worked out on the parsed value."""
    if isinstance(value, list):
        return [without_outputs(item, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    left_out = {2: {"widgets"}, 3: {"outputs"}, 5: {"outputs"}}
    empty = {
        key: type(item)()
        for key, item in value.items()
        if key in left_out.get(depth + 1, ()) and isinstance(item, list | dict)
    }
    return {key: without_outputs(item, depth + 1) for key, item in value.items()} | empty


@given(VALUES, CELLS, st.integers(1, 9), st.booleans())
def test_a_notebook_in_pieces_loses_its_outputs_and_nothing_else(metadata, cells, size, ascii_only):
    content = {"metadata": metadata, "cells": cells}
    text = json.dumps(content, ensure_ascii=ascii_only)
    found = skeleton(text[place : place + size] for place in range(0, len(text), size))
    assert json.loads(found) == without_outputs(content)


def test_the_depth_that_is_refused_and_the_one_that_is_not():
    json.loads(skeleton(["[" * DEEPEST + "]" * DEEPEST]))
    with pytest.raises(TooDeep):
        skeleton(["[" * (DEEPEST + 1)])


@given(st.integers(1, len(GOOD) - 1))
def test_every_beginning_of_a_notebook_is_seen_to_be_cut_off(length):
    with pytest.raises(CutOff):
        skeleton([GOOD[:length].decode()])


# --------------------------------------------------------------------- nothing is ever lost

NAMES = (
    st.text(alphabet="王李a1 ._-=*()（）", min_size=1, max_size=8)
    .map(str.strip)
    .filter(lambda name: name.strip(".") and not name.startswith("."))
)
FILES = st.dictionaries(
    st.tuples(st.sampled_from(["20260015", "李四", "x"]), NAMES).map("/".join),
    st.sampled_from([GOOD, b"", b"%PDF", GOOD[:50], zipped({"p1.ipynb": GOOD})])
    | st.binary(max_size=30),
    max_size=6,
)


@given(FILES)
def test_every_file_is_listed_exactly_once(tmp_path_factory, files):
    folder = laid_out(tmp_path_factory.mktemp("in"), {f"{n}.ipynb": c for n, c in files.items()})
    found = collect(folder, ROSTER, Homework(), keep=folder.parent / "kept")
    listed = [paper.file for paper in found.papers] + [left.file for left in found.ignored]
    assert sorted(listed) == sorted(f"{name}.ipynb" for name in files)
    shared = {id(p) for p in found.chosen.values()} | {
        id(p) for p in (*found.others, *found.unknown)
    }
    assert shared == {id(p) for p in found.papers}


def test_anna_has_handed_in_nothing(tmp_path):
    found = collected(tmp_path, {FILE: GOOD})
    assert (ANNA, "m01") in found.missing
    assert len(found.missing) == len(ROSTER) - 1
