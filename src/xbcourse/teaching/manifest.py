"""Make datasets/datapackage.json from the tables and their cards.

    python -m xbcourse.teaching.manifest            write it
    python -m xbcourse.teaching.manifest --check    only say whether it is current

A card, ``datasets/cards/<table>.md``, is what people edit: YAML front matter with the words in
both languages, then one block of Python that shows the table in use. Columns that many tables
share are explained once, in ``datasets/cards/columns.yml``; a card lists them by name alone.
The manifest is a Frictionless data package, version 2, with the Chinese words beside the English
ones under names that end in ``_zh``.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from xbcourse.assumptions.datasets import DTYPES, MANIFEST, parse
from xbcourse.assumptions.errors import DataError
from xbcourse.assumptions.home import course_root
from xbcourse.assumptions.language import LANGUAGES, message, say

LICENCES = {
    "CC-BY-4.0": {
        "name": "CC-BY-4.0",
        "title": "CC BY 4.0",
        "title_zh": "CC BY 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    },
    "ECB": {
        "name": "other-at",
        "title": "ECB terms: free use, naming the ECB as the source",
        "title_zh": "欧洲央行条款：注明来源即可免费使用",
        "path": "https://www.ecb.europa.eu/home/disclaimer/html/index.en.html",
    },
    "MIT-lifetimes": {
        "name": "MIT",
        "title": "MIT, as part of the package lifetimes, © 2015 Cameron Davidson-Pilon",
        "title_zh": "MIT（随 lifetimes 包发布，© 2015 Cameron Davidson-Pilon）",
        "path": "https://github.com/CamDavidsonPilon/lifetimes/blob/master/LICENSE.txt",
    },
}

PACKAGE = {
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "name": "xbcourse-datasets",
    "title": "Data of the cross-border e-commerce course",
    "title_zh": "跨境电商课程数据",
    "description": "Made from the tables and cards by xbcourse.teaching.manifest; edit those.",
    "description_zh": "由 xbcourse.teaching.manifest 根据表和说明卡生成，要改请改表和卡。",
    "licenses": [LICENCES["CC-BY-4.0"]],
}

CARD_ENTRIES = {"title", "description", "limits", "licence", "as_of", "key", "columns"}
COLUMN_ENTRIES = {"name", "type", "unit", "required", "zh", "en", "values"}


def build(folder: Path) -> str:
    """The text of the manifest for the tables in `folder`.

    Raises
    ------
    DataError
        When a table and its card do not fit each other; it says which and where.
    """
    shared = yaml.safe_load((folder / "cards" / "columns.yml").read_text(encoding="utf-8"))
    resources = [_resource(folder, name, shared) for name in _tables(folder)]
    package = {**PACKAGE, "resources": resources}
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Write or check the manifest; 0 when all is well."""
    parser = argparse.ArgumentParser(prog="python -m xbcourse.teaching.manifest")
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args(arguments).check
    file = Path(str(course_root())) / "datasets" / MANIFEST
    words = {"file": f"datasets/{MANIFEST}", "count": len(_tables(file.parent))}
    made = build(file.parent)
    if not check:
        file.write_text(made, encoding="utf-8", newline="\n")
        print(say("manifest.written", **words))
        return 0
    current = file.is_file() and file.read_text(encoding="utf-8") == made
    print(say("manifest.current" if current else "manifest.stale", **words))
    return 0 if current else 1


def _tables(folder: Path) -> list[str]:
    tables = {file.stem for file in folder.glob("*.csv")}
    cards = {file.stem for file in (folder / "cards").glob("*.md")}
    for name in sorted(tables ^ cards):
        key = "manifest.table_without_card" if name in tables else "manifest.card_without_table"
        raise DataError(key, table=f"datasets/{name}.csv", card=f"datasets/cards/{name}.md")
    return sorted(tables)


def _resource(folder: Path, name: str, shared: Mapping[str, Any]) -> dict[str, Any]:
    reader = _CardReader(f"datasets/cards/{name}.md", shared)
    card, example = reader.read((folder / "cards" / f"{name}.md").read_text(encoding="utf-8"))
    content = (folder / f"{name}.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    fields = reader.fields(card["columns"], rows)
    reader.try_types(content, fields)
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        **reader.twins("title", card["title"]),
        **reader.twins("description", card["description"]),
        **reader.twins("limits", card["limits"]),
        "as_of": str(card["as_of"]),
        "example": example,
        "rows": len(rows),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "licenses": [LICENCES[card["licence"]]],
        "sources": reader.sources(card, rows),
        "schema": {"fields": fields, "primaryKey": card["key"], "missingValues": [""]},
    }


class _CardReader:
    """Reads one card and refuses what a reader of the table would miss."""

    def __init__(self, card: str, shared: Mapping[str, Any]) -> None:
        self.card = card
        self.shared = shared

    def read(self, text: str) -> tuple[dict[str, Any], str]:
        """The front matter and the example code."""
        parts = re.match(r"---\n(.*?)\n---\n(.*)", text, re.DOTALL)
        self._insist(parts, "no_front_matter")
        card = yaml.safe_load(parts[1])
        found = set(card) - {"sources"}
        self._insist(found == CARD_ENTRIES, "wrong_entries", **_both(CARD_ENTRIES, found))
        self._insist(
            card["licence"] in LICENCES,
            "unknown_licence",
            licence=card["licence"],
            allowed=_listed(LICENCES),
        )
        code = re.search(r"```python\n(.*?)\n```", parts[2], re.DOTALL)
        self._insist(code, "no_example")
        return card, code[1]

    def fields(self, columns: list[Any], rows: list[dict[str, str]]) -> list[dict[str, Any]]:
        """The columns as the data package wants them, checked against the table."""
        full = [self._column(column) for column in columns]
        described, present = [c["name"] for c in full], list(rows[0])
        self._insist(
            described == present,
            "wrong_columns",
            described=", ".join(described),
            present=", ".join(present),
        )
        own = {column["name"] for column in columns if not isinstance(column, str)}
        return [self._field(column, rows, column["name"] in own) for column in full]

    def twins(self, key: str, words: Any, entry: str = "") -> dict[str, str]:
        """Both languages of an entry, under the names that the data package uses."""
        words = words if isinstance(words, dict) else {}
        for language in LANGUAGES:
            if not str(words.get(language) or "").strip():
                raise DataError(
                    "manifest.card_incomplete",
                    card=self.card,
                    entry=entry or key,
                    language=language,
                )
        return {key: " ".join(words["en"].split()), f"{key}_zh": _unfold(words["zh"])}

    def sources(self, card: Mapping[str, Any], rows: list[dict[str, str]]) -> list[dict[str, str]]:
        """The card's sources, then those that the rows name, each once."""
        pairs = [(source["title"], source.get("path", "")) for source in card.get("sources", ())]
        pairs += [(r["source_title"], r.get("source_url", "")) for r in rows if "source_title" in r]
        self._insist(pairs, "no_sources")
        return [
            {"title": title, "path": path} if path else {"title": title}
            for title, path in dict.fromkeys(pairs)
        ]

    def try_types(self, content: bytes, fields: list[dict[str, Any]]) -> None:
        """Read the table once as a learner would."""
        try:
            parse(content, fields)
        except (ValueError, TypeError) as error:
            self._refuse("wrong_type", reason=error)

    def _column(self, column: Any) -> dict[str, Any]:
        if isinstance(column, str):
            self._insist(column in self.shared, "unknown_column", column=column)
            column = {"name": column, **self.shared[column]}
        extra = set(column) - COLUMN_ENTRIES
        self._insist(not extra, "wrong_entries", **_both(COLUMN_ENTRIES, extra))
        self._insist(
            column.get("type") in DTYPES,
            "unknown_type",
            column=column["name"],
            type=column.get("type"),
            allowed=_listed(DTYPES),
        )
        return column

    def _field(
        self, column: dict[str, Any], rows: list[dict[str, str]], own: bool
    ) -> dict[str, Any]:
        name = column["name"]
        field = {"name": name, "type": column["type"], **self.twins("description", column, name)}
        if "unit" in column:
            unit = column["unit"]
            words = {"zh": unit, "en": unit} if isinstance(unit, str) else unit
            field |= self.twins("unit", words, f"{name}.unit")
        if column.get("required", True):
            self._insist(all(row[name] for row in rows), "empty_cells", column=name)
            field["constraints"] = {"required": True}
        if "values" in column:
            field["categories"] = self._categories(column, {row[name] for row in rows} - {""}, own)
        return field

    def _categories(
        self, column: dict[str, Any], present: set[str], own: bool
    ) -> list[dict[str, str]]:
        name, values = column["name"], column["values"]
        # Codes explained in columns.yml serve several tables, each of which may use only some.
        wrong = present ^ set(values) if own else present - set(values)
        self._insist(not wrong, "wrong_values", column=name, codes=_listed(wrong))
        return [
            {"value": code, **self.twins("label", words, f"{name}.{code}")}
            for code, words in values.items()
            if code in present
        ]

    def _insist(self, condition: Any, key: str, **words: object) -> None:
        if not condition:
            self._refuse(key, **words)

    def _refuse(self, key: str, **words: object) -> None:
        reason = message(f"manifest.{key}").format(**words)
        raise DataError("manifest.card_unreadable", card=self.card, reason=reason)


def _both(expected: Iterable[str], found: Iterable[str]) -> dict[str, str]:
    return {"expected": _listed(expected), "found": _listed(found)}


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


def _unfold(chinese: str) -> str:
    """Take out the spaces that YAML puts where it joins lines of Chinese.

    A space stays between a Chinese character and a Latin word or a digit.

    >>> _unfold("海运便宜， 空运 快。\\n2025 年 FBA")
    '海运便宜，空运快。2025 年 FBA'
    """
    character, mark = r"[\u4e00-\u9fff]", r"[\u3000-\u303f\uff00-\uffef]"
    spaces = rf"(?<={mark})\s+|\s+(?={mark})|(?<={character})\s+(?={character})"
    return " ".join(re.sub(spaces, "", chinese).split())


if __name__ == "__main__":
    raise SystemExit(main())
