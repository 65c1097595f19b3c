"""Three operating modes, week by week: one set of equations, a mode is a row of parameters."""

from .books import TOTALS, WEEKLY
from .results import OUTCOMES, Simulation
from .shocks import KINDS, Shock
from .simulate import simulate

__all__ = ["KINDS", "OUTCOMES", "TOTALS", "WEEKLY", "Shock", "Simulation", "simulate"]
