"""The manifest: equal to its sources, a valid data package, and particular about its cards."""

import hashlib
import json
import shutil

import pytest
from frictionless import validate

from xbcourse.assumptions.errors import DataError
from xbcourse.assumptions.language import speaking
from xbcourse.teaching import manifest

CARD = """\
---
title: {zh: 小表, en: A small table}
description: {zh: 两个国家, en: Two countries}
limits: {zh: 只作测试, en: For tests only}
licence: CC-BY-4.0
as_of: "2026"
key: [country]
columns:
  - name: country
    type: string
    zh: 国家
    en: country
    values:
      DE: {zh: 德国, en: Germany}
      FR: {zh: 法国, en: France}
  - name: rate
    type: number
    unit: "%"
    required: false
    zh: 税率
    en: rate
  - source_title
  - source_url
---
```python
load("small")
```
"""
COLUMNS = """\
source_title: {type: string, zh: 出处, en: where it was read}
source_url: {type: string, required: false, zh: 网址, en: address}
"""
TABLE = """\
country,rate,source_title,source_url
DE,19,A,https://a.example
FR,,A,https://a.example
"""


@pytest.fixture
def folder(tmp_path):
    """A folder with one small table and its card."""
    (tmp_path / "cards").mkdir()
    (tmp_path / "small.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "cards" / "small.md").write_text(CARD, encoding="utf-8")
    (tmp_path / "cards" / "columns.yml").write_text(COLUMNS, encoding="utf-8")
    return tmp_path


def test_the_committed_manifest_is_what_the_sources_make(root):
    committed = (root / "datasets" / "datapackage.json").read_text(encoding="utf-8")
    assert manifest.build(root / "datasets") == committed


def test_it_is_a_valid_data_package_whose_tables_hold_what_it_says(root):
    report = validate(str(root / "datasets" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])
    assert report.stats["tasks"] == len(list((root / "datasets").glob("*.csv")))


def test_it_names_its_profile_and_a_licence_for_every_table(root):
    package = json.loads((root / "datasets" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    for resource in package["resources"]:
        assert resource["licenses"][0]["path"].startswith("https://")
        assert resource["sources"]
        content = (root / "datasets" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_a_small_package_by_hand(folder):
    [resource] = json.loads(manifest.build(folder))["resources"]
    assert resource["title_zh"] == "小表"
    assert resource["rows"] == 2
    assert resource["example"] == 'load("small")'
    assert resource["sources"] == [{"title": "A", "path": "https://a.example"}]
    country, rate = resource["schema"]["fields"][:2]
    assert country["constraints"] == {"required": True}
    assert [c["label_zh"] for c in country["categories"]] == ["德国", "法国"]
    assert "constraints" not in rate
    assert (rate["unit"], rate["unit_zh"]) == ("%", "%")


def test_a_table_without_addresses_still_names_its_source(folder):
    table = TABLE.replace(",source_url", "").replace(",https://a.example", "")
    (folder / "small.csv").write_text(table, encoding="utf-8")
    card = CARD.replace("  - source_url\n", "")
    (folder / "cards" / "small.md").write_text(card, encoding="utf-8")
    [resource] = json.loads(manifest.build(folder))["resources"]
    assert resource["sources"] == [{"title": "A"}]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("---\ntitle", "title", "between two lines of ---"),
        ("```python", "```", "one block of python code"),
        ('as_of: "2026"\n', "", "its entries must be as_of, columns"),
        ("as_of:", "mood: good\nas_of:", "mood"),
        ("CC-BY-4.0", "WTFPL", "no licence WTFPL is known"),
        ("en: A small table", 'en: ""', "nothing under title for en"),
        ("zh: 国家\n", 'zh: " "\n', "nothing under country for zh"),
        ("FR: {zh: 法国, en: France}", "FR: {zh: 法国}", "nothing under country.FR for en"),
        ('unit: "%"', "unit: {zh: 百分之}", "nothing under rate.unit for en"),
        ("  - source_url", "  - source_page", "source_page is explained neither here nor"),
        ("  - source_url\n", "", "the table has country, rate, source_title, source_url"),
        ("type: number", "type: money", "unknown type money"),
        ('unit: "%"', 'colour: "%"', "colour"),
        ("      FR: {zh: 法国, en: France}\n", "", "column country: .*FR"),
        ("      FR:", "      IT: {zh: 意大利, en: Italy}\n      FR:", "column country: .*IT"),
        ("required: false", "required: true", "column rate has empty cells"),
        ("type: number", "type: date", "not of its column's type"),
    ],
)
def test_a_card_that_would_mislead_is_refused(folder, old, new, said):
    assert old in CARD
    (folder / "cards" / "small.md").write_text(CARD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=said) as refused:
        manifest.build(folder)
    assert "datasets/cards/small.md" in str(refused.value)
    with speaking("zh"):
        assert "说明卡 datasets/cards/small.md" in str(refused.value)


def test_a_table_with_a_new_code_is_refused_until_the_card_explains_it(folder):
    with (folder / "small.csv").open("a", encoding="utf-8") as file:
        file.write("IT,22,A,https://a.example\n")
    with pytest.raises(DataError, match=r"column country: .*IT"):
        manifest.build(folder)


def test_a_shared_column_may_explain_more_codes_than_a_table_uses(folder):
    shared = "country: {type: string, zh: 国家, en: country, values: {DE: {zh: 德, en: D}, FR: "
    shared += "{zh: 法, en: F}, IT: {zh: 意, en: I}}}\n"
    (folder / "cards" / "columns.yml").write_text(COLUMNS + shared, encoding="utf-8")
    begin, end = CARD.index("  - name: country"), CARD.index("  - name: rate")
    card = CARD[:begin] + "  - country\n" + CARD[end:]
    (folder / "cards" / "small.md").write_text(card, encoding="utf-8")
    [resource] = json.loads(manifest.build(folder))["resources"]
    assert [c["value"] for c in resource["schema"]["fields"][0]["categories"]] == ["DE", "FR"]


def test_table_and_card_come_in_pairs(folder):
    shutil.copy(folder / "small.csv", folder / "other.csv")
    with pytest.raises(DataError, match=r"other\.csv has no card\. Write datasets/cards/other\.md"):
        manifest.build(folder)
    (folder / "other.csv").unlink()
    (folder / "small.csv").unlink()
    with pytest.raises(DataError, match=r"small\.md describes datasets/small\.csv, which does not"):
        manifest.build(folder)


def test_check_tells_a_stale_manifest_and_writing_mends_it(folder, monkeypatch, capsys):
    root = folder.parent / "course"
    shutil.copytree(folder, root / "datasets")
    monkeypatch.setattr(manifest, "course_root", lambda: root)
    assert manifest.main(["--check"]) == 1
    assert "does not match" in capsys.readouterr().out
    assert not (root / "datasets" / "datapackage.json").exists()
    assert manifest.main([]) == 0
    assert manifest.main(["--check"]) == 0
    (root / "datasets" / "small.csv").write_text(TABLE.replace("19", "21"), encoding="utf-8")
    assert manifest.main(["--check"]) == 1
    assert manifest.main([]) == 0
    assert manifest.main(["--check"]) == 0
