"""What a mode does, as numbers: the parameters of every simulated scenario side by side.

All scenarios of a simulation are computed together. A scenario is a row and a path of luck is a
column, so that each equation of the model is written once, for arrays of shape (scenarios, paths),
and a mode is never a branch in the code.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from ...assumptions.scenario import Scenario
from .repeat import RepeatCurve, repeat_curve
from .traffic import BRANDED_CONVERSION

#: Parameters used as they are, as a column of 32-bit numbers.
PLAIN = (
    *("cogs", "pack", "freight", "duty", "customs_value_share", "ds_cogs", "ds_ship", "ds_parcel"),
    *("price_usd", "ret", "ret_cost", "resale_share"),
    *("search", "a_rank", "v_floor", "omega", "ad_k", "ad_c0", "launch_b", "launch_w", "tacos"),
    *("ads_d_k", "ads_d_c0", "launch_d_b", "content", "eta_c", "delta_c", "wom", "delta_w"),
    *("quality", "beta_r", "rev_rate", "late_pen", "beta_d", "delay_days", "ds_days", "late_days"),
    *("moq", "cover", "cover0", "z", "alpha", "salv", "t_test", "kill", "relaunch", "deposit"),
    *("capital", "credit", "fixed", "cmin", "aged_fee", "lump", "stock_in_china"),
    *("haz_dem", "dem_mult", "dem_rec", "haz_sus", "sus_weeks", "haz_mult", "exper"),
    *("theta_sigma",),
)

#: Groups of rows in their order: who buys stock at once, who tests first and who holds none, each
#: without and with an own site; and from which group to which the slices reach.
GROUPS = (
    *(("stock", False), ("staged", False), ("staged", True), ("stock", True)),
    *(("from_supplier", True), ("from_supplier", False)),
)
HELD, SITED, STAGED = (0, 3), (2, 4), (1, 2)


@dataclass(frozen=True)
class Plan:
    """The scenarios in the order in which the engine computes them.

    The order puts scenarios that hold stock first, those with an own site in the middle and those
    that test before they stock up where the two meet, so that each of these is one slice and needs
    no copying.

    Attributes
    ----------
    order : tuple of int
        Where each row was in the scenarios given.
    scenarios : tuple of Scenario
        In the order of the rows.
    held, sited, staged : slice
        Rows that may hold stock; rows with an own site; rows that test first and stock later.
    all, stock, site, test : namespace
        Parameters, repeated along the paths: of all rows, of `held`, of `sited` and of `staged`.
    lead, settle : ndarray of int
        Weeks from order to sale, of `held`; weeks until a payout, of all rows.
    repeat : RepeatCurve
        Repeat purchase, of `sited`.
    """

    order: tuple[int, ...]
    scenarios: tuple[Scenario, ...]
    held: slice
    sited: slice
    staged: slice
    all: SimpleNamespace
    stock: SimpleNamespace
    site: SimpleNamespace
    test: SimpleNamespace
    lead: NDArray
    settle: NDArray
    repeat: RepeatCurve

    def __len__(self) -> int:
        return len(self.order)


def make_plan(scenarios: Sequence[Scenario], paths: int = 1) -> Plan:
    """The plan of some scenarios, for so many paths at a time.

    Every parameter is written out for every path. NumPy computes with whole arrays of equal shape
    three times as fast as with a column that it has to repeat (measured at 6 × 256).
    """
    order = sorted(range(len(scenarios)), key=lambda i: (_group(scenarios[i]), i))
    rows = [scenarios[i] for i in order]
    groups = [_group(s) for s in rows]
    held, sited, staged = (
        slice(bisect_left(groups, first), bisect_right(groups, last))
        for first, last in (HELD, SITED, STAGED)
    )
    plain = {name: _column([s[name] for s in rows]) for name in PLAIN}
    columns = plain | _derived(plain, rows)
    written_out = np.repeat(np.stack(list(columns.values())), paths, axis=2)
    columns = dict(zip(columns, written_out, strict=True))
    return Plan(
        order=tuple(order),
        scenarios=tuple(rows),
        held=held,
        sited=sited,
        staged=staged,
        all=SimpleNamespace(**columns),
        stock=SimpleNamespace(**{name: column[held] for name, column in columns.items()}),
        site=SimpleNamespace(**{name: column[sited] for name, column in columns.items()}),
        test=SimpleNamespace(**{name: column[staged] for name, column in columns.items()}),
        lead=np.array([s.lead for s in rows[held]], dtype=np.intp),
        settle=np.array([s.settle for s in rows], dtype=np.intp),
        repeat=repeat_curve(rows[sited]),
    )


def _group(s: Scenario) -> int:
    supply = s.supply if s.supply in ("staged", "from_supplier") else "stock"
    return GROUPS.index((supply, s.channels != "marketplace"))


def _derived(c: dict[str, NDArray], rows: Sequence[Scenario]) -> dict[str, NDArray]:
    """Combinations of parameters that every week needs."""
    # Beyond 1e20 every visit ends in an order, and 32 bits end.
    price_effect = _column([min((s.price_usd / s.p0_usd) ** -s.eps_p, 1e20) for s in rows])
    skill = 0.8 + 0.4 * c["exper"]
    on_market = _column([s.channels != "own_site" for s in rows])
    has_site = _column([s.channels != "marketplace" for s in rows])
    return {
        "phi": _column([s.gamma / s.b_rank for s in rows]),
        "on_market": on_market,
        # A first click that costs nothing must still divide.
        "ad_c0": np.maximum(c["ad_c0"], np.float32(1e-6)),
        "ads_d_c0": np.maximum(c["ads_d_c0"], np.float32(1e-6)),
        "cvr_m": _column([s.cvr_m for s in rows]) * price_effect * skill,
        "cvr_d": _column([s.cvr_d for s in rows]) * price_effect * skill,
        "prior": _column([s.mu0 * (1 + s.bias0 * (1 - s.exper)) for s in rows]),
        "search": c["search"] * on_market,
        # Recommendations bring no more visits than rank 1 does.
        "most_visits": c["search"],
        "launch_b": c["launch_b"] * on_market,
        "market_tacos": c["tacos"] * on_market,
        "branded": BRANDED_CONVERSION * (1 - has_site),
        "stocks": _column([s.supply != "from_supplier" for s in rows]),
        "staged": _column([s.supply == "staged" for s in rows]),
        "vat": _column([vat_rate(s.destination) for s in rows]),
        # Not where the buyer of a wholesale lot imports. A rate of 0 on single orders is a rate,
        # such as that of small parcels before an exemption ends.
        "pays_duty": _column([s.duty > 0 or s.lump == 1 for s in rows]),
        "wom_kept": 1 - c["delta_w"],
        "content_kept": 1 - c["delta_c"],
        "content_grown": c["eta_c"] * c["content"],
        "late_patience": c["beta_d"] * c["late_days"],
        "border_share": 1 - c["stock_in_china"],
        "lead_weeks": _column([s.lead + 1 for s in rows]),
        "demotion_hazard": c["haz_dem"] * c["haz_mult"] * (1 - 0.5 * c["exper"]),
        "suspension_hazard": on_market * c["haz_sus"] * c["haz_mult"] * (1 - 0.6 * c["exper"]),
    }


@cache
def vat_rate(destination: str) -> float:
    """VAT inside the price; US sales tax is not the seller's.

    >>> vat_rate("us"), vat_rate("de")
    (0.0, 0.19)
    """
    if destination == "us":
        return 0.0
    from ...assumptions import datasets

    table = datasets.load("border_vat").set_index("country")
    return float(table.loc[destination.upper(), "rate_percent"]) / 100


def _column(values: Sequence[float]) -> NDArray[np.float32]:
    return np.array(values, dtype=np.float32)[:, None]
