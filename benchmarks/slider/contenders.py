"""What is measured: the floor of the stack, the views of the course, and the naive way."""

from __future__ import annotations

import math
from dataclasses import dataclass

from xbcourse.sliders import later
from xbcourse.sliders.view import View, views

#: A text that a slider changes: what any answer of a kernel costs.
_LABEL = """\
import ipywidgets as widgets
slider = widgets.FloatSlider(value=20, min=5, max=150, step=0.5)
label = widgets.Label("20")
label.add_class("answer")
slider.observe(lambda change: setattr(label, "value", f"{change['new']:.2f}"), names="value")
widgets.VBox([slider, label])"""

#: How it is done in most tutorials: a new figure each time, through pyplot.
_NAIVE = """\
import ipywidgets as widgets, matplotlib.pyplot as plt, numpy as np, seaborn as sns
sns.set_theme(style="whitegrid")
x = np.linspace(5, 60, 112)
def show(price):
    fig, axes = plt.subplots(1, 3, figsize=(12, 4))
    for ax, share in zip(axes, (0.6, 0.7, 0.8)):
        sns.lineplot(x=x, y=x * share - 8, ax=ax)
        ax.plot(price, price * share - 8, "o")
        ax.set(xlabel="Price (USD)", ylabel="Left of each order (USD)", title=f"{price:.2f} USD")
    plt.tight_layout()
    plt.show()
made = widgets.interactive(show, price=widgets.FloatSlider(value=20, min=5, max=150, step=0.5))
made.children[-1].add_class("answer")
made"""

_VIEW = """\
from xbcourse.sliders import explore
panel = explore("{name}")
panel"""


@dataclass(frozen=True)
class Contender:
    """One way to answer a slider: the cell that makes it, and where its answer is on the page.

    `rest`: milliseconds after which a picture is no answer any more, but a draft made better.
    """

    name: str
    cell: str
    answer: str
    kind: str = "view"
    rest: float = math.inf


def contenders(chosen: list[str]) -> list[Contender]:
    """The floor first, then the views (all of the course unless some are chosen), then naive."""
    known = views()
    return [
        Contender("text label (floor)", _LABEL, ".answer", "floor"),
        *(_contender(known[name]) for name in chosen or sorted(known)),
        Contender("interact + seaborn", _NAIVE, ".answer", "naive"),
    ]


def _contender(view: View) -> Contender:
    rest = 1000 * later.PAUSE if view.refines else math.inf
    cell = _VIEW.format(name=view.name)
    return Contender(view.name, cell, ".xb-panel img.xb-picture", rest=rest)
