"""Three operating modes, week by week: one set of equations, a mode is a row of parameters."""

from .books import TOTALS, WEEKLY
from .decisions import CHANGEABLE, Decision
from .results import OUTCOMES, Simulation
from .shocks import KINDS, Shock
from .simulate import simulate

__all__ = [
    "CHANGEABLE",
    "KINDS",
    "OUTCOMES",
    "TOTALS",
    "WEEKLY",
    "Decision",
    "Shock",
    "Simulation",
    "simulate",
]
