"""The cards: complete in both languages, readable in a notebook, with examples that run."""

import ast
import re

import pandas as pd
import pytest

from xbcourse.assumptions.cards import FEW_SOURCES
from xbcourse.assumptions.datasets import card, load, names
from xbcourse.assumptions.language import speaking

CHINESE = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]")
#: The title of the essay, which has no English one.
ESSAY = "跨境电商平台运营模式全解析"


def _run(code):
    """Run an example as a notebook cell: the value of its last line."""
    cell = ast.parse(code)
    assert isinstance(cell.body[-1], ast.Expr), "an example ends with what it shows"
    space = {"load": load}
    exec(compile(ast.Module(cell.body[:-1], []), "example", "exec"), space)
    return eval(compile(ast.Expression(cell.body[-1].value), "example", "eval"), space)


@pytest.mark.parametrize("name", names())
def test_the_example_runs_and_shows_something(name):
    shown = _run(card(name).example)
    if isinstance(shown, pd.DataFrame | pd.Series):
        assert len(shown) > 0
        assert shown.notna().to_numpy().any()
    else:
        assert pd.notna(shown)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("essay_facts", 2000.0),  # 10,000 CNY of ads, five units
        ("anker_events", (432 + 557) / 2 / 2.38),  # million CNY over million units
        ("store_benchmarks", 250 / 0.014),  # orders over a conversion of 1.4%
    ],
)
def test_an_example_gives_what_the_hand_gives(name, expected):
    assert _run(card(name).example) == pytest.approx(expected)


def test_the_measured_curve_falls_about_as_one_over_the_rank():
    assert _run(card("search_clicks").example) == pytest.approx(-1.13, abs=0.02)


@pytest.mark.parametrize("name", names())
def test_both_languages_say_everything(name):
    shown = card(name)
    texts = [shown.title, shown.description, shown.limits]
    for column in shown.columns:
        texts += [column.meaning, *column.values.values()]
    for text in texts:
        assert text.zh.strip()
        assert text.en.strip()
        assert not CHINESE.search(text.en)
        assert not HALF_WIDTH.search(text.zh), text.zh
    assert CHINESE.search(shown.title.zh)
    assert all(CHINESE.search(column.meaning.zh) for column in shown.columns)
    # A unit is in both languages or in neither.
    assert all(bool(column.unit.zh) == bool(column.unit.en) for column in shown.columns)


@pytest.mark.parametrize("name", names())
def test_a_card_describes_its_table(name):
    shown, frame = card(name), load(name)
    assert [column.name for column in shown.columns] == list(frame.columns)
    assert shown.rows == len(frame)
    for column in shown.columns:
        if column.values:
            assert set(frame[column.name].dropna()) == set(column.values)


@pytest.mark.parametrize("name", names())
def test_the_date_of_a_card_is_that_of_its_newest_number(name):
    frame = load(name)
    if "year" in frame:
        newest = frame["year"].max()
    elif "period_end" in frame:
        newest = frame["period_end"].max().year
    elif name == "exchange_rates":
        newest = frame["date"].max().year
    else:
        assert re.fullmatch(r"(19|20)\d\d(-\d\d){0,2}", card(name).as_of)
        return
    assert card(name).as_of[:4] == str(newest)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", names())
def test_a_notebook_shows_a_whole_table_of_columns(name, language):
    with speaking(language):
        shown = card(name)
        markdown, text = shown._repr_markdown_(), str(shown)
    table = [line for line in markdown.splitlines() if line.startswith("|")]
    assert len(table) == len(shown.columns) + 2
    assert {line.count("|") for line in table} == {5}
    words = {"zh": ("使用限制", "来源", "试一试"), "en": ("Limits", "Sources", "Try this")}
    for part in (*words[language], shown.name, shown.title.within(language)):
        assert part in markdown
        assert part in text
    assert shown.example in markdown
    if language == "en":
        assert not CHINESE.search((markdown + text).replace(ESSAY, ""))


def test_a_code_is_looked_up_on_a_line_of_its_own():
    with speaking("zh"):
        lines = str(card("essay_facts")).splitlines()
        cell = next(r for r in card("essay_facts")._repr_markdown_().split("\n") if "`case`" in r)
    assert "      furniture_factory = 家具厂" in lines
    assert cell.endswith("<br>`shein` SHEIN<br>`anker` 安克 |")


def test_few_sources_are_listed_and_linked():
    shown = card("exchange_rates")
    assert len(shown.sources) == 2
    assert f"- [{shown.sources[0].title}]({shown.sources[0].path})" in shown._repr_markdown_()
    assert shown.sources[1].path in str(shown)


def test_many_sources_are_counted_and_the_rows_named():
    shown = card("advertising")
    distinct = load("advertising")[["source_title", "source_url"]].drop_duplicates()
    assert len(shown.sources) == len(distinct) > FEW_SOURCES
    assert f"{len(distinct)} sources; every row names its own" in str(shown)
    assert {"source_title", "source_url"} <= {column.name for column in shown.columns}


def test_every_card_that_counts_its_sources_has_them_in_its_rows():
    for name in names():
        if len(card(name).sources) > FEW_SOURCES:
            assert {"source_title", "source_url"} <= set(load(name)), name
