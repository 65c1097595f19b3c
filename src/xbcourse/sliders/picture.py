"""The moving picture of a panel: the background is drawn once, the moving artists every time.

Drawing everything takes 40 ms, most of it ticks and text that stay the same. Copying the finished
background back and drawing only what moves takes one or two; the JPEG takes another.
"""

from __future__ import annotations

import io
from typing import Any

from matplotlib.figure import Figure
from PIL import Image

from ..charts.chart import Chart, make, show_ghosts

#: High enough that thin lines and small text stay clean, small enough to send 20 times a second.
QUALITY = 85


class Picture:
    """One chart that follows one slider panel. Not for two threads at once: its panel has a lock.

    Parameters
    ----------
    chart : Chart
        Not built yet.
    data : Any
        The starting state, which the ghosts remember.
    """

    def __init__(self, chart: Chart, data: Any) -> None:
        self._chart = chart
        self._figure = make(chart, data)
        self._frame = chart.frame(data)
        self._moving = sorted(chart.moving, key=lambda artist: artist.zorder)
        for artist in self._moving:
            artist.set_animated(True)
        self._background = _drawn(self._figure)

    def show(self, data: Any) -> bytes:
        """The picture of `data` as JPEG."""
        self.draw(data)
        return self._jpeg()

    def draw(self, data: Any) -> None:
        """Put `data` on the canvas."""
        frame = self._chart.frame(data)
        if frame != self._frame:
            self._refit(data, frame)
        self._figure.canvas.restore_region(self._background)
        self._chart.move(data)
        renderer = self._figure.canvas.get_renderer()
        for artist in self._moving:
            artist.draw(renderer)

    def pixels(self) -> memoryview:
        """The canvas as it stands: four bytes a pixel, row by row."""
        return self._figure.canvas.buffer_rgba()

    def compare(self, visible: bool) -> None:
        """Show or hide the starting state behind what moves."""
        show_ghosts(self._chart, visible)
        self._background = _drawn(self._figure)

    def _refit(self, data: Any, frame: Any) -> None:
        # Should fitting fail half-way, no frame is the right one, and the next move fits again.
        self._frame = None
        self._chart.fit(data)
        self._background = _drawn(self._figure)
        self._frame = frame

    def _jpeg(self) -> bytes:
        canvas = self._figure.canvas
        # The paper is opaque, so the fourth byte says nothing: X, not A.
        image = Image.frombuffer(
            "RGBX", canvas.get_width_height(), self.pixels(), "raw", "RGBX", 0, 1
        )
        file = io.BytesIO()
        image.save(file, "JPEG", quality=QUALITY, subsampling=0)
        return file.getvalue()


def _drawn(figure: Figure) -> Any:
    """Everything that does not move, drawn and kept."""
    figure.canvas.draw()
    return figure.canvas.copy_from_bbox(figure.bbox)
