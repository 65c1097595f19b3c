"""Slider views: declare one with `view`, move it with `explore`, print it with `still`.

The views of the course lie in the package `views` beside this file, so `view.views`, which lists
them, has no short name here.
"""

from .figures import KeyFigure
from .panel import Panel, explore
from .still import Still, still
from .view import Shown, View, view

__all__ = ["KeyFigure", "Panel", "Shown", "Still", "View", "explore", "still", "view"]
