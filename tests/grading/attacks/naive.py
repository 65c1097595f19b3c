"""A grader as most are: asserts, run after the submission in the same Python.

It is here to be fooled. An attack that it does not fall for would show nothing about ours either.

    python naive.py < attacks.json > points.json
"""

import json
import os
import sys

ASSERTS = (
    "assert abs(billable_weight - 10.536473800529317) < 0.01",
    "assert abs(clothing_fee(24.0) - 4.08) < 0.01 and abs(clothing_fee(18.0) - 1.80) < 0.01",
    "assert wrong_steps == {'C', 'D'}",
)


def grade(cells: list[str]) -> None:
    """Print how many points a submission gets, and what loot it made."""
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    for cell in cells:
        shell.run_cell(cell)
    points = sum(bool(shell.run_cell(line).success) for line in ASSERTS)
    print(json.dumps({"points": points, "loot": list(shell.user_ns.get("loot", []))}, default=str))


def grade_apart(cells: list[str], seconds: int = 8) -> dict:
    """The last line that a submission's process prints."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        import signal

        signal.alarm(seconds)
        os.dup2(write, 1)
        os.close(read)
        os.close(write)
        os.dup2(os.open(os.devnull, os.O_RDWR), 2)
        grade(cells)
        sys.exit()
    os.close(write)
    with os.fdopen(read, errors="replace") as lines:
        last = [line for line in lines.read().splitlines() if line.startswith('{"points"')][-1:]
    os.waitpid(child, 0)
    return {"points": 0, "loot": []} | (json.loads(last[0]) if last else {})


if __name__ == "__main__":
    import pandas  # noqa: F401  (once for all)
    from IPython.core.interactiveshell import InteractiveShell  # noqa: F401

    import xbcourse.teaching.checking  # noqa: F401

    print(json.dumps([grade_apart(cells) for cells in json.load(sys.stdin)]))
