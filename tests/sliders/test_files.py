"""Scenario files: kept beside the notebook, never replaced, refused with a reason."""

import pytest

from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.language import speaking
from xbcourse.assumptions.scenario import Scenario
from xbcourse.sliders import files

SCENARIO = Scenario(price_usd=33.0)


def test_what_is_saved_can_be_loaded(tmp_path):
    path = files.save(SCENARIO, "  低价 试试.json ", tmp_path)
    assert path == tmp_path / "低价 试试.json"
    assert files.load("低价 试试", tmp_path) == SCENARIO


def test_a_taken_name_is_refused_with_a_free_one(tmp_path):
    files.save(SCENARIO, "mine", tmp_path)
    (tmp_path / "mine-2.json").write_text("a learner's own", encoding="utf-8")
    with pytest.raises(files.FileError) as refused:
        files.save(Scenario(), "mine", tmp_path)
    assert refused.value.values["free"] == "mine-3"
    assert files.load("mine", tmp_path) == SCENARIO
    assert (tmp_path / "mine-2.json").read_text(encoding="utf-8") == "a learner's own"


@pytest.mark.parametrize(
    "name", ["a/b", "..\\b", "../b", ".hidden", "C:x", "what?", "a\x00b", "a\nb", "*"]
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    with pytest.raises(files.FileError) as refused:
        files.save(SCENARIO, name, tmp_path)
    assert refused.value.key == "panel.file_name_bad"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "   ", ".json"])
def test_no_name_is_asked_for(tmp_path, name):
    with pytest.raises(files.FileError, match="Give the file a name first"):
        files.save(SCENARIO, name, tmp_path)


@pytest.mark.parametrize("act", [lambda n, f: files.save(SCENARIO, n, f), files.load])
def test_a_name_too_long_for_the_disk_is_an_answer_and_no_crash(tmp_path, act):
    with pytest.raises(files.FileError):
        act("x" * 5000, tmp_path)


def test_a_folder_that_cannot_be_written_to(tmp_path):
    with pytest.raises(ParameterError, match=r"mine\.json cannot be written"):
        files.save(SCENARIO, "mine", tmp_path / "not there")


def test_a_missing_file_is_answered_with_those_that_exist(tmp_path):
    with pytest.raises(files.FileError, match="No settings have been saved here yet"):
        files.load("mine", tmp_path)
    files.save(SCENARIO, "one", tmp_path)
    (tmp_path / "package.json").write_text('{"name": "other"}', encoding="utf-8")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "folder.json").mkdir()
    assert files.known(tmp_path) == ["one"]
    with pytest.raises(files.FileError, match="It has: one"):
        files.load("two", tmp_path)


@pytest.mark.parametrize("content", ["", "[]", '{"format": 1}', '{"format": 1, "changes": 5}', "]"])
def test_what_is_no_scenario_is_refused_by_name(tmp_path, content):
    (tmp_path / "odd.json").write_text(content, encoding="utf-8")
    with pytest.raises(ParameterError, match=r"odd\.json"):
        files.load("odd", tmp_path)


def test_messages_are_chinese_with_chinese_punctuation(tmp_path):
    files.save(SCENARIO, "mine", tmp_path)
    with speaking("zh"), pytest.raises(files.FileError) as refused:
        files.save(SCENARIO, "mine", tmp_path)
    with speaking("zh"):
        assert (
            str(refused.value) == "mine.json 已经有了，没有覆盖它。换成 mine-2 再点一次“保存”就行。"
        )
