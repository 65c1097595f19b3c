"""What lesson 01 tells its readers to try happens on the sliders."""

import re

import numpy as np
import pytest
from looking import shown

from xbcourse.assumptions import currency, fees
from xbcourse.charts.curve import MOST_MARKS
from xbcourse.sliders.view import find


def lines(**changes):
    """The lines of the waterfall by their label."""
    view = find("one_order")
    return {step.label: step.amount for step in view(view.start(**changes)).data.steps}


def changed(before, after):
    """The lines, subtotals aside, that are not what they were."""
    return {
        line
        for line in before
        if not line.startswith("CM") and abs(before[line] - after[line]) > 0.005
    }


# One order.


def test_the_start_is_the_loss_that_the_lesson_names():
    assert lines()["CM3 after ads"] == pytest.approx(-2.74, abs=0.005)
    assert lines()["Unit cost"] / lines()["Price"] == pytest.approx(-0.25, abs=0.005)  # 75 %


def test_the_lines_of_the_start_add_up():
    start = lines()
    costs = [start[line] for line in start if not line.startswith("CM")]
    assert sum(costs) == pytest.approx(start["CM3 after ads"])
    before_ads = start["CM3 after ads"] - start["Advertising"]
    assert before_ads == pytest.approx(start["CM2 before ads"])


def test_acos_of_18_percent_saves_the_order_and_19_does_not():
    assert lines(acos=0.18)["CM3 after ads"] > 0 > lines(acos=0.19)["CM3 after ads"]


def test_so_does_less_than_half_of_the_orders_from_ads():
    below, half = lines(ad_order_share=0.45), lines(ad_order_share=0.5)
    assert below["CM3 after ads"] > 0 > half["CM3 after ads"]


def test_breakeven_acos_is_what_is_left_before_ads_over_the_price():
    start = lines()
    breakeven = start["CM2 before ads"] / start["Price"]
    assert breakeven == pytest.approx(0.149, abs=0.0005)
    # What the lesson says of the usual ACoS of home goods, 25 to 35 %.
    assert 0.59 < breakeven / 0.25 < 0.60
    assert 0.42 < breakeven / 0.35 < 0.43
    at_the_limit = lines(acos=breakeven, ad_order_share=1.0)
    assert at_the_limit["CM3 after ads"] == pytest.approx(0, abs=1e-9)


def test_less_weight_changes_nothing_and_less_height_does():
    assert changed(lines(), lines(weight_kg=0.6)) == set()
    assert changed(lines(), lines(height_cm=6.0)) == {"First-mile freight", "Fulfilment", "Storage"}


def test_november_changes_fulfilment_and_storage_only():
    september, november = lines(), lines(month=11)
    assert changed(september, november) == {"Fulfilment", "Storage"}
    assert november["Storage"] / september["Storage"] == pytest.approx(2.40 / 0.78)
    breakeven = november["CM2 before ads"] / november["Price"]
    assert breakeven == pytest.approx(0.111, abs=0.0005)


def test_each_fee_is_that_of_its_table():
    start, day = lines(), "2026-09-20"
    card = fees.fba_fulfilment(30, 22, 10, 0.9, price=29.99, on=day).amount
    fuel = fees.fba_surcharge(card, on=day).amount
    referral = fees.amazon_referral(29.99, "Home and Kitchen", on=day).amount
    assert start["Fulfilment"] == pytest.approx(-float(card + fuel))
    assert start["Referral fee"] == pytest.approx(-float(referral))


def test_the_kingdom_takes_its_vat_out_of_the_price_and_commission_off_all_of_it():
    uk = lines(destination="uk", duty=0.04)
    assert uk["VAT"] == pytest.approx(-29.99 / 6)  # 20 % of the net price
    assert uk["Referral fee"] == pytest.approx(-0.15 * 29.99, abs=0.01)
    goods = uk["Unit cost"] + uk["First-mile freight"]  # imports are valued with freight
    assert uk["Import duty"] == pytest.approx(0.04 * goods)
    pounds = 29.99 / float(currency.history("GBP", "USD").iloc[-1])
    card = fees.fba_fulfilment(30, 22, 10, 0.9, price=pounds, on="2026-09-20", region="UK")
    assert card.currency == "GBP"
    assert -uk["Fulfilment"] > float(card.amount)  # a pound is more than a dollar


def test_what_no_table_covers_is_said_and_not_taken_for_free():
    german = shown("one_order", destination="de", duty=0.04)
    unknown = [step.label for step in german.data.steps if not step.known]
    assert unknown == ["Fulfilment", "Storage"]
    assert german.sentence.startswith("Without Fulfilment and Storage")
    amounts = german.table.set_index("Line")["Amount"]
    assert amounts[unknown].tolist() == ["no data", "no data"]
    assert "Without" not in shown("one_order").sentence


def test_fees_of_clothing_are_not_those_of_other_goods():
    clothes = shown("one_order", category="clothing")
    assert clothes.sentence.startswith("Without Fulfilment")
    assert lines(category="clothing")["Referral fee"] == pytest.approx(-0.17 * 29.99, abs=0.01)


@pytest.mark.parametrize(
    ("changes", "word"),
    [({}, "ads take"), ({"acos": 0.0}, "leaves"), ({"price_usd": 9.99}, "would without ads")],
)
def test_the_finding_names_what_decides(changes, word):
    assert word in shown("one_order", **changes).sentence


# The steps of a flatter box.


def test_ten_centimetres_to_six_cross_the_steps_of_the_card():
    start = shown("size_steps")
    fees_there = {
        round(h, 1): shown("size_steps", height_cm=h).data.here[1] for h in (10, 9.5, 9, 6)
    }
    assert fees_there[10] == pytest.approx(6.90, abs=0.005)
    assert fees_there[10] == fees_there[9.5] > fees_there[9] > fees_there[6]
    assert "9.4 cm" in start.sentence and "$0.42" in start.sentence


def test_the_height_that_the_finding_names_has_the_lower_fee():
    for height in (3.0, 8.0, 10.0, 15.0, 33.0, 59.5):
        there = shown("size_steps", height_cm=height)
        target = re.search(r"at ([\d.]+) cm, saves \$([\d.]+)", there.sentence)
        if target is None:
            assert "would not be cheaper" in there.sentence
            continue
        lower = shown("size_steps", height_cm=float(target[1]))
        saved = there.data.here[1] - lower.data.here[1]
        assert saved == pytest.approx(float(target[2]), abs=0.005)


def test_below_seven_centimetres_the_scale_decides():
    assert "would not be cheaper" in shown("size_steps", height_cm=5.0).sentence
    light = shown("size_steps", height_cm=5.0, weight_kg=0.6).data.here[1]
    assert light < shown("size_steps", height_cm=5.0).data.here[1]


def test_the_stairs_are_the_fees_of_the_lookup():
    data = shown("size_steps").data
    for low, high, fee in zip(data.x[::3], data.x[1::3], data.y[::3], strict=True):
        middle = (low + high) / 2
        card = fees.fba_fulfilment(30, 22, middle, 0.9, price=29.99, on="2026-09-20").amount
        assert fee == pytest.approx(float(card) * 1.035, abs=0.006)


# The price that breaks even.


def test_at_its_break_even_price_an_order_leaves_nothing():
    data = shown("price_profit").data
    (mark,) = (mark for mark in data.marks if "break-even" in mark.label)
    assert np.interp(mark.x, data.x, data.y) == pytest.approx(0, abs=1e-6)
    assert mark.x == pytest.approx(34.90, abs=0.005)


def test_there_may_be_three_break_even_prices():
    twice = find("price_profit").presets["twice"][1]
    assert len(re.findall(r"\$[\d.]+", shown("price_profit", **twice).sentence)) == 2 + 3
    after = {**twice, "price_usd": 50.10}
    assert shown("price_profit", **twice).data.here[1] > 0
    assert shown("price_profit", **after).data.here[1] < 0


def test_cliffs_stand_at_the_bands_of_price():
    marks = shown("price_profit").data.marks
    assert [round(mark.x, 2) for mark in marks if "cliff" in mark.label] == [10, 50]
    clothes = shown("price_profit", category="clothing", cogs=20.0).data.marks
    assert {15, 20} <= {round(mark.x, 2) for mark in clothes if "cliff" in mark.label}
    assert max(len(marks), len(clothes)) <= MOST_MARKS


def test_the_line_breaks_at_a_cliff_and_nowhere_else():
    data = shown("price_profit").data
    gaps = data.x[np.isnan(data.y)]
    assert gaps.tolist() == [10.0, 50.0]


def test_where_ads_take_it_all_no_price_breaks_even():
    ruined = shown("price_profit", acos=1.0, ad_order_share=1.0)
    assert "no price breaks even" in ruined.sentence
    assert [figure.text for figure in ruined.figures if figure.label == "Break-even price"] == [
        "none"
    ]
