"""Whose a file is: by the platform's name, by what people write, and never by a copied notebook."""

import pytest
from class_room import (
    ANNA,
    LI,
    OTHER_ZHANG,
    ROSTER,
    WANG,
    ZHANG,
    Homework,
    collected,
    notebook,
    only,
    stamp,
    zipped,
)

from xbcourse.teaching.grading.papers.owners import owner_by_name
from xbcourse.teaching.grading.papers.status import Status

NAMED = {
    # Canvas: name, number of the person, number of the submission, the file's own name
    "王小明_77_81234_作业.ipynb": WANG,
    "wangxm_77_81234_p1.ipynb": WANG,
    "annasmith_LATE_12_81236_p1-1.ipynb": ANNA,
    "smithanna_12_81236_p1.ipynb": ANNA,
    # Moodle: a folder or a beginning
    "李四_4711_assignsubmission_file_/p1.ipynb": LI,
    "Anna Smith_4712_assignsubmission_file_p1.ipynb": ANNA,
    "A组-李四_4711_assignsubmission_file_/p1.ipynb": LI,
    # 超星 and other schools' habits
    "20260015-王小明/p1.ipynb": WANG,
    "20260015_王小明_实验一.ipynb": WANG,
    "王小明20260015.ipynb": WANG,
    "电商 1 班/20260016 李四 (1).ipynb": LI,
    "作业/李四/01-one-order.ipynb": LI,
    "李四的作业最终版.ipynb": LI,
    "０２０２６００１６.ipynb": LI,
    "20260019_张伟.ipynb": OTHER_ZHANG,
    # what people write
    "hw1 li@x.edu.cn.ipynb": LI,
    "Anna Smith homework 1.ipynb": ANNA,
    "smith_anna.ipynb": ANNA,
    "第一次作业-李四.zip/作业/p1.ipynb": LI,
}


@pytest.mark.parametrize("file", NAMED)
def test_names_of_platforms_schools_and_people(file):
    assert owner_by_name(file, ROSTER).student == NAMED[file]


OPEN = {
    "01-one-order.ipynb": "nobody_named",
    "未命名 (2).ipynb": "nobody_named",
    "张伟.ipynb": "namesakes",
    "20260015 20260016.ipynb": "several_named",
    "20260015_李四.ipynb": "id_and_name_differ",
    "赵六_4713_assignsubmission_file_/p1.ipynb": "not_on_the_roster",
    "zhaoliu_99_81299_p1.ipynb": "not_on_the_roster",
    "王小.ipynb": "nobody_named",
    "王小明明.ipynb": "nobody_named",
}


@pytest.mark.parametrize("file", OPEN)
def test_a_name_that_leaves_it_open_is_left_open_and_says_why(file):
    owner = owner_by_name(file, ROSTER)
    assert owner.student is None
    assert owner.why.key == f"grading_papers.{OPEN[file]}"
    assert owner.unnamed == (OPEN[file] == "nobody_named")


def test_namesakes_are_told_apart_by_the_platforms_number():
    roster = type(ROSTER)(
        [
            *ROSTER.values(),
            type(ROSTER[WANG])("20260020", "王小明", aliases=("78",)),
        ]
    )
    assert owner_by_name("王小明_78_81234_p1.ipynb", roster).student == "20260020"
    assert owner_by_name("王小明_79_81234_p1.ipynb", roster).student is None


def test_a_platforms_number_that_is_somebodys_is_not_enough_without_the_name():
    for number in ("20260015", "77"):
        owner = owner_by_name(f"zhaoliu_{number}_81234_p1.ipynb", ROSTER)
        assert (owner.student, owner.proposed) == (None, WANG)


ATTACKS = [
    "王小明_77_81234_20260016.ipynb",
    "王小明_77_81234_20260016-李四.zip/李四_4711_assignsubmission_file_/20260016.ipynb",
    "王小明_4710_assignsubmission_file_/20260016-李四.ipynb",
    "20260015-王小明/20260016-李四/p1.ipynb",
]


@pytest.mark.parametrize("file", ATTACKS)
def test_what_a_student_names_his_file_does_not_make_it_anothers(file):
    assert owner_by_name(file, ROSTER).student == WANG


def test_a_stranger_cannot_hand_in_for_somebody_by_a_files_name():
    file = "zhaoliu_99_81299_20260016-李四.ipynb"
    assert owner_by_name(file, ROSTER).student is None


# ---------------------------------------------------- by the numbers that were handed out

PERSONAL = Homework(personal=True)
VARIANTS = {"aaaa": WANG, "bbbb": LI}


def personal(tmp_path, files):
    return collected(tmp_path, files, homework=PERSONAL, variants=VARIANTS)


def of(variant, *cells):
    return notebook(*cells, stamp=stamp(variant=variant))


def test_a_nameless_file_is_of_the_one_student_who_has_its_numbers(tmp_path):
    paper = only(personal(tmp_path, {"01-one-order.ipynb": of("aaaa")}))
    assert (paper.student, paper.status) == (WANG, Status.OK)
    assert [remark.key for remark in paper.remarks] == ["grading_papers.owner_by_numbers"]


def test_two_nameless_files_with_the_same_numbers_wait_for_a_person(tmp_path):
    files = {"a.ipynb": of("aaaa", 'check("m01.box_saving", 1)'), "b.ipynb": of("aaaa", "2")}
    found = personal(tmp_path, files)
    assert [paper.status for paper in found.papers] == [Status.NEEDS_A_HUMAN] * 2
    assert {paper.student for paper in found.papers} == {None}
    assert {paper.proposed for paper in found.papers} == {WANG}
    # Whoever's they are, the owner of the numbers is not reported as one who handed in nothing.
    assert found.chosen[WANG, "m01"].status is Status.NEEDS_A_HUMAN


def test_a_copy_of_a_neighbours_file_neither_earns_his_points_nor_replaces_his(tmp_path):
    own = of("bbbb", 'check("m01.box_saving", 5)')
    copied = of("bbbb", 'check("m01.box_saving", 6)')
    found = personal(tmp_path, {"20260016-李四.ipynb": own, "p1.ipynb": copied})
    assert found.chosen[LI, "m01"].cells == ('check("m01.box_saving", 5)',)
    assert [(p.file, p.proposed) for p in found.unknown] == [("p1.ipynb", LI)]


def test_a_neighbours_notebook_handed_in_under_ones_own_name_stays_ones_own(tmp_path):
    found = personal(tmp_path, {"20260015-王小明.ipynb": of("bbbb")})
    paper = found.chosen[WANG, "m01"]
    assert (paper.student, paper.status) == (WANG, Status.OK)
    assert [remark.key for remark in paper.remarks] == ["grading_papers.neighbours_numbers"]
    assert (LI, "m01") in found.missing


def test_numbers_only_propose_where_the_platform_named_a_stranger(tmp_path):
    found = personal(tmp_path, {"zhaoliu_99_81299_p1.ipynb": of("aaaa")})
    assert (only(found).student, only(found).proposed) == (None, WANG)
    assert only(found).why.key == "grading_papers.not_on_the_roster"


@pytest.mark.parametrize("written", ["weizhang", "zhangwei", "张伟", "张伟 Zhang Wei"])
def test_a_name_in_both_scripts_is_found_by_either(written):
    roster = type(ROSTER)(
        [type(ROSTER[WANG])("1001", "张伟 Zhang Wei"), type(ROSTER[WANG])("1002", "张伟2")]
    )
    assert owner_by_name(f"{written}_99_81299_p1.ipynb", roster).student == "1001"
    assert owner_by_name("张伟2_99_81299_p1.ipynb", roster).student == "1002"


def test_two_exercises_of_one_nameless_student_are_both_found(tmp_path):
    homework = Homework(personal=True, modules=("m01", "m02"))
    first, second = of("aaaa"), notebook("1", stamp=stamp(variant="aaaa", module="m02"))
    files = {"hand-in.zip": zipped({"01.ipynb": first, "02.ipynb": second, "receipt.txt": b"x"})}
    found = collected(tmp_path, files, homework=homework, variants=VARIANTS)
    assert set(found.chosen) == {(WANG, "m01"), (WANG, "m02")}
    assert [left.file for left in found.ignored] == ["hand-in.zip/receipt.txt"]


def test_an_id_typed_into_the_notebook_is_only_proposed(tmp_path):
    paper = only(collected(tmp_path, {"p1.ipynb": notebook("# 学号：20260016\nx = 1")}))
    assert (paper.student, paper.proposed) == (None, LI)


def test_short_ids_are_not_found_in_numbers_of_another_kind():
    roster = type(ROSTER)([type(ROSTER[WANG])("12", "甲乙"), type(ROSTER[WANG])("1", "丙丁")])
    assert owner_by_name("hw 12 (1).ipynb", roster).student is None
    assert owner_by_name("12.ipynb", roster).student == "12"
    assert owner_by_name("01-one-order.ipynb", roster).student is None


def test_zhang_is_nobody_in_particular():
    assert {ZHANG, OTHER_ZHANG} == ROSTER.named("张伟")


def test_moodle_may_hide_names_and_then_the_number_is_all_there_is():
    assert owner_by_name("Participant_77_assignsubmission_file_/李四.ipynb", ROSTER).student == WANG
    assert owner_by_name("Participant_78_assignsubmission_file_/李四.ipynb", ROSTER).student is None


def test_a_platforms_running_number_in_a_free_name_is_chance():
    student = type(ROSTER[WANG])
    roster = type(ROSTER)(
        [
            student("20260015", "王小明", aliases=("2026", "771234")),
            student("3012", "Ó Briain, José"),
        ]
    )
    assert owner_by_name("hw1 2026 final.ipynb", roster).student is None
    assert owner_by_name("hw1_771234.ipynb", roster).student == "20260015"
    assert owner_by_name("hw1_3012.ipynb", roster).student == "3012"
    assert owner_by_name("obriainjose_5_81234_p1.ipynb", roster).student == "3012"
