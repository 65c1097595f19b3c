"""The head of a lesson: what its front matter promises the reader, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from ...assumptions.language import LANGUAGES, Text
from .problems import Problem, SourceError

_NEEDED = ("title", "claim", "minutes", "objectives", "prerequisites")
_OPTIONAL = ("pandas", "skip")
#: What editors that open text notebooks write there; it means nothing to the course.
EDITOR_KEYS = ("jupytext", "kernelspec")


@dataclass(frozen=True, slots=True)
class Head:
    """The promises of a lesson. Minutes are those of a learner who does everything."""

    title: Text
    claim: Text
    minutes_read: int
    minutes_work: int
    objectives: tuple[Text, ...]
    prerequisites: Text
    pandas: Text | None = None
    skip: Text | None = None


def read_head(yaml_text: str, file: str) -> Head:
    """The head that this front matter declares; `SourceError` names every line to mend."""
    values, lines = _load(yaml_text, file)
    problems: list[Problem] = []

    def wrong(name: str, key: str, **gaps: object) -> None:
        problems.append(Problem(file, lines.get(name, 1), key, {"name": name, **gaps}))

    for name in values:
        if name not in (*_NEEDED, *_OPTIONAL, *EDITOR_KEYS):
            wrong(name, "head_unknown", known=", ".join((*_NEEDED, *_OPTIONAL)))
    for name in _NEEDED:
        if name not in values:
            wrong(name, "head_missing")
    for name in set(values) & {"title", "claim", "prerequisites", "pandas", "skip"}:
        _check_words(name, values[name], wrong)
    if "objectives" in values:
        _check_objectives(values["objectives"], wrong)
    if "minutes" in values:
        _check_minutes(values["minutes"], wrong)
    if problems:
        raise SourceError.of(sorted(problems, key=lambda p: p.line))
    return _head(values)


def refuse_head(yaml_text: str, file: str) -> None:
    """Exercises and guides take their head from the lesson; anything else here is a slip."""
    values, lines = _load(yaml_text, file)
    extra = [name for name in values if name not in EDITOR_KEYS]
    if extra:
        raise SourceError.of(
            Problem(file, lines[name], "head_in_exercise", {"name": name}) for name in extra
        )


def _load(yaml_text: str, file: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The values, and the line of the file that each key stands on (the fence is line 1)."""
    try:
        tree = yaml.compose(yaml_text, Loader=yaml.SafeLoader)
        values = yaml.safe_load(yaml_text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        reason = getattr(error, "problem", None) or str(error)
        raise SourceError.of([Problem(file, line, "head_yaml", {"reason": reason})]) from None
    if tree is None:
        return {}, {}
    if not isinstance(values, dict):
        raise SourceError.of([Problem(file, 1, "head_yaml", {"reason": "no keys"})])
    return values, {key.value: key.start_mark.line + 2 for key, _ in tree.value}


Wrong = Callable[..., None]


def _check_words(name: str, value: object, wrong: Wrong) -> None:
    if not isinstance(value, Mapping) or set(value) != set(LANGUAGES):
        wrong(name, "head_both_languages")
    elif not all(isinstance(words, str) and words.strip() for words in value.values()):
        wrong(name, "head_words")


def _check_objectives(value: object, wrong: Wrong) -> None:
    name = "objectives"
    if not isinstance(value, Mapping) or set(value) != set(LANGUAGES):
        wrong(name, "head_both_languages")
        return
    zh, en = (value[language] for language in LANGUAGES)
    if not (_is_list_of_words(zh) and _is_list_of_words(en)):
        wrong(name, "head_list")
    elif len(zh) != len(en):
        wrong(name, "head_lengths", zh=len(zh), en=len(en))
    elif not 3 <= len(zh) <= 4:
        wrong(name, "head_objectives", count=len(zh))


def _is_list_of_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(w, str) and w.strip() for w in value)


def _check_minutes(value: object, wrong: Wrong) -> None:
    fine = (
        isinstance(value, Mapping)
        and set(value) == {"read", "work"}
        and all(type(minutes) is int and minutes > 0 for minutes in value.values())
    )
    if not fine:
        wrong("minutes", "head_minutes")


def _head(values: Mapping[str, Any]) -> Head:
    objectives = values["objectives"]
    pairs = zip(objectives["zh"], objectives["en"], strict=True)
    return Head(
        title=Text(**values["title"]),
        claim=Text(**values["claim"]),
        minutes_read=values["minutes"]["read"],
        minutes_work=values["minutes"]["work"],
        objectives=tuple(Text(zh=zh, en=en) for zh, en in pairs),
        prerequisites=Text(**values["prerequisites"]),
        pandas=Text(**values["pandas"]) if "pandas" in values else None,
        skip=Text(**values["skip"]) if "skip" in values else None,
    )
