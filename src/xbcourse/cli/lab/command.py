"""``xbcourse lab`` on the command line."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from pathlib import Path

from ...assumptions.language import current, say


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add ``lab`` to the course's command."""
    parser = subparsers.add_parser("lab", help=say("lab.help"), description=say("lab.help"))
    parser.add_argument("--work", type=Path, metavar="FOLDER", help=say("lab.help_work"))
    parser.add_argument("--port", type=int, metavar="N", help=say("lab.help_port"))
    parser.add_argument("--no-browser", action="store_true", help=say("lab.help_no_browser"))
    parser.set_defaults(run_command=run)


def run(options: argparse.Namespace) -> int:
    """Fill the working copy, then run JupyterLab on it until it is stopped."""
    from ...teaching import workcopy
    from . import running, server, surroundings

    chosen = options.work.expanduser().absolute() if options.work else None
    folder = chosen or workcopy.default_place()
    language = current()
    files = workcopy.shipped_files()
    page = workcopy.start_page(files, language)
    if page is None:
        raise workcopy.StorageError("workcopy.nothing_shipped")
    browser = not options.no_browser and surroundings.browser_at_hand(sys.platform, os.environ)

    already = running.server_on(folder)
    if already:
        _tell("lab.already_running", address=already.address(page))
        if browser:
            _open(already.address(page))
        return 0

    new = not (folder / workcopy.MARKER).exists()
    _report(workcopy.fill(folder, files, language), folder, new)
    try:
        surroundings.quiet_kernels(folder)
    except OSError as error:
        raise workcopy.StorageError.of(error, folder) from error
    os.environ.update(surroundings.variables(folder, language, os.environ))
    os.chdir(folder)
    _tell("lab.starting")

    def announce(lab: running.Server) -> None:
        if options.port and lab.port != options.port:
            _tell("lab.other_port", asked=options.port, port=lab.port)
        key = "lab.opening" if browser else "lab.open_yourself"
        _tell(key, address=lab.address(page))
        _tell("lab.how_to_stop")

    token = secrets.token_hex(24)
    server.run(surroundings.options(folder, page, token, options.port, browser), announce)
    _tell("lab.stopped", folder=folder)
    return 0


def _report(changes, folder: Path, new: bool) -> None:
    """Say what was done to the working copy; nothing where nothing was."""
    if new:
        _tell("workcopy.filled", count=len(changes.added), folder=folder)
    elif changes.added:
        _tell("workcopy.added", count=len(changes.added))
    if changes.refreshed:
        _tell("workcopy.refreshed", count=len(changes.refreshed))
    for file, beside in changes.beside.items():
        _tell("workcopy.beside", file=file, new=beside)
    for file, beside in changes.unreadable.items():
        _tell("workcopy.unreadable", file=file, new=beside)


def _open(address: str) -> None:
    import webbrowser

    webbrowser.open(address)


def _tell(key: str, **gaps: object) -> None:
    print(say(key, **gaps), flush=True)
