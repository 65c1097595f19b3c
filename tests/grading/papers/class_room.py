"""A small class, an assignment, and notebooks as its students hand them in."""

import datetime as dt
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

from xbcourse.teaching.grading.papers.collecting import collect
from xbcourse.teaching.grading.papers.roster import Roster
from xbcourse.teaching.grading.papers.student import Student

DUE = dt.datetime(2026, 12, 1, 23, 59, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@dataclass(frozen=True)
class Rule:
    rate_per_day: float = 0.1
    grace_minutes: float = 10
    floor: float = 0.5


@dataclass(frozen=True)
class Homework:
    name: str = "hw1"
    class_code: str = "ECOM-2026A"
    modules: tuple = ("m01",)
    due: dt.datetime | None = DUE
    late: Rule = Rule()
    personal: bool = False
    kit: str = "0.1.0"


ROSTER = Roster(
    [
        Student("20260015", "王小明", "wang@x.edu.cn", aliases=("wangxm", "77")),
        Student("20260016", "李四", "li@x.edu.cn"),
        Student("20260017", "Smith, Anna", "Anna@x.edu.cn"),
        Student("20260018", "张伟", "z1@x.edu.cn"),
        Student("20260019", "张伟", "z2@x.edu.cn"),
    ]
)
WANG, LI, ANNA, ZHANG, OTHER_ZHANG = ROSTER


def notebook(*cells, stamp=None, made=None, **metadata):
    """The bytes of a notebook with these code cells."""
    cells = cells or ('check("m01.box_saving", 1)',)
    made = {**(made or {}), **({"assignment": stamp} if stamp else {})}
    content = {
        "cells": [{"cell_type": "code", "metadata": {}, "source": c, "outputs": []} for c in cells],
        "metadata": {**metadata, **({"xbcourse": made} if made else {})},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, ensure_ascii=False).encode()


def stamp(**changed):
    """What the notebook was handed out with."""
    said = {"name": "hw1", "class_code": "ECOM-2026A", "module": "m01", "kit": "0.1.0"}
    return {**said, "language": "zh", "variant": "", **changed}


def zipped(files, flag_utf8=True):
    """A zip of name → bytes; without the flag its names are in GBK, as Chinese Windows has it."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            if not flag_utf8:
                name = name.encode("gbk").decode("cp437")
            archive.writestr(name, content)
    content = stored.getvalue()
    return content if flag_utf8 else _without_flag(content)


def _without_flag(content):
    """Names as single bytes: what Python would write as UTF-8 is put back into GBK."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {e.filename.encode("cp437"): archive.read(e) for e in archive.infolist()}
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for raw, data in files.items():
            entry = _Raw(raw.decode("cp437"))
            entry.raw = raw
            archive.writestr(entry, data)
    return stored.getvalue()


class _Raw(zipfile.ZipInfo):
    raw = b""

    def _encodeFilenameFlags(self):  # noqa: N802
        return self.raw, self.flag_bits & ~0x800


def laid_out(folder: Path, files):
    """A folder of name → bytes."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def collected(tmp_path, files, *, homework=Homework(), roster=ROSTER, **given):
    """What intake makes of a folder of files."""
    source = laid_out(tmp_path / "in", files)
    return collect(source, roster, homework, keep=tmp_path / "kept", **given)


def only(collected):
    """The only paper."""
    (paper,) = collected.papers
    return paper
