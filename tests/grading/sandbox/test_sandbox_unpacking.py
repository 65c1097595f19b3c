"""A document that is not exactly of the agreed form is refused, whatever is in it."""

import pytest

from xbcourse.teaching.grading.sandbox.unpacking import BadDocument, document, plain_text, unpack


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"3",
        b"[]",
        b"{}{}",
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": ' + b"9" * 401 + b"}",
        b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a": "\xff"}',
        b"{'a': 1}",
        b"\x80\x04\x95.",
    ],
    ids=lambda line: repr(line[:20]),
)
def test_no_document(line):
    with pytest.raises(BadDocument):
        document(line)


@pytest.mark.parametrize(
    "packed",
    [
        {},
        {"unknown": 1},
        {"tuple": 3},
        {"tuple": [1], "set": [1]},
        {"set": [[1]]},
        {"dict": [[1]]},
        {"dict": [[[1], 2]]},
        {"range": [1, 2, 0]},
        {"range": ["a"]},
        {"float": "1e5"},
        {"float": 3},
        {"decimal": "1e999999999"},
        {"decimal": "x"},
        {"decimal": "9" * 300},
        {"missing": "None"},
        {"timestamp": "yesterday or so"},
        {"timestamp": "9999999-01-01"},
        {"date": "2026-13-01"},
        {"datetime64": "x"},
        {"array": [[2, 2], "values", [1, 2, 3]]},
        {"array": [[-1], "values", [1]]},
        {"array": [[10**12], "values", [1]]},
        {"array": [[1] * 60, "values", [1]]},
        {"array": [3]},
        {"series": [[[None], None, ["a"]], None, [1, 2]]},
        {"series": [[[None], [0, 10**12, 1], None], None, [1]]},
        {"frame": [[[None], [0, 10**9, 1], None], [], []]},
        {"frame": [[[None], [0, 1, 1], None], ["a", "b"], [[1]]]},
        {"frame": [[[None], [0, 1, 1], None], ["a"], [[1, 2]]]},
        {"frame": [[[None], [0, 1, 1], None], ["a"] * 5000, [[1]] * 5000]},
        {"index": [[None], ["a", 1, 1], None]},
        [{"series": [[[None], [0, 1, 1], None], None, [1]]}] * 3000,
        [{"frame": [[[None], [0, 1, 1], None], ["a"] * 900, [[1]] * 900]}] * 20,
        {"timestamp": "Jan 5 2026"},
        {"amount": 1},
        {"strange": ["x"]},
        "x" * 100_001,
        float("inf"),
        [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]],
        [0] * 500_000,
    ],
    ids=lambda packed: repr(packed)[:40],
)
def test_no_value(packed):
    with pytest.raises(BadDocument):
        unpack(packed)


def test_words_can_be_written_anywhere():
    for words in (unpack("\ud800a\x00b\x1b[2J"), plain_text("\udfffa\x07")):
        assert words.encode() and words.isprintable()
    assert unpack("two\nlines\tand a tab") == "two\nlines\tand a tab"
    assert len(plain_text("x" * 1000)) == 300


def test_a_name_is_only_a_name():
    came = unpack({"strange": "\x1b]0;os.system\x07" + "x" * 100})
    assert type(came).__name__ == "Strange" and repr(came).isprintable()
