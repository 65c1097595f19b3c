"""What a lesson shows: pictures with Chinese words, sliders, data, the reader's language."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from ...assumptions import datasets
from ...assumptions.errors import CourseError
from . import lock
from .finding import Finding, fix, ok
from .python import install_again

#: The package that carries the sliders' front end, and its name inside JupyterLab.
WIDGETS_PACKAGE = "jupyterlab_widgets"
WIDGETS = "@jupyter-widgets/jupyterlab-manager"


def fonts() -> Iterator[Finding]:
    """Whether the course's font loads and draws every character of a Chinese label."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from ...charts.fonts import load

    try:
        figure = Figure()
        canvas = FigureCanvasAgg(figure)
        figure.text(0.1, 0.5, "跨境电商：毛利率 75%，备货 30 天", family=load())
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            canvas.draw()
    except Exception as error:
        # Whatever went wrong while drawing, the remedy is the same.
        yield fix("fonts_broken", reason=error)
    else:
        yield ok("fonts")


def widgets() -> Iterator[Finding]:
    """Whether JupyterLab can show the sliders of this kernel."""
    found = lock.installed("ipywidgets")
    unmet = lock.unmet("ipywidgets") if found else ["ipywidgets"]
    if unmet:
        yield fix("widgets_packages", names=", ".join(unmet), remedy=install_again("ipywidgets"))
        return
    front = _front_end()
    if front is None:
        yield fix("widgets_missing", remedy=install_again(WIDGETS_PACKAGE))
    elif _version(front) != _version_of_package():
        yield fix("widgets_foreign", place=front.parent, found=_version(front))
    elif _switched_off():
        yield fix("widgets_off", python=sys.executable, name=WIDGETS)
    else:
        yield ok("widgets", found=found)


def data() -> Iterator[Finding]:
    """Whether every table is the one that the manifest describes."""
    try:
        names = datasets.names()
    except CourseError as error:
        yield fix("data_broken", reason=error)
        return
    broken = 0
    for name in names:
        try:
            datasets.rows(name)
        except CourseError as error:
            broken += 1
            yield fix("data_broken", reason=error)
    if not broken:
        yield ok("data", count=len(names))


def language() -> Iterator[Finding]:
    """Which language the reader gets, and how to choose the other one."""
    yield ok("language")


def _front_end() -> Path | None:
    """The front end's description in the folder where JupyterLab finds it first."""
    from jupyter_core.paths import jupyter_path

    places = (Path(folder) / WIDGETS / "package.json" for folder in jupyter_path("labextensions"))
    return next((file for file in places if file.is_file()), None)


def _version_of_package() -> str | None:
    for file in metadata.files(WIDGETS_PACKAGE) or ():
        if str(file).replace("\\", "/").endswith(f"labextensions/{WIDGETS}/package.json"):
            return _version(Path(str(file.locate())))
    return None


def _version(file: Path) -> str | None:
    try:
        return json.loads(file.read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError):
        return None


def _switched_off() -> bool:
    from jupyter_core.paths import jupyter_config_path
    from jupyter_server.config_manager import BaseJSONConfigManager

    # The first folder that mentions it decides, as it does for JupyterLab.
    for folder in jupyter_config_path():
        page = BaseJSONConfigManager(config_dir=str(Path(folder) / "labconfig")).get("page_config")
        off = page.get("disabledExtensions", {})
        if WIDGETS in off:
            return off[WIDGETS] if isinstance(off, dict) else True
    return False
