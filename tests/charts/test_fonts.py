"""Chinese shows on a machine without a Chinese font: all that is written is in the two files."""

import hashlib
import os
import warnings
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont
from matplotlib.ft2font import FT2Font

from xbcourse.charts import fonts

make_subset = pytest.importorskip(
    "xbcourse.charts.fonts.make_subset", reason="fontTools is not installed"
)
FOLDER = Path(fonts.__file__).parent
#: Signs that no font of the course needs to draw: they stand in prose only.
NOT_DRAWN = {"\ufe0f", "\u200b", "\ufeff"}


def in_file(path) -> set[str]:
    return {chr(code) for code in FT2Font(str(path)).get_charmap()}


@pytest.fixture(scope="module", name="carried")
def _carried() -> set[str]:
    return set().union(*(in_file(FOLDER / name) for name in fonts.FILES))


def test_every_character_of_the_course_is_carried(carried):
    dejavu = in_file(findfont("DejaVu Sans"))
    missing = make_subset.written() - carried - dejavu - NOT_DRAWN
    assert not missing, f"run charts/fonts/make_subset.py again: {''.join(sorted(missing))}"


def test_common_characters_and_signs_are_carried(carried):
    assert set(make_subset.level_one()) <= carried
    assert set("，。：；？！“”（）《》、……—％￥¥$€£−±×→↑①②") <= carried


def test_the_course_is_really_read(root):
    """The search for characters looks where the catalogue, the registry and the lessons are."""
    written = make_subset.written()
    assert set("毛利广告备货头程") <= written
    lesson = next((root / "lessons").rglob("lesson.md")).read_text(encoding="utf-8")
    assert {c for c in lesson if ord(c) > 0x7F} <= written


def test_files_are_small():
    assert all((FOLDER / name).stat().st_size < 1_000_000 for name in fonts.FILES)


def test_chinese_is_drawn_without_a_warning_and_not_as_boxes():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        one, other = _picture("每单利润"), _picture("广告费用")
    assert one != other
    with pytest.warns(UserWarning, match="missing from font"):
        _picture("\U00020000")  # a character that no file has: the warning is a real one


def _picture(words: str) -> bytes:
    figure = Figure(figsize=(2, 1))
    canvas = FigureCanvasAgg(figure)
    figure.text(0.1, 0.5, words, fontfamily=fonts.load())
    canvas.draw()
    return bytes(canvas.buffer_rgba())


def test_own_family_names_are_not_those_of_a_font_on_the_machine():
    names = [FT2Font(str(FOLDER / name)).family_name for name in fonts.FILES]
    assert tuple(names) == fonts.FAMILIES[:2]


@pytest.mark.parametrize("number", [0, 1])
def test_files_can_be_made_again(number, tmp_path):
    source = os.environ.get("XBCOURSE_FULL_FONT")
    if not source:
        pytest.skip("XBCOURSE_FULL_FONT names no font; make_subset.py says where it comes from")
    source = Path(source)
    assert hashlib.sha256(source.read_bytes()).hexdigest() == make_subset.SHA256
    kept = FOLDER / fonts.FILES[number]
    made = make_subset.write(source, in_file(kept), fonts.FAMILIES[number], tmp_path / kept.name)
    assert made.read_bytes() == kept.read_bytes()
