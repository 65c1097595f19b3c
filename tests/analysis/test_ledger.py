"""Profit is what the books grow by: the time of payment moves cash and never profit."""

import numpy as np
import pytest

from xbcourse.analysis import ledger
from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import simulate

#: Fees and the exchange rate stand still, and money enough that no decision depends on cash.
STEADY = {
    "capital": 5_000_000.0,
    "fee_basis": "rates",
    "fx_vol": 0.0,
    "kill": 0.0,
    "haz_sus": 0.0,
    "aged_fee": 0.0,
}


def run(preset="self_batch", weeks=40, paths=60, more=(), **changes):
    scenario = Scenario(preset, **changes)
    return simulate(scenario, weeks=weeks, paths=paths, keep=(*ledger.KEPT, *more))


def test_profit_of_a_week_is_the_margin_of_what_was_sold_less_what_the_week_costs():
    result = run(**STEADY, more=("sold", "ads"))
    s = result.scenarios["scenario"]
    sold, ads, stock = (result.trajectory(n, "scenario") for n in ("sold", "ads", "stock"))
    kept = s.price_usd * (1 - s.ret) * (1 - s.ref) - s.fulfil_usd
    unit = s.fx0 * kept - s.ret * s.ret_cost - (38 * 1.3 + 3 + 3.5)  # landed: 55.90
    by_hand = unit * sold.astype(float) - ads - s.fixed - s.hold * stock
    assert sold.sum() > 1000
    assert ledger.weekly_profit(result, "scenario") == pytest.approx(by_hand, abs=1.5)


@pytest.mark.parametrize("later", [{"settle": 7}, {"deposit": 1.0}])
def test_when_money_moves_is_no_matter_of_profit(later):
    now, then = run(**STEADY), run(**STEADY | later)
    lowest, lower = (r.outcome("lowest_cash", "scenario").mean() for r in (now, then))
    assert lowest > lower + 10_000
    earned, same = (ledger.weekly_profit(r, "scenario") for r in (now, then))
    assert earned == pytest.approx(same, abs=1.5)


def test_books_open_with_the_capital_and_close_with_all_profit_added():
    result = run("hybrid_staged")
    value = ledger.book_value(result, "scenario")
    assert (value[0] == Scenario("hybrid_staged").capital).all()
    total = ledger.weekly_profit(result, "scenario").sum(axis=0)
    assert value[-1] - value[0] == pytest.approx(total)


def test_the_books_count_all_that_a_platform_and_a_card_company_owe():
    result = run("hybrid_drop", weeks=30)
    claims = result.outcome("wealth", "scenario") - result.trajectory("cash", "scenario")[-1]
    owed = result.trajectory("receivable", "scenario")[-1]
    assert owed.min() > 0
    assert owed == pytest.approx(claims, rel=1e-5, abs=0.5)  # no stock, so all else is owed


def test_profit_before_ruin_is_that_of_the_quarter_and_nothing_without_ruin():
    result = run(weeks=60, paths=300, capital=120_000.0)
    week, ruined = result.outcome("ruin_week", "scenario"), result.ruined("scenario")
    earned = ledger.profit_before_ruin(result, "scenario")
    assert (np.isnan(earned) == ~ruined).all() and 0 < ruined.sum() < 300
    weekly = ledger.weekly_profit(result, "scenario")
    path = int(np.flatnonzero(ruined & (week > 20))[0])
    last = weekly[week[path] - 13 : week[path], path].sum()
    assert earned[path] == pytest.approx(last)
    share = ledger.profitable_and_ruined(result, "scenario")
    assert share == pytest.approx(np.mean(earned[ruined] > 0) * ruined.mean())
    assert 0 < share < ruined.mean()


def test_worst_run_is_the_smallest_of_all_windows():
    flows = np.random.default_rng(1).normal(size=(20, 7))
    windows = np.stack([flows[k : k + 4].sum(axis=0) for k in range(17)])
    assert ledger.worst_run(flows, 4) == pytest.approx(windows.min(axis=0))
    assert ledger.worst_run(flows, 20) == pytest.approx(flows.sum(axis=0))


@pytest.mark.parametrize("weeks", [0, 21])
def test_a_run_that_does_not_fit_is_refused(weeks):
    with pytest.raises(ParameterError, match="in a row"):
        ledger.worst_run(np.zeros((20, 2)), weeks)
