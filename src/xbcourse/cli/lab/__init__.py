"""``xbcourse lab``: the working copy, then JupyterLab on its start page."""

from .command import add_parser

__all__ = ["add_parser"]
