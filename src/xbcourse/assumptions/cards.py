"""A table's card: what is in it, in the reader's language, as text and as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import formats
from .language import Text, say


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `values` says what each code in it stands for."""

    name: str
    type: str
    unit: Text
    meaning: Text
    values: Mapping[str, Text]

    def explained(self) -> str:
        """The meaning, followed by the codes that occur."""
        if not self.values:
            return str(self.meaning)
        codes = say("data.card_mark").join(f"{k} = {text}" for k, text in self.values.items())
        return say("data.card_codes", meaning=self.meaning, codes=codes)


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader must know before using a table. `print(card)` or show it in a notebook."""

    name: str
    title: Text
    description: Text
    limits: Text
    as_of: str
    licence: Text
    rows: int
    columns: tuple[Column, ...]
    sources: tuple[str, ...]
    example: str

    @classmethod
    def of(cls, resource: Mapping[str, Any]) -> Card:
        """The card of a table, from its entry in the manifest."""
        return cls(
            name=resource["name"],
            title=_twins(resource, "title"),
            description=_twins(resource, "description"),
            limits=_twins(resource, "limits"),
            as_of=resource["as_of"],
            licence=_twins(resource["licenses"][0], "title"),
            rows=resource["rows"],
            columns=tuple(_column(field) for field in resource["schema"]["fields"]),
            sources=tuple(_source(source) for source in resource["sources"]),
            example=resource["example"],
        )

    def __str__(self) -> str:
        columns = [f"  {c.name} [{_kind(c)}] {c.explained()}" for c in self.columns]
        parts = [
            [self._title(self.name), str(self.description), self._facts()],
            columns,
            [say("data.card_limits"), f"  {self.limits}"],
            [say("data.card_sources"), f"  {self._sources()}"],
            [say("data.card_example"), *(f"  {line}" for line in self.example.splitlines())],
        ]
        return "\n\n".join("\n".join(lines) for lines in parts)

    def _repr_markdown_(self) -> str:
        heads = [say(f"data.card_{key}") for key in ("column", "type", "unit", "meaning")]
        table = [f"| {' | '.join(heads)} |", "|---|---|---|---|"]
        for c in self.columns:
            kind = say(f"data.type_{c.type}")
            table.append(f"| `{c.name}` | {kind} | {c.unit} | {c.explained()} |")
        parts = [
            f"### {self._title(f'`{self.name}`')}",
            str(self.description),
            f"*{self._facts()}*",
            "\n".join(table),
            f"**{say('data.card_limits')}** {self.limits}",
            f"**{say('data.card_sources')}** {self._sources()}",
            f"**{say('data.card_example')}**",
            f"```python\n{self.example}\n```",
        ]
        return "\n\n".join(parts)

    def _title(self, name: str) -> str:
        return say("data.card_title", title=self.title, name=name)

    def _facts(self) -> str:
        return say(
            "data.card_facts",
            rows=formats.number(self.rows),
            columns=len(self.columns),
            as_of=self.as_of,
            licence=self.licence,
        )

    def _sources(self) -> str:
        if any(column.name == "source_title" for column in self.columns):
            return say("data.card_sources_in_rows", count=len(self.sources))
        return say("data.card_mark").join(self.sources)


def _twins(entry: Mapping[str, Any], key: str) -> Text:
    return Text(zh=entry.get(f"{key}_zh", ""), en=entry.get(key, ""))


def _column(field: Mapping[str, Any]) -> Column:
    return Column(
        name=field["name"],
        type=field["type"],
        unit=_twins(field, "unit"),
        meaning=_twins(field, "description"),
        values={c["value"]: _twins(c, "label") for c in field.get("categories", ())},
    )


def _source(source: Mapping[str, str]) -> str:
    return " ".join(filter(None, (source["title"], source.get("path"))))


def _kind(column: Column) -> str:
    return " ".join(filter(None, (say(f"data.type_{column.type}"), str(column.unit))))
