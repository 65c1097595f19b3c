"""Slider views: declare one with `view`, move it with `explore`, print it with `still`."""

from .figures import KeyFigure
from .panel import Panel, explore
from .still import Still, still
from .view import Shown, View, view, views

__all__ = ["KeyFigure", "Panel", "Shown", "Still", "View", "explore", "still", "view", "views"]
