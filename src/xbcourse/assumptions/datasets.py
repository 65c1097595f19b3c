"""The course's data tables, read only when they are the ones the manifest describes.

``datasets/datapackage.json`` lists every table with its columns, size and SHA-256. A table that
is missing, changed or not listed is refused: a lesson computed from the wrong numbers would look
just like one computed from the right ones.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from importlib.resources.abc import Traversable
from typing import Any

import pandas as pd

from . import formats
from .cards import Card
from .errors import DataError
from .home import course_root
from .language import Text, message

MANIFEST = "datapackage.json"

#: How the manifest's column types are read: where no cell is empty, and where some may be. Dates
#: are read as text first, because pandas would leave an impossible date as text without a word.
DTYPES = {
    "string": ("str", "str"),
    "integer": ("int64", "Int64"),
    "number": ("float64", "float64"),
    "boolean": ("bool", "boolean"),
    "date": ("str", "str"),
}


def names() -> tuple[str, ...]:
    """The names of all tables, in the order of the manifest.

    >>> "exchange_rates" in names()
    True
    """
    return tuple(_manifest(_folder()))


def load(name: str) -> pd.DataFrame:
    """A table of the course, verified before it is read.

    Parameters
    ----------
    name : str
        One of `names()`. What the table holds is said by ``card(name)``.

    Returns
    -------
    pandas.DataFrame
        Text as ``str``, numbers as ``float64``, whole numbers as ``int64`` (``Int64`` where
        some are missing), dates as ``datetime64``. Yours to change: every call reads anew.

    Raises
    ------
    DataError
        When the table is not listed, its file is missing, or its file is not the one listed.

    >>> rates = load("exchange_rates")
    >>> float(rates.loc[rates["date"] == "2024-06-28", "USD"].item())  # dollars for one euro
    1.0705
    """
    resource, content = _verified(name)
    return parse(content, resource["schema"]["fields"])


def rows(name: str) -> list[dict[str, str]]:
    """The same table row by row as text, for amounts that must stay exact decimals.

    >>> [row["USD"] for row in rows("exchange_rates") if row["date"] == "2024-06-28"]
    ['1.0705']
    """
    _, content = _verified(name)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def card(name: str) -> Card:
    """What a table holds: columns, units, sources, date, licence, limits. Prints itself.

    >>> card("exchange_rates").columns[0].name
    'date'
    """
    return Card.of(_resource(_folder(), name))


def parse(content: bytes, fields: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Read a CSV file by the column types of the manifest.

    Raises
    ------
    ValueError
        When a value is not of its column's type. A verified file cannot raise this.
    """
    frame = pd.read_csv(
        io.BytesIO(content),
        encoding="utf-8",
        dtype={field["name"]: _dtype(field) for field in fields},
        # "NA" may be a region; only an empty cell is missing.
        keep_default_na=False,
        na_values=[""],
    )
    for field in fields:
        if field["type"] == "date":
            frame[field["name"]] = pd.to_datetime(frame[field["name"]], format="%Y-%m-%d")
    return frame


def _dtype(field: Mapping[str, Any]) -> str:
    complete, gappy = DTYPES[field["type"]]
    return complete if field.get("constraints", {}).get("required") else gappy


def _folder() -> Traversable:
    return course_root() / "datasets"


def _manifest(folder: Traversable) -> dict[str, dict[str, Any]]:
    shown = f"datasets/{MANIFEST}"
    try:
        package = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {resource["name"]: resource for resource in package["resources"]}
    except FileNotFoundError:
        raise DataError("data.no_manifest", file=shown, reason=message("data.absent")) from None
    except (ValueError, KeyError, TypeError):
        raise DataError("data.no_manifest", file=shown, reason=message("data.damaged")) from None


def _resource(folder: Traversable, name: str) -> dict[str, Any]:
    listed = _manifest(folder)
    if name in listed:
        return listed[name]
    file = f"{name}.csv"
    if (folder / file).is_file():
        raise DataError("data.file_not_listed", file=f"datasets/{file}")
    raise DataError("data.not_listed", name=name, suggestion=_suggest(str(name), list(listed)))


def _verified(name: str) -> tuple[dict[str, Any], bytes]:
    folder = _folder()
    resource = _resource(folder, name)
    file = folder / resource["path"]
    shown = f"datasets/{resource['path']}"
    if not file.is_file():
        raise DataError("data.missing_file", file=shown)
    content = file.read_bytes()
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != resource["hash"]:
        raise _mismatch(shown, len(content), resource["bytes"])
    return resource, content


def _mismatch(file: str, found: int, expected: int) -> DataError:
    if found < expected:
        return DataError(
            "data.truncated_file",
            file=file,
            found=formats.number(found),
            expected=formats.number(expected),
        )
    return DataError("data.changed_file", file=file)


def _suggest(name: str, listed: list[str]) -> Text:
    near = difflib.get_close_matches(name.removesuffix(".csv"), listed, n=3, cutoff=0.6)
    key = "errors.did_you_mean" if near else "data.all_tables"
    return message(key).format(names=", ".join(near or listed))
