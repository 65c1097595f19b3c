"""All attacks, by family: read from the TOML files beside this one.

A cell that is one word in capitals stands for a whole cell, or for several.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from attack import Attack

from xbcourse.teaching.grading.sandbox import Ended, Limits

#: What no attack needs more than, unless it says so.
SHORT = {"seconds": 60.0, "cell_seconds": 10.0, "call_seconds": 2.0}
WORDS: dict[str, list[str]] = {
    "SETUP": ["from xbcourse import ____, check, fees, hint, load, solution, use\nuse('en')"],
    "RIGHT_WEIGHT": [
        "billable_weight = 40 * 30 * 20 / 2.54**3 / 139\n"
        "check('m01.billable_weight', billable_weight)"
    ],
    "RIGHT_FEE": [
        "def clothing_fee(price):\n"
        "    rate = 0.05 if price <= 15 else 0.10 if price <= 20 else 0.17\n"
        "    return max(price * rate, 0.30)\n\n"
        "check('m01.clothing_fee', clothing_fee)"
    ],
    "RIGHT_STEPS": ["wrong_steps = {'C', 'D'}\ncheck('m01.wrong_steps', wrong_steps)"],
}
WORDS["HONEST"] = [cell for cells in WORDS.values() for cell in cells]
#: Tries something; keeps quiet when it does not work.
WORDS["TRY"] = [
    """
loot = []
def attempt(name, action):
    try:
        got = action()
    except BaseException:
        return
    if got not in (None, False, "", b"", []):
        loot.append(f"{name}: {str(got)[:80]}")
"""
]
WORDS["FIND"] = [
    """
import os
def find(*names, below="/"):
    for folder, folders, files in os.walk(below):
        if folder in ("/proc", "/sys"):
            folders.clear()
        for file in (*files, *folders):
            if any(name in file for name in names):
                yield os.path.join(folder, file)
"""
]
WORDS["SEEK"] = [
    """
import glob, os
def seek(word, *patterns):
    for pattern in patterns:
        for file in glob.glob(pattern):
            try:
                text = open(file, "rb").read(4_000_000) if os.path.isfile(file) else b""
            except OSError:
                continue
            # The job itself holds this very cell.
            if word.encode() in text and b'"cells"' not in text:
                yield file
"""
]
WORDS["SYSTEM"] = [
    """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *given):
    got = libc.syscall(number, *given)
    return None if got == -1 else f"{number} gave {got}"
"""
]
#: Finds where the answers are sent.
WORDS["CHANNEL"] = [
    """
import json, os
pipes = []
for fd in range(3, 256):
    try:
        if "pipe" in os.readlink(f"/proc/self/fd/{fd}"):
            pipes.append(fd)
    except OSError:
        pass
def send(document, then=None):
    text = document if isinstance(document, bytes) else json.dumps(document).encode()
    for fd in pipes:
        try:
            os.write(fd, text)
        except OSError:
            pass
    if then is not None:
        os._exit(then)
def answers(value):
    asked = ("m01.billable_weight", "m01.clothing_fee", "m01.wrong_steps", "m01.loot")
    return {"answers": {question: value for question in asked}, "cells": []}
"""
]


def _family(file: Path) -> list[Attack]:
    told = tomllib.loads(file.read_text("utf-8"))
    return [_attack(file.stem, **told.get("every", {}) | attack) for attack in told["attack"]]


def _attack(family: str, cells: list[str], **told: Any) -> Attack:
    whole = [written for cell in cells for written in WORDS.get(cell, [cell])]
    if "ended" in told:
        told["ended"] = list(map(Ended, told["ended"]))
    told["limits"] = Limits(**SHORT | told.get("limits", {}))
    return Attack(family=family, cells=whole, **told)


#: Family → its attacks.
FAMILIES = {file.stem: _family(file) for file in sorted(Path(__file__).parent.glob("*.toml"))}
