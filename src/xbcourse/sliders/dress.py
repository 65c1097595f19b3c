"""What every panel carries with it: its style sheet, and names for screen readers."""

from __future__ import annotations

from importlib import resources

import ipywidgets as widgets


def style() -> widgets.HTML:
    """The style sheet of all panels."""
    return widgets.HTML(f"<style>{_text('panel.css')}</style>")


def names(own_class: str) -> widgets.Output:
    """The script that names things for screen readers, at work on this panel only."""
    script = _text("panel.js").replace("PANEL", own_class)
    data = {"application/javascript": script, "text/plain": ""}
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    return widgets.Output(outputs=(output,))


def _text(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")
