"""A table's card: what is in it, in the reader's language, as text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from . import formats
from .language import Text, say

#: A card with more sources than this points to the rows, each of which names its own.
FEW_SOURCES = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `values` says what each code in it stands for."""

    name: str
    type: str
    unit: Text
    meaning: Text
    values: Mapping[str, Text]

    @property
    def kind(self) -> str:
        """The type, named in the reader's language."""
        return say(f"data.type_{self.type}")


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from. `path` is the address, empty where there is none."""

    title: str
    path: str


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
    sources: tuple[Source, ...]
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
            sources=tuple(Source(s["title"], s.get("path", "")) for s in resource["sources"]),
            example=resource["example"],
        )

    def __str__(self) -> str:
        parts = [
            [self._title(self.name), str(self.description), self._facts()],
            [line for column in self.columns for line in _as_text(column)],
            [say("data.card_limits"), f"  {self.limits}"],
            [say("data.card_sources"), *(f"  {line}" for line in self._sources())],
            [say("data.card_example"), *(f"  {line}" for line in self.example.splitlines())],
        ]
        return "\n\n".join("\n".join(lines) for lines in parts)

    def _repr_markdown_(self) -> str:
        heads = [say(f"data.card_{key}") for key in ("column", "type", "unit", "meaning")]
        parts = [
            f"### {self._title(f'`{self.name}`')}",
            str(self.description),
            f"*{self._facts()}*",
            "\n".join([_table_row(heads), "|---|---|---|---|", *map(_as_table_row, self.columns)]),
            f"**{say('data.card_limits')}** {self.limits}",
            f"**{say('data.card_sources')}**",
            "\n".join(f"- {line}" for line in self._sources(linked=True)),
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

    def _sources(self, linked: bool = False) -> list[str]:
        if len(self.sources) > FEW_SOURCES:
            return [say("data.card_sources_in_rows", count=len(self.sources))]
        if linked:
            return [f"[{s.title}]({s.path})" if s.path else s.title for s in self.sources]
        return [f"{s.title} {s.path}".strip() for s in self.sources]


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


def _as_text(column: Column) -> list[str]:
    kind = " ".join(filter(None, (column.kind, str(column.unit))))
    codes = [f"      {code} = {label}" for code, label in column.values.items()]
    return [f"  {column.name} [{kind}] {column.meaning}", *codes]


def _as_table_row(column: Column) -> str:
    # A line for each code: a learner looks one up, as in a dictionary.
    codes = [f"`{code}` {label}" for code, label in column.values.items()]
    meaning = "<br>".join([str(column.meaning), *codes])
    return _table_row([f"`{column.name}`", column.kind, str(column.unit), meaning])


def _table_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
