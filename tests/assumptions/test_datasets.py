"""The tables: read only when they are the ones listed, the same everywhere, and consistent."""

import itertools
import json
import re
import shutil

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions import datasets
from xbcourse.assumptions.datasets import MANIFEST, card, load, names, parse, rows
from xbcourse.assumptions.errors import DataError
from xbcourse.assumptions.language import speaking

#: Every ground that a number of the course may stand on; columns.yml explains them.
CONFIDENCES = {"quoted", "transcribed", "derived", "background", "essay"}

READ_ALL = """
import hashlib
from xbcourse.assumptions.datasets import card, load, names, rows
from xbcourse.assumptions.language import speaking
seen = {}
for name in names():
    with speaking("zh"):
        chinese = str(card(name))
    with speaking("en"):
        english = str(card(name))
    frame = load(name)
    parts = [frame.to_csv(), str(frame.dtypes.to_dict()), str(rows(name)), chinese, english]
    seen[name] = hashlib.sha256("".join(parts).encode()).hexdigest()
print(json.dumps(seen))
"""


@pytest.fixture
def copy(root, tmp_path, monkeypatch):
    """A course folder of one's own with two tables, to be damaged."""
    folder = tmp_path / "datasets"
    folder.mkdir()
    for name in (MANIFEST, "postage_us.csv", "border_vat.csv"):
        shutil.copy(root / "datasets" / name, folder)
    monkeypatch.setattr(datasets, "course_root", lambda: tmp_path)
    return folder


# ------------------------------------------------------------------------------ what is refused


def _remove(folder):
    (folder / "postage_us.csv").unlink()


def _cut_short(folder):
    file = folder / "postage_us.csv"
    file.write_bytes(file.read_bytes()[:-100])


def _change(folder):
    file = folder / "postage_us.csv"
    file.write_bytes(file.read_bytes().replace(b"6.93", b"3.93"))


def _excel(folder):
    file = folder / "postage_us.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))


def _unlist(folder):
    package = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    package["resources"] = [r for r in package["resources"] if r["name"] != "postage_us"]
    (folder / MANIFEST).write_text(json.dumps(package), encoding="utf-8")


def _remove_manifest(folder):
    (folder / MANIFEST).unlink()


def _damage_manifest(folder):
    (folder / MANIFEST).write_text('{"resources": [{"name"', encoding="utf-8")


def _empty_manifest(folder):
    (folder / MANIFEST).write_text("{}", encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "file", "zh", "en"),
    [
        (_remove, "postage_us.csv", "缺少", "is missing"),
        (_cut_short, "postage_us.csv", "不完整", "is cut short"),
        (_change, "postage_us.csv", "被改动过", "is not the one"),
        (_excel, "postage_us.csv", "被改动过", "is not the one"),
        (_unlist, "postage_us.csv", "没有登记", "does not list it"),
        (_remove_manifest, MANIFEST, "文件不存在", "there is no such file"),
        (_damage_manifest, MANIFEST, "内容残缺", "its content is damaged"),
        (_empty_manifest, MANIFEST, "内容残缺", "its content is damaged"),
    ],
)
def test_a_table_that_cannot_be_trusted_is_refused(copy, damage, file, zh, en):
    assert len(load("postage_us")) == 8
    damage(copy)
    for read in (load, rows):
        with pytest.raises(DataError) as refused:
            read("postage_us")
        for language, words in (("zh", zh), ("en", en)):
            with speaking(language):
                said = str(refused.value)
            assert f"datasets/{file}" in said
            assert words in said


def test_how_much_is_missing_is_said(copy):
    size = (copy / "postage_us.csv").stat().st_size
    _cut_short(copy)
    with pytest.raises(DataError, match=rf"{size - 100:,} bytes where {size:,} are expected"):
        load("postage_us")


def test_one_damaged_table_leaves_the_others_readable(copy):
    _change(copy)
    assert load("border_vat").set_index("country").loc["DE", "rate_percent"] == 19


def test_no_changed_byte_goes_unnoticed(copy):
    file = copy / "border_vat.csv"
    sound = file.read_bytes()

    @given(place=st.integers(0, len(sound) - 1), flipped=st.integers(1, 255))
    def law(place, flipped):
        content = bytearray(sound)
        content[place] ^= flipped
        file.write_bytes(content)
        with pytest.raises(DataError, match="border_vat"):
            load("border_vat")

    law()


@pytest.mark.parametrize("asked", ["exchange_rate", "exchange_rates.csv"])
def test_a_slip_in_the_name_is_answered_with_the_nearest(asked):
    with pytest.raises(DataError, match=r"no table named .*Did you mean exchange_rates\?"):
        load(asked)


@pytest.mark.parametrize("asked", ["tiktok", "", "../pyproject", None])
def test_a_name_like_no_other_is_answered_with_all(asked):
    with pytest.raises(DataError) as refused:
        load(asked)
    for language, words in (("zh", "现有的表"), ("en", "The tables are")):
        with speaking(language):
            said = str(refused.value)
        assert words in said
        assert all(name in said for name in names())


# ------------------------------------------------------------------------------- what is read


def test_the_same_is_read_from_checkout_wheel_and_zip(root, installed, wheel, elsewhere):
    checkout = elsewhere(root / "src", READ_ALL)
    assert sorted(checkout) == sorted(names())
    assert elsewhere(installed, READ_ALL) == checkout
    assert elsewhere(wheel, READ_ALL) == checkout


def test_values_have_the_types_that_the_card_says():
    kinds = {"text": "str", "date": "datetime64[us]", "number": "float64", "whole number": "int64"}
    for name in names():
        frame = load(name)
        for column in card(name).columns:
            found = str(frame[column.name].dtype)
            assert found.lower().startswith(kinds.get(column.kind, "bool")[:5]), (name, column.name)
            assert (found == "Int64") == (column.kind == "whole number" and found != "int64")


def test_known_values_of_known_days():
    rates = load("exchange_rates").set_index("date")
    assert rates.loc["2024-06-28", "CNY"] == 7.7748
    assert rates.index.dtype.kind == "M"
    postage = load("postage_us").set_index("zone")
    assert postage.loc[8, "price"] == 8.40


def test_rows_keep_the_decimals_of_the_source():
    prices = [row["price"] for row in rows("postage_us")]
    assert prices[2] == "7.30"
    assert [float(p) for p in prices] == load("postage_us")["price"].tolist()


def test_a_table_is_the_readers_to_change():
    mine = load("postage_us")
    mine.loc[:, "price"] = 0.0
    assert load("postage_us")["price"].min() == 6.93


@pytest.mark.parametrize(
    ("kind", "cell"),
    [("date", "2026-02-30"), ("date", "30/06/2026"), ("integer", "1.5"), ("number", "abc")],
)
def test_a_value_of_another_type_is_refused(kind, cell):
    field = {"name": "x", "type": kind, "constraints": {"required": True}}
    with pytest.raises(ValueError):
        parse(f"x\n{cell}\n".encode(), [field])


def test_an_empty_cell_is_missing_and_na_is_a_word():
    fields = [{"name": "region", "type": "string"}, {"name": "count", "type": "integer"}]
    frame = parse(b"region,count\nNA,1\n,\n", fields)
    assert frame.loc[0, "region"] == "NA"
    assert frame.loc[1].isna().all()
    assert frame["count"].dtype == "Int64"


# ------------------------------------------------------------------- what the tables promise


TABLES = {name: load(name) for name in names()}
SOURCED = {name: frame for name, frame in TABLES.items() if "confidence" in frame}


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_source(name):
    if name not in SOURCED:
        assert card(name).sources
        return
    frame = TABLES[name]
    assert set(frame["confidence"]) <= CONFIDENCES
    assert (frame["source_title"].str.len() > 8).all()
    if "source_url" in frame:
        addresses = frame["source_url"].dropna()
        assert addresses.str.match(r"https?://[\w.-]+\.\w+").all()
        # A number that was read somewhere can be looked up there, or its source says why not.
        read = frame[frame["confidence"].isin(["quoted", "transcribed"])]
        excused = read["source_title"].str.endswith("(address not given there)")
        assert (read["source_url"].notna() | excused).all()
        assert set(read.loc[excused, "confidence"]) <= {"transcribed"}


@pytest.mark.parametrize("name", SOURCED)
def test_background_knowledge_is_never_given_out_as_a_source(name):
    frame = SOURCED[name]
    weak = frame["source_title"].str.startswith("background knowledge")
    assert (weak == (frame["confidence"] == "background")).all()


def test_a_number_can_be_cited():
    ids = [
        frame[column].dropna()
        for frame in SOURCED.values()
        for column in ("id", "id_high")
        if column in frame
    ]
    every = pd.concat(ids)
    assert every.is_unique
    assert every.str.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)*-\d{3}(-[A-Z]+)?").all()


@pytest.mark.parametrize(
    ("low", "high"), [("low", "high"), ("days_low", "days_high"), ("value", "up_to")]
)
def test_a_range_runs_upwards_and_a_single_number_has_one_name(low, high):
    tables = [frame for frame in TABLES.values() if {low, high, "id_high"} <= set(frame)]
    assert tables
    for frame in tables:
        upper = frame[high].fillna(frame[low])
        assert not (frame[low] > upper).any()
        assert ((frame[low] < upper) == frame["id_high"].notna()).all()


def test_remarks_stand_in_both_languages():
    for name, frame in TABLES.items():
        if "note_zh" not in frame:
            continue
        assert (frame["note"].isna() == frame["note_zh"].isna()).all(), name
        chinese = frame["note_zh"].dropna()
        assert chinese.str.contains(r"[\u4e00-\u9fff]").all(), name
        assert not chinese.str.contains(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]").any()


def _amounts(text):
    """The numbers in a remark, all in one notation: 1,000 and 1000 are one."""
    return {float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}


def test_remarks_give_the_same_numbers_in_both_languages():
    compared = 0
    for frame in TABLES.values():
        if "note_zh" not in frame:
            continue
        for row in frame.dropna(subset="note").itertuples():
            # Chinese may write a number in words, or count in ten thousands.
            if not re.search("[一二两三四五六七八九十百千万亿几]", row.note_zh):
                assert _amounts(row.note) <= _amounts(row.note_zh), row.id
                compared += 1
    assert compared > 100


def test_the_year_is_the_latest_in_as_of():
    for name, frame in TABLES.items():
        if not {"as_of", "year"} <= set(frame):
            continue
        for said, year in zip(frame["as_of"], frame["year"], strict=True):
            assert max(map(int, re.findall(r"\d{4}", said))) == year, (name, said)


def test_periods_end_when_they_say():
    ends = {"H1": (6, "06-30"), "Q1-Q3": (9, "09-30")}
    for name, frame in TABLES.items():
        if "period_end" not in frame:
            continue
        for row in frame.itertuples():
            said = re.fullmatch(r"(\d{4})(H1|Q1-Q3)?", row.period)
            if said and said[2]:
                months, day = ends[said[2]]
                assert (row.months, f"{row.period_end:%m-%d}") == (months, day), (name, row.id)
                assert pd.isna(row.calendar_year)
            elif said:
                assert row.calendar_year == int(said[1]) == row.period_end.year, (name, row.id)
                assert row.months in (0, 12)


@pytest.mark.parametrize(
    ("table", "id", "computed"),
    [
        ("anker", "ANK-FIN-025", 9353 / 1.4054),
        ("anker", "ANK-FIN-026", 6655 / 1.2719),
        ("anker", "ANK-FIN-027", 855.93 / 1.187),
        ("anker", "ANK-FIN-028", 721 / 1.6885),
        ("china_trade", "CN-CBEC-005", 2.75 / 1.697),
        ("china_trade", "CN-CBEC-021", 100 * 1.03 / 13.00),
        ("shein_finance", "SHN-FIN-003", 38 / 1.19),
    ],
)
def test_a_derived_number_can_be_computed_again(table, id, computed):
    row = TABLES[table].set_index("id").loc[id]
    assert row["confidence"] == "derived"
    # Published with three or four digits.
    assert row["value"] == pytest.approx(computed, rel=0.003)


def test_parts_of_a_whole_do_not_exceed_it():
    anker = TABLES["anker"]
    shares = anker[(anker["measure"] == "share_of_revenue") & (anker["dimension"] != "company")]
    # "Outside China" contains the other regions.
    parts = shares[shares["segment"] != "outside China"]
    assert (parts.groupby(["period", "dimension"])["value"].sum() <= 100).all()
    products = parts[(parts["period"] == "2025Q1-Q3") & (parts["dimension"] == "product")]
    assert products["value"].sum() == pytest.approx(100, abs=0.1)


def test_clicks_fall_with_the_rank():
    clicks = TABLES["search_clicks"]
    web = clicks[clicks["where"] == "web_search"].sort_values("position")
    shares = web["percent"].tolist()
    assert web["position"].tolist() == list(range(1, 21))
    # Rank 10 gets more than rank 9 in the log itself: the last one above the fold.
    assert [i + 1 for i, (a, b) in enumerate(itertools.pairwise(shares)) if b > a] == [9]


def test_exchange_rates_are_weekly():
    dates = TABLES["exchange_rates"]["date"]
    gaps = dates.diff().dropna().dt.days
    assert dates.is_monotonic_increasing
    assert gaps.between(3, 11).all()
    assert dates.dt.isocalendar()[["year", "week"]].drop_duplicates().shape[0] == len(dates)
