"""A small course to build: one lesson with a blank, and its exercise."""

from pathlib import Path

from xbcourse.teaching.instructor import pages
from xbcourse.teaching.lesson import course as course_file
from xbcourse.teaching.lesson import glossary, made, twins
from xbcourse.teaching.lesson.course import Course
from xbcourse.teaching.lesson.sheet import Sheet, sheets

LESSON = """\
---
title: {zh: 一单到底赚不赚, en: "Does one order make money?"}
claim: {zh: 毛利率 75% 也会亏钱, en: A gross margin of 75% can lose money}
minutes: {read: 35, work: 40}
objectives:
  zh: [算出一单的利润, 找到盈亏平衡价, 看懂瀑布图]
  en: [Work out the profit of an order, Find the break-even price, Read a waterfall]
prerequisites: {zh: 会给变量赋值, en: You can assign to a variable}
pandas: {zh: "`groupby`", en: "`groupby`"}
---

+++ {"lang": "zh"}

## 先猜一猜

售价 30 美元，进价 7.5 美元。[练习](exercise:01)在后面。

+++ {"lang": "en"}

## Guess first

Price 30 USD, cost 7.50 USD. The [exercises](exercise:01) come later.

```{code-cell} python
:tags: [setup]

LANGUAGE = "{language}"
```

```{code-cell} python
:tags: [compare]

price = 30
cost = 7.5
print(f"{(price - cost) / price:.2f}")
```

+++ {"lang": "zh"}

## 自测

扣掉成本还剩多少？

+++ {"lang": "en"}

## Check yourself

What is left after the cost?

```{code-cell} python
:question: m01.left

____ = None
# <solution>
left = price - cost
# <blank>
left = ____
# </solution>
print(left)
```
"""

EXERCISE = """\
+++ {"lang": "zh"}

## 一 关税

+++ {"lang": "en"}

## 1 Duty

```{code-cell} python
:tags: [setup]

LANGUAGE = "{language}"
____ = None
customs_value = 8.0
```

```{code-cell} python
:question: m01.duty

# <solution>
duty = customs_value * 0.25
# <blank>
duty = ____
# </solution>
print(duty)
```
"""

GUIDE = """\
+++ {"lang": "zh"}

## 课堂安排

先猜，再讲[课文](lesson:01)。

## 板书

画瀑布图。

+++ {"lang": "en"}

## Plan of the session

Guess first, then the [lesson](lesson:01).

## Board plan

Draw the waterfall.

+++ {"lang": "zh"}

## 讨论题

毛利率说明了什么？

## 容易卡住的地方

含税价。

+++ {"lang": "en"}

## Discussion questions

What does a gross margin tell?

## Where students get stuck

Prices with tax.
"""

GLOSSARY = """
[margin]
zh = "毛利率"
en = "gross margin"
meaning = {zh = "售价里扣掉货款剩下的比例", en = "the share of the price left after the goods"}

[acos]
zh = "广告成本占比"
en = "ad cost share"
meaning = {zh = "广告花费占销售额的比例", en = "ad spend as a share of sales"}
"""


def write(root: Path, lesson: str = LESSON, exercise: str = EXERCISE, guide: str = GUIDE) -> Course:
    """The sample course below `root`, with sources as given."""
    put(root / "lessons/01-one-order/lesson.md", lesson)
    put(root / "lessons/01-one-order/exercise.md", exercise)
    put(root / "lessons/01-one-order/guide.md", guide)
    put(root / "src/xbcourse/assumptions/glossary.toml", GLOSSARY)
    return Course(root)


def put(path: Path, text: str) -> None:
    """Write a file, and the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def declare(monkeypatch, *ids: str) -> None:
    """Let the sample's questions be declared, and no others."""
    monkeypatch.setattr(course_file, "is_declared", lambda name: name in ids)


def compare(course: Course) -> None:
    """Write down that the languages of the sample were compared as they stand."""
    for module in Course(course.root).modules:
        for kind in ("lesson", "exercise", "guide"):
            twins.accept(module.path(kind), getattr(module, kind))


def store_unexecuted(course: Course) -> None:
    """Store what a build would, cells numbered but without outputs: no kernel has to start."""
    for module in Course(course.root).modules:
        for sheet in sheets(course, module):
            code = [cell for cell in sheet.notebook.cells if cell.cell_type == "code"]
            for number, cell in enumerate(code, start=1):
                cell.execution_count = number if sheet.keeps_outputs else None
            made.store(sheet, sheet.notebook)
    glossary.store(course)
    pages.store(course, Course(course.root).modules)


def sheet_of(course: Course, kind: str = "lesson", language: str = "en") -> Sheet:
    """One sheet of the sample's only module."""
    wanted = (kind, language)
    found = sheets(course, course.module("01"))
    return next(sheet for sheet in found if (sheet.kind, sheet.language) == wanted)


def line_of(text: str, part: str) -> int:
    """The line on which a part of the text begins, from 1."""
    return text[: text.index(part)].count("\n") + 1
