"""Which mode to choose: the best certainty equivalent among those that will hardly go under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ..assumptions.errors import ParameterError
from ..assumptions.language import say
from ..assumptions.registry import parameter
from ..assumptions.scenario import presets
from ..model.simulation import Simulation
from .intervals import Interval, mean_interval
from .modes import agreed
from .utility import log_multiple, score

#: What the answer can be: one mode; two that luck cannot tell apart; none.
ANSWERS = ("mode", "tie", "stay_out")


@dataclass(frozen=True, eq=False)
class Recommendation:
    """An answer and the numbers behind it.

    Attributes
    ----------
    answer : str
        "mode", "tie" or "stay_out".
    best, second : str or None
        The best and the second of those within the ruin limit, whatever the answer; None where
        there is none.
    growth : float
        Of the best: log of its certainty equivalent as a multiple of the capital (`utility`); −inf
        where none is within the limit.
    lead : Interval or None
        By how much the best's growth exceeds the second's, path by path on the same luck, 95 %.
    risk_aversion, ruin_limit : float
        What it was judged by.
    modes : DataFrame
        Every scenario: `growth` with its 95 % interval `low` to `high`, `certain_wealth` and
        `mean_wealth` in CNY, probability of `ruin`, and whether it is `feasible`, that is, within
        the limit.
    """

    answer: str
    best: str | None
    second: str | None
    growth: float
    lead: Interval | None
    risk_aversion: float
    ruin_limit: float
    modes: pd.DataFrame

    @property
    def choice(self) -> str | None:
        """The mode to choose; None when the answer is to stay out."""
        return None if self.answer == "stay_out" else self.best

    def __str__(self) -> str:
        if self.best is None:
            return say("analysis.answer_ruin", limit=f"{self.ruin_limit:.0%}")
        return say(
            f"analysis.answer_{self.answer}",
            best=_called(self.best),
            second=_called(self.second),
            growth=f"{np.expm1(self.growth):+.0%}",
        )


def recommend(
    simulation: Simulation, *, risk_aversion: float | None = None, ruin_limit: float | None = None
) -> Recommendation:
    """Which of the simulated scenarios to choose.

    Parameters
    ----------
    simulation : Simulation
        Of scenarios on the same luck.
    risk_aversion, ruin_limit : float, optional
        Default: what the scenarios say, which must then be the same for all.

    Returns
    -------
    Recommendation
        "stay_out" when every scenario has more than the limit's probability of ruin, or when the
        best one's certainty equivalent is below the capital; "tie" when the paired 95 % interval of
        best minus second covers zero; else "mode".

    Raises
    ------
    ParameterError
        Scenarios that disagree, a limit or a risk aversion that is none, a single path.

    >>> from xbcourse.model.simulation import simulate
    >>> recommend(simulate(["platform_direct", "hybrid_drop"], paths=300)).choice
    'platform_direct'
    """
    scenarios = simulation.scenarios
    if risk_aversion is None:
        risk_aversion = agreed(scenarios, "risk_aversion")
    if ruin_limit is None:
        ruin_limit = agreed(scenarios, "ruin_limit")
    return choose(
        {name: simulation.outcome("wealth", name) for name in scenarios},
        {name: simulation.ruined(name) for name in scenarios},
        {name: scenario.capital for name, scenario in scenarios.items()},
        risk_aversion=risk_aversion,
        ruin_limit=ruin_limit,
    )


def choose(
    wealth: Mapping[str, ArrayLike],
    ruined: Mapping[str, ArrayLike],
    capital: Mapping[str, float] | float,
    *,
    risk_aversion: float = 1.0,
    ruin_limit: float = 0.10,
) -> Recommendation:
    """As `recommend`, from the final wealth and the ruin of every path.

    Parameters
    ----------
    wealth : mapping of str to array_like, shape (paths,)
        CNY, all on the same luck.
    ruined : mapping of str to array_like of bool, shape (paths,)
        Where the money ran out.
    capital : float or mapping of str to float
        CNY at the start.
    risk_aversion, ruin_limit : float
        γ of `utility`; highest probability of ruin.

    >>> sure = choose({"a": [120.0, 120.0], "b": [90.0, 90.0]}, {"a": [0, 0], "b": [0, 0]}, 100.0)
    >>> sure.answer, sure.best, round(sure.growth, 4)  # ln 1.2
    ('mode', 'a', 0.1823)
    """
    limit = parameter("ruin_limit").possible(ruin_limit)
    aversion = parameter("risk_aversion").possible(risk_aversion)
    if not wealth:
        raise ParameterError("simulation.no_scenario")
    if not isinstance(capital, Mapping):
        capital = dict.fromkeys(wealth, capital)
    scores = {n: score(log_multiple(w, capital[n]), aversion) for n, w in wealth.items()}
    modes = pd.DataFrame(
        [
            _row(name, *scores[name], capital[name], wealth[name], ruined[name], limit)
            for name in wealth
        ]
    )
    feasible = modes[modes["feasible"]].sort_values("growth", ascending=False, kind="stable")
    best, second = [*feasible["scenario"], None, None][:2]
    lead = mean_interval(scores[best][1] - scores[second][1]) if second else None
    growth = scores[best][0] if best else -np.inf
    tied = lead is not None and lead.has_zero
    answer = "stay_out" if growth < 0 else "tie" if tied else "mode"
    return Recommendation(answer, best, second, growth, lead, aversion, limit, modes)


def _row(name, growth, contributions, capital, wealth, ruined, limit) -> dict[str, object]:
    found = mean_interval(contributions)
    ruin = float(np.mean(ruined))
    return {
        "scenario": name,
        "growth": growth,
        "low": found.low,
        "high": found.high,
        "certain_wealth": capital * float(np.exp(growth)),
        "mean_wealth": float(np.mean(wealth, dtype=float)),
        "ruin": ruin,
        "feasible": ruin <= limit,
    }


def _called(name: str | None) -> str:
    """A preset by its name in the reader's language, anything else by its own."""
    return str(presets().get(name, name))
