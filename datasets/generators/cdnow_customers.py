"""Make datasets/cdnow_customers.csv: 2,357 customers of a music shop, 1997 to 1998.

Run from the top folder, beside a copy of the package lifetimes (it carries the shop's purchases):

    python -m pip download lifetimes==0.11.3 --no-deps --dest build
    python datasets/generators/cdnow_customers.py build/Lifetimes-0.11.3-py3-none-any.whl
    python -m xbcourse.teaching.manifest

The package need not be installed: the wheel is read as it is. Each purchase day of a customer
counts once. The first 39 weeks are what a model may see, the next 39 weeks are what it is to
predict.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

PURCHASES = "lifetimes/datasets/CDNOW_sample.txt"
SUMMARY = "lifetimes/datasets/cdnow_customers_summary.csv"
#: Last day that the model may see, and last day of the file.
SEEN_UNTIL, LAST_DAY = dt.date(1997, 9, 30), dt.date(1998, 6, 30)
TABLE = Path(__file__).resolve().parents[1] / "cdnow_customers.csv"


def purchase_days(text: str) -> dict[int, list[dt.date]]:
    """The days on which each customer of the sample bought, in order."""
    days: dict[int, set[dt.date]] = defaultdict(set)
    for line in text.splitlines():
        _, customer, day, _, _ = line.split()
        days[int(customer)].add(dt.datetime.strptime(day, "%Y%m%d").date())
    return {customer: sorted(bought) for customer, bought in sorted(days.items())}


def summary(days: list[dt.date]) -> tuple[int, str, str, int]:
    """Repeat purchases seen, weeks until the last of them, weeks observed, purchases later."""
    first, *again = days
    seen = [day for day in again if day <= SEEN_UNTIL]
    recency = (seen[-1] - first).days / 7 if seen else 0.0
    later = sum(SEEN_UNTIL < day <= LAST_DAY for day in again)
    return len(seen), f"{recency:.2f}", f"{(SEEN_UNTIL - first).days / 7:.2f}", later


def agree(rows: list[tuple[int, int, str, str, int]], published: str) -> bool:
    """Whether the part that the model may see is the summary that the package carries."""
    theirs = csv.DictReader(io.StringIO(published))
    ours = {(customer, x): (float(t_x), float(seen)) for customer, x, t_x, seen, _ in rows}
    return len(ours) == len(rows) and all(
        abs(a - b) < 0.011
        for row in theirs
        for a, b in zip(
            ours[int(row["ID"]), int(row["frequency"])],
            (float(row["recency"]), float(row["T"])),
            strict=True,
        )
    )


def table(wheel: Path) -> str:
    """The text of the table, one row a customer."""
    with zipfile.ZipFile(wheel) as package:
        purchases = package.read(PURCHASES).decode("ascii")
        published = package.read(SUMMARY).decode("ascii")
    rows = [(customer, *summary(days)) for customer, days in purchase_days(purchases).items()]
    if not agree(rows, published):
        raise SystemExit(f"{PURCHASES} does not give {SUMMARY}: is this lifetimes 0.11.3?")
    lines = ["customer,frequency,recency,T,later"]
    lines += [",".join(map(str, row)) for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(Path(sys.argv[1])), encoding="utf-8", newline="\n")
