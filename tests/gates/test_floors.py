"""Each floor of the package uses only the floors below it, and only what belongs there."""

import ast
from pathlib import Path

import pytest
from repository import ROOT

PACKAGE = ROOT / "src/xbcourse"
#: A floor's rooms must not import a higher floor.
FLOORS = {
    "assumptions": 0,
    "model": 1,
    "analysis": 2,
    "charts": 3,
    "sliders": 4,
    "teaching": 5,
    "cli": 6,
}
#: Library → the lowest floor that may know it.
LIBRARIES = {
    "matplotlib": 3,
    "seaborn": 3,
    "PIL": 3,
    "IPython": 4,
    "ipywidgets": 4,
    "nbformat": 5,
    "nbclient": 5,
    "jupytext": 5,
    "latex2mathml": 5,
    "markdown_it": 5,
    "mdit_py_plugins": 5,
    "jupyterlab": 5,
    "jupyter_client": 5,
    "pytest": 7,
    "playwright": 7,
}


def imported(code, module):
    """The full name of everything that a module's code imports, with the line."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)


def too_high(code, module):
    """The imports of a module that its floor must not know."""
    floor = FLOORS[module.split(".")[1]]
    for name, line in imported(code, module):
        root, *rest = name.split(".")
        if root == "xbcourse" and rest and rest[0] in FLOORS:
            needed = FLOORS[rest[0]]
        else:
            needed = LIBRARIES.get(root, 0)
        if needed > floor:
            yield f"{module}:{line} imports {name}"


def modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        if len(parts) > 2:
            yield path, ".".join(parts)


def test_every_room_is_on_a_floor():
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert rooms <= set(FLOORS)
    assert {"assumptions", "model", "charts", "sliders", "teaching"} <= rooms


def test_no_module_knows_a_higher_floor():
    found = [
        line
        for path, module in modules()
        for line in too_high(path.read_text(encoding="utf-8"), module)
    ]
    assert found == []


HIGH = {
    "from ..charts import look": "xbcourse.model.cash",
    "from ...teaching.lesson import made": "xbcourse.sliders.views.m01",
    "from .. import sliders": "xbcourse.charts.look",
    "def f():\n    import nbformat": "xbcourse.sliders.still",
    "import matplotlib.pyplot as plt": "xbcourse.model.cash",
    "from xbcourse.cli import main": "xbcourse.teaching.build",
}
LOW = {
    "from ..assumptions import money\nimport numpy as np": "xbcourse.model.cash",
    "from . import outputs\nimport nbformat": "xbcourse.teaching.lesson.made",
    "from ...charts import look": "xbcourse.sliders.views.m01",
}


@pytest.mark.parametrize(("code", "module"), HIGH.items())
def test_an_import_upwards_is_found(code, module):
    assert len(list(too_high(code, module))) == 1


@pytest.mark.parametrize(("code", "module"), LOW.items())
def test_an_import_downwards_is_none_to_mend(code, module):
    assert list(too_high(code, module)) == []


def test_the_names_of_modules_are_those_that_relative_imports_count_from():
    names = dict(modules())
    assert names[Path(PACKAGE / "teaching/lesson/made.py")] == "xbcourse.teaching.lesson.made"
    package = names[Path(PACKAGE / "teaching/lesson/__init__.py")]
    assert package == "xbcourse.teaching.lesson.__init__"
