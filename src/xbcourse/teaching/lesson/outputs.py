"""Outputs as they are stored: no machine, no moment, no version; every picture described."""

from __future__ import annotations

import base64
import re
import struct
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from nbformat import NotebookNode

from ...assumptions.language import Text

WIDGET = "application/vnd.jupyter.widget-view+json"
_PNG_START = b"\x89PNG\r\n\x1a\n"
# Text and times that programs write about themselves into a picture.
_PNG_REMARKS = (b"tEXt", b"zTXt", b"iTXt", b"tIME")
_ADDRESS = re.compile(r"\bat 0x[0-9a-f]{6,}")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_KERNEL_FILE = re.compile(r"ipykernel_\d+")


def clean(cell: NotebookNode, alt: Text | None, language: str, pictures: bool) -> None:
    """Bring the outputs of one code cell into the form in which they are stored."""
    if {"widget", "volatile"} & set(cell.metadata.get("tags", [])):
        cell.outputs = []
    if not pictures:
        cell.outputs = [output for output in cell.outputs if not _pictures(output)]
    for output in cell.outputs:
        if output.output_type == "error":
            output.traceback = [_COLOUR.sub("", line) for line in output.traceback]
        for kind in _pictures(output):
            if kind == "image/png":
                output.data[kind] = _without_remarks(output.data[kind])
            if alt and not alt_text(output, kind):
                output.metadata[kind] = output.metadata.get(kind, {}) | {
                    "alt": alt.within(language)
                }


def faults(cell: NotebookNode, root: Path) -> Iterator[tuple[str, Mapping[str, object]]]:
    """What must not be stored: the catalogue entry of each problem, and what fills its gaps."""
    for output in cell.outputs:
        if output.output_type == "stream" and output.name == "stderr":
            yield "output_stderr", {"text": output.text.strip().splitlines()[-1]}
        if WIDGET in output.get("data", {}):
            yield "output_widget", {}
        if not all(alt_text(output, kind) for kind in _pictures(output)):
            yield "output_no_alt", {}
        for text in texts(output):
            if _ADDRESS.search(text):
                yield "output_address", {"text": _ADDRESS.search(text)[0]}
            for path in _machine_paths(root):
                if path in text:
                    yield "output_path", {"text": path}
            if _KERNEL_FILE.search(text):
                yield "output_path", {"text": _KERNEL_FILE.search(text)[0]}


def alt_text(output: NotebookNode, kind: str = "image/png") -> str:
    """What a picture says in words, or nothing."""
    metadata = output.get("metadata", {})
    return metadata.get(kind, {}).get("alt") or metadata.get("alt") or ""


def texts(output: NotebookNode) -> Iterator[str]:
    """Everything of an output that can be read."""
    if "text" in output:
        yield output.text
    if output.output_type == "error":
        yield f"{output.ename}: {output.evalue}"
        yield "\n".join(output.traceback)
    for kind, content in output.get("data", {}).items():
        if isinstance(content, str) and not kind.startswith("image/"):
            yield content


def _pictures(output: NotebookNode) -> list[str]:
    return [kind for kind in output.get("data", {}) if kind.startswith("image/")]


def _machine_paths(root: Path) -> Iterator[str]:
    for folder in {root, Path.home(), Path(tempfile.gettempdir())}:
        # The top of the file system is part of every path and of much that is none.
        if folder != folder.parent:
            yield str(folder)


def _without_remarks(picture: str) -> str:
    """A base64 PNG without the chunks that name programs, versions and times."""
    raw = base64.b64decode(picture)
    kept = [_PNG_START]
    at = len(_PNG_START)
    while at < len(raw):
        (length,) = struct.unpack_from(">I", raw, at)
        end = at + 12 + length
        if raw[at + 4 : at + 8] not in _PNG_REMARKS:
            kept.append(raw[at:end])
        at = end
    return base64.b64encode(b"".join(kept)).decode("ascii")
