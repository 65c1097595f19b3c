"""Where a picture is seen on the page.

The picture is sent as an address that holds it (`data:image/jpeg;base64,...`). A browser shows such
a picture in its very next frame. Bytes, which it must first put into a store of its own and load
from there, come 20 to 30 ms later (`python -m benchmarks.slider`), and every move would wait.
"""

from __future__ import annotations

import base64

import ipywidgets as widgets

_ADDRESS = b"data:image/jpeg;base64,"


class Screen(widgets.Image):
    """An image of the page; empty until the first picture."""

    def __init__(self) -> None:
        super().__init__(format="url", _dom_classes=("xb-picture",))

    @property
    def jpeg(self) -> bytes:
        """The picture that is to be seen."""
        return base64.b64decode(bytes(self.value).removeprefix(_ADDRESS))

    @jpeg.setter
    def jpeg(self, picture: bytes) -> None:
        self.value = _ADDRESS + base64.b64encode(picture)
