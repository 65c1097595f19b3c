"""The same picture without sliders: for readers without a kernel, for print, for screen readers."""

from __future__ import annotations

import base64
import io
from html import escape
from typing import Any

from IPython.display import display
from PIL import Image

from ..charts.chart import Chart, make
from .view import Shown, find

#: Colours a still is reduced to. A chart has few, with shades between them at the edges of lines.
COLOURS = 128

#: For a screen reader only. A notebook has no style sheet of ours, and JupyterLab lets these pass.
_ALOUD_ONLY = "height:1px;overflow:hidden;margin:0"


def still(name: str, /, **changes: Any) -> Still:
    """The picture of a view as it starts, with its sentence and a small table.

    Parameters
    ----------
    name : str
        A view of the course; `views` lists them.
    **changes
        Parameters that differ from the view's base.

    Raises
    ------
    ParameterError
        Unknown view or parameter (the nearest names are given), or an impossible value.
    """
    view = find(name)
    return Still(view.chart(), view(view.start(**changes)))


class Still:
    """A picture that says in words and numbers what it shows.

    Attributes
    ----------
    png : bytes
        The picture, the same bytes whenever it is made anew.
    alt : str
        What it shows, as a sentence.
    table : pandas.DataFrame
        The numbers behind it.
    """

    def __init__(self, chart: Chart, shown: Shown) -> None:
        self.png = png(chart, shown.data)
        self.alt = shown.sentence
        self.table = shown.table
        self._title_says_it = shown.title_says_it

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        words = f"{self.alt}\n\n{self.table.to_string(index=False)}"
        image = base64.b64encode(self.png).decode("ascii")
        return {"image/png": image, "text/plain": words}, {"image/png": {"alt": self.alt}}

    def _ipython_display_(self) -> None:
        # A notebook shows one form of an output; what the picture says must be seen as well.
        bundle, metadata = self._repr_mimebundle_()
        display(bundle, metadata=metadata, raw=True)
        display({"text/html": self._html(), "text/plain": bundle["text/plain"]}, raw=True)

    def _html(self) -> str:
        style = f' style="{_ALOUD_ONLY}"' if self._title_says_it else ""
        return f"<p{style}>{escape(self.alt)}</p>\n{self.table.to_html(index=False, border=0)}"

    def __repr__(self) -> str:
        return self._repr_mimebundle_()[0]["text/plain"]


def png(chart: Chart, data: Any) -> bytes:
    """A chart as a small PNG, the same bytes whenever it is made anew."""
    figure = make(chart, data)
    figure.canvas.draw()
    size, pixels = figure.canvas.get_width_height(), figure.canvas.buffer_rgba()
    image = Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1).convert("RGB")
    # The colours farthest apart, so that a small bar keeps its own.
    few = image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()
