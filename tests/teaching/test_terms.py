"""The whole project says the trade's words as the glossary has them, with Chinese punctuation."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from xbcourse.teaching.terms import half_width, unwanted_words

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = ROOT / "src/xbcourse/assumptions/glossary.toml"
TERMS = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))
#: Everything that people write and readers meet; made files follow from these.
WRITTEN = (
    "*.md",
    "lessons/**/*.md",
    "instructor/**/*.md",
    "datasets/cards/*.md",
    "datasets/cards/*.yml",
    "src/xbcourse/**/*.toml",
    "src/xbcourse/**/*.py",
    "bootstrap/*.py",
)
#: A pattern is written in signs of its own, whatever words stand between them.
PATTERN = re.compile(r'\brf?"(?:[^"\\]|\\.)*"')


def written():
    """Name and text of every file; the glossary without the lines that list what to avoid."""
    for pattern in WRITTEN:
        # The examples of the rules break the rules.
        for path in sorted(set(ROOT.glob(pattern)) - {ROOT / "src/xbcourse/teaching/terms.py"}):
            text = path.read_text(encoding="utf-8")
            if path == GLOSSARY:
                text = re.sub("^avoid.*", "", text, flags=re.MULTILINE)
            elif path.suffix == ".py":
                text = PATTERN.sub("", without_docstrings(text))
            yield path.relative_to(ROOT).as_posix(), text


def without_docstrings(code):
    """Code whose docstrings are empty lines: they are English, and name Chinese words in it."""
    lines = code.split("\n")
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            words = node.body[0]
            lines[words.lineno - 1 : words.end_lineno] = [""] * (
                words.end_lineno - words.lineno + 1
            )
    return "\n".join(lines)


def everywhere(rule):
    """What a rule finds in the whole project, as lines that an editor can jump to."""
    return [
        f"{file}:{found.line}: {found.found} → {found.instead}"
        for file, text in written()
        for found in rule(text)
    ]


def test_no_word_that_the_glossary_avoids():
    assert everywhere(lambda text: unwanted_words(text, TERMS)) == []


def test_no_half_width_punctuation_in_chinese():
    assert everywhere(half_width) == []


def test_much_is_looked_at():
    files = dict(written())
    assert {"README.zh.md", "lessons/00-start/lesson.md", "bootstrap/words.py"} <= set(files)
    assert sum(map(len, files.values())) > 200_000


# ------------------------------------------------------------------------------- proof of detection

WORDS = {
    "头程运费叫第一英里": [(1, "第一英里", "头程")],
    "A drop shipping trial.": [(1, "drop shipping", "dropshipping")],
    "The DROP-SHIPPING\ntrial of a drop\n  shipping shop": [
        (2, "drop shipping", "dropshipping"),
        (1, "drop-shipping", "dropshipping"),
    ],
    "`drop shipping` and [x](drop-shipping.md)": [],
    "backdrop shippings": [],
    "```\n订金\n```\n先付定金，不是订金": [(4, "订金", "定金")],
}


@pytest.mark.parametrize(("text", "findings"), WORDS.items())
def test_an_avoided_word_is_found_with_its_line_and_the_right_one(text, findings):
    found = [(f.line, f.found, f.instead) for f in unwanted_words(text, TERMS)]
    assert sorted(found) == sorted(findings)


MARKS = {
    "毛利率 75 %,照样亏": "，",
    "先猜,再拖": "，",
    "两件事:第一": "：",
    "**两件事**:第一": "：",
    "好;坏": "；",
    "为什么?": "？",
    "停!": "！",
    "起订量(MOQ)": "（",
    "MOQ)起订量": "）",
    'zh = "没有 {name},请改"': "，",
    "[术语表](glossary:),看看": "，",
    "[术语表,词汇](glossary:)": "，",
}


@pytest.mark.parametrize(("text", "mark"), MARKS.items())
def test_half_width_marks_beside_chinese_are_found(text, mark):
    assert [f.instead for f in half_width("第一行\n" + text)][:1] == [mark]
    assert {f.line for f in half_width("第一行\n" + text)} == {2}


@pytest.mark.parametrize(
    "text",
    [
        "先猜，再拖：对不对？",
        "成交额 (GMV)",
        "1,000 美元，比例 1:3",
        "`check(价, 量)`，$f(价)$",
        "[术语表](glossary:)和![图](a.png)",
        "<!-- 本文件由 a(b)生成,请改那里 -->",
        'Text(zh="售价", en="Price, in USD")',
        "```\nx = f(售价,成本)\n```",
        "见 https://example.com/a?b=c,d",
    ],
)
def test_what_is_right_or_no_prose_is_left_alone(text):
    assert list(half_width(text)) == []


# ------------------------------------------------------------------------------ the glossary itself

#: Terms that modules 00 and 01 use and a beginner may have to look up.
NEEDED = """
    gross_margin landed_cost contribution_margin cm1 cm2 cm3 net_revenue break_even breakeven_acos
    acos tacos referral_fee commission portion_rule threshold_rule fba fulfilment_fee first_mile
    dimensional_weight size_tier storage_fee peak_season return_rate duty customs_value vat moq
    organic_rank stock_out slider ex_works_cost
""".split()  # noqa: SIM905, a list this long is easier to read as words


def test_each_entry_is_complete_and_says_itself_on_one_line():
    for key, term in TERMS.items():
        assert {"zh", "en", "meaning"} <= set(term) <= {"zh", "en", "meaning", "avoid"}, key
        for words in (term["zh"], term["en"], *(term["meaning"][name] for name in ("zh", "en"))):
            assert words == words.strip() != "", key
            assert "\n" not in words, key
        assert not term["meaning"]["zh"].endswith("。"), key
        assert not term["meaning"]["en"].endswith("."), key
        assert len(term["meaning"]["zh"]) <= 60, key
        assert len(term["meaning"]["en"]) <= 120, key


def test_no_term_is_listed_twice_or_avoided_elsewhere():
    for language in ("zh", "en"):
        said = [term[language].lower() for term in TERMS.values()]
        assert len(set(said)) == len(said)
        avoided = {w.lower() for t in TERMS.values() for w in t.get("avoid", {}).get(language, ())}
        assert avoided.isdisjoint(said)


def test_what_the_first_lessons_speak_of_is_explained():
    assert set(NEEDED) <= set(TERMS)
