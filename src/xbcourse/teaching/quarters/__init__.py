"""Four quarters in class: the game that is kept, its debrief, the line to hand in, the table."""

from .class_table import class_table
from .game import FourQuarters, four_quarters, replay

__all__ = ["FourQuarters", "class_table", "four_quarters", "replay"]
