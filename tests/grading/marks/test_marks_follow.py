"""One slip is not paid for twice: which questions run again, and with what in its place."""

import datetime as dt
import json
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from xbcourse.assumptions.home import course_root
from xbcourse.teaching.grading.marks.follow import literal, rounds, with_given
from xbcourse.teaching.grading.marks.mark import Asked
from xbcourse.teaching.questions import questions

# Names of questions that follow each other, though not in a lesson.
PRICE, SHARE, COST = "m01.breakeven_price", "m01.ad_share", "m01.returns_cost"


def asked(*ids):
    return [Asked(id_) for id_ in ids]


def chain(*lines):
    return ["from xbcourse import check", *lines]


def test_what_builds_on_a_wrong_answer_runs_again_with_the_right_one():
    cells = chain(
        "breakeven_price = 20\ncheck('m01.breakeven_price', breakeven_price)",
        "twice = 2 * breakeven_price",
        'ad_share = twice / 100\ncheck("m01.ad_share", ad_share)',
        'returns_cost = 5\ncheck("m01.returns_cost", returns_cost)',
    )
    (again,) = rounds(cells, asked(PRICE, SHARE, COST))
    assert again.scored == (SHARE,)
    assert again.given == {PRICE: "breakeven_price = 24.0"}
    assert with_given(cells, again.given) == [*cells[:2], "breakeven_price = 24.0", *cells[2:]]


def test_the_reference_of_what_is_scored_is_nowhere_in_the_run():
    cells = chain(
        "breakeven_price = 20\ncheck('m01.breakeven_price', breakeven_price)",
        "ad_share = breakeven_price / 100\ncheck('m01.ad_share', ad_share)",
        "returns_cost = ad_share\ncheck('m01.returns_cost', returns_cost)",
    )
    first, second = rounds(cells, asked(PRICE, SHARE, COST))
    assert (first.scored, list(first.given)) == ((SHARE,), [PRICE])
    assert second.scored == (COST,)
    assert second.given == {PRICE: "breakeven_price = 24.0", SHARE: "ad_share = 0.6"}
    for again in (first, second):
        assert not set(again.scored) & set(again.given)


@pytest.mark.parametrize(
    "cells",
    [
        # Each stands alone.
        chain(
            "breakeven_price = 20\ncheck('m01.breakeven_price', breakeven_price)",
            "ad_share = 0.3\ncheck('m01.ad_share', ad_share)",
        ),
        # The one that is used comes later.
        chain(
            "ad_share = breakeven_price / 40\ncheck('m01.ad_share', ad_share)",
            "breakeven_price = 20\ncheck('m01.breakeven_price', breakeven_price)",
        ),
        # Neither is there.
        chain("print('nothing')"),
    ],
)
def test_without_anything_that_builds_on_another_nothing_runs_again(cells):
    assert list(rounds(cells, asked(PRICE, SHARE))) == []


def test_two_questions_in_one_cell_are_told_apart_by_the_lines_of_their_checks():
    cells = chain(
        "breakeven_price = 20\ncheck('m01.breakeven_price', breakeven_price)\n"
        "ad_share = breakeven_price / 40\ncheck('m01.ad_share', ad_share)\n"
    )
    (again,) = rounds(cells, asked(PRICE, SHARE))
    shown = {}
    exec(
        "\n".join(with_given(cells[1:], again.given)),
        {"check": lambda id_, found: shown.update({id_: found})},
    )
    assert shown == {PRICE: 20, SHARE: 0.6}


def test_a_deleted_cell_or_check_does_not_keep_others_from_their_points():
    cells = chain("breakeven_price = 20", "ad_share = breakeven_price / 40")
    (again,) = rounds(cells, asked(PRICE, SHARE))
    assert with_given(cells, again.given) == ["breakeven_price = 24.0", *cells]
    # The last check of a question is the one that counts, and the reference comes after it.
    twice = chain("check('m01.ad_share', 1)", "x = 1", "check('m01.ad_share', 2)", "y = 2")
    assert with_given(twice, {SHARE: "#"})[3:5] == ["check('m01.ad_share', 2)", "#"]


def test_a_function_is_put_right_by_its_official_code():
    cells = chain(
        "def clothing_fee(price):\n    return 1\n\ncheck('m01.clothing_fee', clothing_fee)",
        "ad_share = clothing_fee(10)\ncheck('m01.ad_share', ad_share)",
    )
    (again,) = rounds(cells, asked("m01.clothing_fee", SHARE))
    namespace = {}
    exec(again.given["m01.clothing_fee"], namespace)
    assert namespace["clothing_fee"](100) == 17


def test_a_personal_reference_has_the_students_numbers():
    mine = {"landed": 9.0, "fulfilment": 6.0, "referral_rate": 0.15, "tacos": 0.10}
    cells = chain("check('m01.breakeven_price', 1)", "check('m01.ad_share', breakeven_price)")
    (again,) = rounds(cells, [Asked(PRICE, (mine,)), Asked(SHARE)])
    assert again.given == {PRICE: "breakeven_price = 20.0"}


def test_a_chain_longer_than_the_most_runs_ends():
    ids = ["m01.breakeven_price", "m01.ad_share", "m01.returns_cost", "m01.storage_q4"]
    names = [id_.split(".")[1] for id_ in ids]
    cells = [
        f"{name} = {before}\ncheck('{id_}', {name})"
        for id_, name, before in zip(ids, names, ["1", *names], strict=False)
    ]
    assert len(list(rounds(cells, asked(*ids)))) == 2


def test_text_that_no_parser_survives_is_only_looked_at():
    deep = "(" * 100_000
    cells = chain(f"x = {deep}\ncheck('m01.breakeven_price', 1)", "check('m01.ad_share', x)" + deep)
    assert list(rounds(cells, asked(PRICE, SHARE)))
    lines = chain(*["\n" * 500 + " " * 500 + "check(" * 100] * 100, *cells[1:])
    assert list(rounds(lines, asked(PRICE, SHARE)))
    assert not list(rounds(lines * 100, asked(PRICE, SHARE)))


@pytest.mark.parametrize(
    "value",
    [
        2.5,
        "C",
        True,
        None,
        [1, "a", [2.5]],
        {"a": 1.5, "b": [2]},
        {"A", "C"},
        set(),
        np.float64(1.25),
        Decimal("2.5"),
    ],
)
def test_a_literal_makes_the_same_value(value):
    made = eval(literal(value), {"pandas": pd})
    assert made == value


def test_literals_of_what_has_no_equal_sign():
    made = eval(
        literal([float("inf"), float("nan"), np.array([1, 2]), dt.date(2026, 3, 1)]), {"pandas": pd}
    )
    assert made[0] == float("inf") and made[1] != made[1] and made[2] == [1, 2]
    assert made[3] == pd.Timestamp("2026-03-01")


TABLES = [q for q in questions().values() if q.kind == "table"]


@pytest.mark.parametrize("question", TABLES, ids=lambda q: q.id)
def test_a_reference_table_is_right_when_it_is_made_from_its_code(question):
    (expected,) = question.public()
    made = eval(literal(expected), {"pandas": pd})
    assert question.expects.match(expected, made).right
    assert list(made.index.names) == list(expected.index.names)


def test_where_official_solutions_build_on_each_other_is_found():
    found = {}
    for file in sorted((course_root() / "solutions" / "en").glob("*.ipynb")):
        if file.stem.endswith("-answers"):
            continue
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        sources = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
        graded = (q for q in questions().values() if q.points and q.kind != "essay")
        all_wrong = [Asked(q.id) for q in graded if q.module == f"m{file.name[:2]}"]
        for again in rounds(sources, all_wrong):
            found.update(dict.fromkeys(again.scored, sorted(again.given)))
    assert found["m06.holds"] == ["m06.together"]
    assert found["m05.radar_order"] == ["m05.radar_area"]
    assert "m01.box_saving" not in found
