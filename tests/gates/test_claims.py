"""The claims of the essay: the list is whole, and the lessons that exist have tested theirs."""

import re

import pytest
from repository import ROOT

from xbcourse.assumptions.language import LANGUAGES
from xbcourse.teaching.lesson.claims import faults, verdicts_in
from xbcourse.teaching.lesson.course import Course
from xbcourse.teaching.questions import questions

COURSE = Course(ROOT)
#: Module → how many claims of the essay it tests.
SHARE = {"02": 7, "03": 7, "04": 5, "05": 10, "06": 4, "07": 4, "08": 4, "09": 5, "10": 1}
KINDS = {"mechanism", "number", "advice", "opinion"}


def stored(name, language):
    return (ROOT / "instructor" / language / f"{name}.md").read_text(encoding="utf-8")


def test_the_list_has_all_47_claims_each_with_its_place():
    claims = COURSE.claims.values()
    assert [claim.id for claim in claims] == [f"C{number:02}" for number in range(1, 48)]
    modules = [claim.module for claim in claims]
    assert {number: modules.count(number) for number in modules} == SHARE
    assert {claim.kind for claim in claims} == KINDS
    assert {claim.section for claim in claims} == {f"{a}.{b}" for a in (1, 2) for b in range(1, 5)}


def test_each_claim_is_one_sentence_or_more_in_each_language_and_no_two_are_alike():
    zh = [claim.words.zh for claim in COURSE.claims.values()]
    en = [claim.words.en for claim in COURSE.claims.values()]
    assert len(set(zh)) == len(set(en)) == 47
    assert [words for words in zh if not re.search(r"[\u4e00-\u9fff].*。$", words)] == []
    assert [words for words in zh if re.search("[,;:?!()]", words)] == []
    assert [words for words in en if not re.fullmatch(r"[A-Z][ -~]+\.", words)] == []


@pytest.mark.parametrize("module", COURSE.modules, ids=lambda module: module.name)
def test_every_claim_of_a_lesson_that_exists_is_tested_in_it(module):
    assert list(faults(module.lesson, module.number, COURSE.claims)) == []
    tested = [one.claim.id for one in verdicts_in(module.lesson, COURSE.claims)]
    assert tested == [c.id for c in COURSE.claims.values() if c.module == module.number]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_show_exactly_those(language):
    there = {module.number: module for module in COURSE.modules}
    listed = re.findall(r"^\| (C\d\d) \|", stored("claims", language), re.MULTILINE)
    assert listed == [c.id for c in COURSE.claims.values() if c.module in there]
    for number, module in there.items():
        listed = re.findall(r"^\| (C\d\d) \|", stored(module.name, language), re.MULTILINE)
        assert listed == [c.id for c in COURSE.claims.values() if c.module == number]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", COURSE.modules, ids=lambda module: module.name)
def test_every_slip_and_rubric_of_a_module_is_on_its_page(module, language):
    page = stored(module.name, language).replace("\\", "")
    asked = [q for q in questions().values() if q.module == f"m{module.number}"]
    assert asked
    for question in asked:
        assert question.asks.within(language) in page, question.id
        for slip in question.slips:
            assert slip.asks.within(language) in page, (question.id, slip.name)
        for criterion in question.expects.rubric if question.kind == "essay" else ():
            assert criterion.words.within(language) in page, question.id
