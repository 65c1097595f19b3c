"""How fast the sliders answer, in a real JupyterLab: one table, held against the targets.

python -m benchmarks.slider              all views of the course
python -m benchmarks.slider first_slider only this one
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.slider.contenders import Contender, contenders
from benchmarks.slider.measure import Measured, measure

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "browser"))
import real_lab

#: What a view must reach, against the floor and the naive way of the same run.
P50_TO_FLOOR, P95_TO_FLOOR, FASTER_THAN_NAIVE, RATE, FINAL = 1.6, 1.6, 6.0, 14.0, 150.0


def main() -> int:
    """Measure, print, and say with the exit code whether all targets were met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("views", nargs="*", help="names of views; all of them if none is given")
    parser.add_argument("--repeat", type=int, default=1, help="rounds; each prints its own table")
    arguments = parser.parse_args()
    met = [_round(contenders(arguments.views)) for _ in range(arguments.repeat)]
    return 0 if all(met) else 1


def _round(chosen: list[Contender]) -> bool:
    print(f"load before: {_load()}")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = real_lab.launch(playwright)
        with real_lab.running(Path(scratch)) as lab:
            found = {}
            for contender in chosen:
                page = browser.new_page(viewport={"width": 1280, "height": 1200})
                found[contender] = _measure(page, lab, contender)
                page.close()
        browser.close()
    print(f"load after:  {_load()}\n")
    return _report(found)


def _measure(page: Page, lab: real_lab.Lab, contender: Contender) -> Measured:
    name = contender.name.split()[0] + ".ipynb"
    real_lab.notebook(lab.work / name, contender.cell)
    lab.open(page, name)
    real_lab.run_all(page, until=".noUi-handle")
    page.locator(contender.answer).first.wait_for()
    time.sleep(2)  # the kernel's and the page's own beginnings
    measured = measure(page, contender.answer, contender.rest)
    real_lab.command(page, "kernelmenu:shutdown")
    return measured


def _report(found: dict[Contender, Measured]) -> bool:
    floor = next(m for c, m in found.items() if c.kind == "floor")
    naive = next(m for c, m in found.items() if c.kind == "naive")
    print(f"{'':24}{'p50 ms':>8}{'p95 ms':>8}{'/s':>7}{'final ms':>10}   against floor and naive")
    good = True
    for contender, measured in found.items():
        line = f"{contender.name:24}{measured.p50:8.0f}{measured.p95:8.0f}"
        line += f"{measured.rate:7.1f}{measured.final:10.0f}"
        if contender.kind == "view":
            words, fine = _verdict(measured, floor, naive)
            line, good = f"{line}   {words}", good and fine
        print(line + (f"   ({measured.silent} keys silent)" if measured.silent else ""))
    targets = (
        f"p50 <= {P50_TO_FLOOR} x, p95 <= {P95_TO_FLOOR} x, naive >= {FASTER_THAN_NAIVE:.0f} x"
    )
    print(f"targets: {targets}, >= {RATE:.0f} pictures/s, final <= {FINAL:.0f} ms\n")
    return good


def _verdict(measured: Measured, floor: Measured, naive: Measured) -> tuple[str, bool]:
    ratios = measured.p50 / floor.p50, measured.p95 / floor.p95, naive.p95 / measured.p95
    missed = [
        name
        for name, fine in {
            "p50": ratios[0] <= P50_TO_FLOOR,
            "p95": ratios[1] <= P95_TO_FLOOR,
            "naive": ratios[2] >= FASTER_THAN_NAIVE,
            "rate": measured.rate >= RATE,
            "final": measured.final <= FINAL,
        }.items()
        if not fine
    ]
    words = "p50 {:.2f} x, p95 {:.2f} x, naive {:.1f} x".format(*ratios)
    return f"{words}: {'missed ' + ', '.join(missed) if missed else 'met'}", not missed


def _load() -> str:
    if not hasattr(os, "getloadavg"):
        return "unknown"
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


if __name__ == "__main__":
    sys.exit(main())
