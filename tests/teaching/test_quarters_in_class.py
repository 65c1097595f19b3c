"""Four quarters in class: what is kept, what cannot be undone, debrief, line and class table."""

import json

import numpy as np
import pytest

from xbcourse.analysis.quarters.levers import STOP, Choice
from xbcourse.analysis.quarters.scoring import score
from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.language import LANGUAGES, catalogue, speaking, use
from xbcourse.teaching.quarters import class_table, debrief, four_quarters, replay
from xbcourse.teaching.quarters.class_table import ranked, read_all
from xbcourse.teaching.quarters.line import read_line, write_line
from xbcourse.teaching.quarters.plays import games
from xbcourse.teaching.questions import m12

GOOD = (Choice(order=900), Choice(order=1100), Choice(order=1100), Choice(order=700))
GREEDY = (Choice(order=3000, ads=6000),) * 4


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("XBCOURSE_PROGRESS", raising=False)
    monkeypatch.setenv("XBCOURSE_HOME", str(tmp_path))
    use("en")


def kept(tmp_path):
    return json.loads((tmp_path / "progress.json").read_text(encoding="utf-8"))["plays"]


# The game.


def test_a_quarter_is_kept_and_another_notebook_goes_on(tmp_path, capsys):
    four_quarters("class 1").decide(1, order=900, care=0.6)
    assert kept(tmp_path)["CLASS1"][0]["choices"] == [[900, 24.99, 1500.0, 0.6, 0.0]]
    assert "Quarter 1 closed: 593 sold, 307 left" in capsys.readouterr().out
    later = four_quarters()  # the last game, without its code
    assert (later.code, later.game, later.choices) == ("CLASS1", 1, (Choice(order=900, care=0.6),))
    # What is left out stays as it was.
    later.decide(2, price=26.49)
    assert later.choices[1] == Choice(order=900, care=0.6, price=26.49)


def test_what_was_decided_stays_and_a_cell_that_runs_twice_decides_nothing_twice(tmp_path, capsys):
    game = four_quarters("CLASS1")
    game.decide(1, order=900)
    game.decide(1, order=900)
    assert len(game.choices) == 1
    capsys.readouterr()
    game.decide(1, order=300)
    said = capsys.readouterr().out
    assert "Quarter 1 was decided before (900 pieces" in said and "again=True" in said
    assert game.choices == (Choice(order=900),)


def test_two_windows_on_one_game_close_a_quarter_once(tmp_path):
    one, other = four_quarters("CLASS1"), four_quarters("CLASS1")
    one.close(Choice(order=900))
    other.decide(1, order=300)
    assert one.choices == other.choices == (Choice(order=900),)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda g: g.decide(0, order=100), "quarter is 1 to 4"),
        (lambda g: g.decide("1"), "quarter is 1 to 4"),
        (lambda g: g.decide(True), "quarter is 1 to 4"),
        (lambda g: g.decide(2, order=100), "quarter 1 comes first"),
        (lambda g: g.decide(1, pieces=100), 'no lever "pieces"'),
        (lambda g: g.decide(1, order=50), "at least 100 pieces"),
        (lambda g: g.decide(1, price=99.0), "price"),
        (lambda g: g.decide(1, stop="yes"), "stop is True"),
        (lambda g: g.debrief(), "Nothing has been played yet"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_kept(call, words, capsys):
    game = four_quarters("CLASS1")
    call(game)
    assert words in capsys.readouterr().out
    assert game.choices == ()


def test_an_order_that_cannot_be_paid_is_refused(capsys, monkeypatch):
    monkeypatch.setattr("xbcourse.teaching.quarters.game.most_pieces", lambda *_: 800)
    game = four_quarters("CLASS1")
    game.decide(1, order=850)
    assert "the deposit of 800 pieces at most, not of 850" in capsys.readouterr().out
    assert game.choices == ()
    game.decide(1, order=800)
    assert len(game.choices) == 1


def test_after_the_end_there_is_a_debrief_and_nothing_to_decide(capsys):
    game = four_quarters("CLASS1", name="Cheng Xiao")
    game.decide(1, order=300)
    game.debrief()
    assert "Quarter 2 is still to be decided" in capsys.readouterr().out
    with pytest.raises(ParameterError):
        _ = game.score
    game.decide(2, stop=True)
    assert game.over and game.choices[-1] == STOP
    capsys.readouterr()
    game.decide(3, order=300)
    assert "This game is over" in capsys.readouterr().out
    game.debrief()
    said = capsys.readouterr().out
    assert "XBQ1 | CLASS1 | 1 | Cheng Xiao | 300/24.99/1500/0.5/0 | stop |" in said


def test_another_game_in_the_same_market_is_counted_and_the_first_is_kept(tmp_path):
    four_quarters("CLASS1").close(Choice(order=900))
    again = four_quarters("CLASS1", again=True)
    assert (again.game, again.choices) == (2, ())
    # Asked for again before anything was decided, it is still the second.
    assert four_quarters("CLASS1", again=True).game == 2
    again.close(Choice(order=300))
    assert [len(entry["choices"]) for entry in kept(tmp_path)["CLASS1"]] == [1, 1]
    assert four_quarters("CLASS1").choices == (Choice(order=300),)


def test_who_plays_alone_gets_a_code_to_pass_on(tmp_path):
    game = four_quarters()
    assert game.code in kept(tmp_path) and f"Give the code {game.code}" in str(game)
    assert four_quarters().code == game.code


def test_without_a_file_the_game_is_kept_in_memory(monkeypatch):
    monkeypatch.setenv("XBCOURSE_PROGRESS", "off")
    game = four_quarters("MEMORY")
    game.close(Choice(order=200))
    assert four_quarters("MEMORY").choices == (Choice(order=200),)


@pytest.mark.parametrize(
    "damage",
    [
        [],
        {"CLASS1": "x"},
        {"CLASS1": [3]},
        {"CLASS1": [{"choices": 7}]},
        {"CLASS1": [{"choices": [[9e9, 0, 0, 0, 0]]}]},
        {"CLASS1": [{"choices": [[True, 24.99, 0, 0, 0]]}]},
    ],
)
def test_a_record_written_by_others_breaks_nothing(damage):
    assert not any(games({"plays": damage}, "CLASS1"))


# The debrief.


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_debrief_says_in_both_languages_what_the_numbers_are(language):
    found = score("CLASS1", GREEDY)
    with speaking(language):
        text = debrief.as_text(found, 2, "XBQ1 | ...")
        html = debrief.as_html(found, 2, "XBQ1 | <b>")
    mean, rule, happened = (
        round(100 * growth, 1)
        for growth in (
            found.dials["you"].growth,
            found.dials["newsvendor"].growth,
            found.happened.growth,
        )
    )
    skill, luck = f"{abs(mean - rule):.1f}", f"{abs(happened - mean):.1f}"
    for number in (skill, luck, str(found.tried), str(found.market.appeal)):
        assert number in text
    told = {"zh": "最贵的一次决定：第 {} 季度", "en": "The costliest decision: quarter {}"}
    assert told[language].format(found.costliest[0]) in text
    assert {"zh": "少值", "en": "points less"}[language] in text
    assert {"zh": "第 2 局，现金流断了", "en": "game 2: out of cash"}[language] in text
    assert "{" not in text and "nan" not in text and "&lt;b&gt;" in html
    assert debrief.question(found) == "ruin"


@pytest.mark.parametrize(
    ("mean", "kept", "words"),
    [
        (0.10, 0.05, "You beat both figures."),
        (0.01, 0.05, "You are behind both figures."),
        (0.04, 0.05, "You lie between the two"),
        (0.04, 0.02, "You beat both figures."),
        (0.02, 0.01, "You lie between the two"),
    ],
)
def test_skill_is_told_against_the_rule_that_follows_and_the_one_that_keeps(mean, kept, words):
    made = _Made(mean - 0.03, 0.0, 0.03, choices=GOOD)
    made.dials["you"].growth, made.kept = mean, kept
    (said,) = debrief._kept(made)
    assert words in said and f"{kept:+.1%}" in said
    # Who decided once kept nothing.
    made.choices = (STOP,)
    assert debrief._kept(made) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_year_is_told_without_stars_and_without_luck(language):
    with speaking(language):
        text = debrief.as_text(score("FOSHAN", [STOP]), 1, "")
        assert {"zh": "运气：没有", "en": "Luck: none"}[language] in text
        assert "nan" not in text and "None" not in text


class _Made:
    """Only what the choice of a question looks at."""

    def __init__(self, skill, happened, rule, ruin=0.0, customers=0.0, choices=()):
        own = type("Dials", (), {"ruin": ruin, "customers": customers})
        self.dials = {"you": own, "newsvendor": type("Dials", (), {"growth": rule})}
        self.happened = type("Dials", (), {"growth": happened})
        self.skill, self.choices = skill, choices


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (_Made(-0.1, 0.3, 0.2), "lucky"),
        (_Made(0.1, 0.1, 0.2), "unlucky"),
        (_Made(0.1, 0.3, 0.2), "good"),
        (_Made(-0.1, 0.1, 0.2), "behind"),
        (_Made(0.1, 0.3, 0.2, customers=900), "customers"),
        (_Made(-0.1, 0.1, 0.2, ruin=0.3), "ruin"),
        (_Made(-0.1, 0.1, 0.2, choices=(STOP,)), "stop"),
    ],
)
def test_the_question_fits_the_year(made, expected):
    assert debrief.question(made) == expected
    assert f"ask_{expected}" in catalogue()["quarters"]


def test_the_guess_is_explained_with_its_own_numbers():
    growth, fewer = m12._growth(), m12._growth(500)
    assert (100 * np.quantile(growth, (0.05, 0.95))).round(1).tolist() == [4.6, 21.1]
    assert round(100 * (growth.mean() - fewer.mean()), 1) == 5.0
    assert 16 < m12._spread() < 17


# The line and the class table.


def test_a_line_can_be_read_again_and_says_if_it_was_changed():
    line = write_line("CLASS1", 2, "Cheng | Xiao\n", GOOD)
    again = read_line(line)
    assert (again.code, again.game, again.name) == ("CLASS1", 2, "Cheng Xiao")
    assert again.choices == GOOD and again.sound and again.finished
    changed = read_line(line.replace("1100/", "1300/", 1))
    assert changed.choices[1].order == 1300 and not changed.sound
    # A line from a chat: other bars, blanks around it.
    assert read_line("  " + line.replace("|", "｜") + " ") == again


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "hello",
        "XBQ1 | CLASS1",
        "XBQ1 | CLASS1 | 1 | Xiao | 1234",
        "XBQ1 | CLASS1 | one | Xiao | 900/24.99/1500/0.5/0 | 1234",
        "XBQ1 | CLASS1 | 0 | Xiao | 900/24.99/1500/0.5/0 | 1234",
        "XBQ1 | CLASS1 | 1 | Xiao | 90000/24.99/1500/0.5/0 | 1234",
        "XBQ1 | CLASS1 | 1 | Xiao | 900/24.99/1500/0.5 | 1234",
        "XBQ1 | CLASS1 | 1 | Xiao | 900/nan/1500/0.5/0 | 1234",
        "XBQ1 | <b> | 1 | Xiao | 900/24.99/1500/0.5/0 | 1234",
        "XBQ1 | A | 1 | Xiao" + " | 100/24.99/0/0/0" * 5 + " | 1234",
    ],
)
def test_what_is_no_line_is_not_read(wrong):
    assert read_line(wrong) is None


def test_a_class_is_ranked_by_its_decisions_and_not_by_its_luck():
    """Whoever writes a better result into the line changes nothing: there is none in it."""
    lines = [
        write_line("CLASS1", 1, "greedy", GREEDY),
        write_line("CLASS1", 1, "careful", GOOD),
        write_line("CLASS1", 1, "out", [STOP]),
        write_line("OTHER", 1, "elsewhere", GOOD),
        write_line("CLASS1", 3, "half way", GOOD[:2]),
        "no line at all",
    ]
    found, unread = read_all("\n".join([*lines, lines[1]]))
    assert len(found) == 5 and unread == [(6, "no line at all")]
    table = ranked(found).set_index("name")
    own = score("CLASS1", GOOD)
    assert table.loc["careful", "mean"] == pytest.approx(own.dials["you"].growth, abs=1e-12)
    assert table.loc["careful", "luck"] == pytest.approx(own.luck, abs=1e-12)
    # Ruined in more than a tenth of the runs: behind everybody within the limit.
    ranks = table["rank"].to_dict()
    assert ranks["greedy"] == 3 and {ranks["out"], ranks["careful"]} == {1, 2}
    assert ranks["elsewhere"] == ranks["half way"] == 0
    best = "careful" if table.loc["careful", "mean"] > 0 else "out"
    assert ranks[best] == 1


def test_a_line_that_was_changed_is_replayed_with_a_warning(capsys):
    line = write_line("CLASS1", 1, "Cheng Xiao", [Choice(order=300), STOP])
    replay(line)
    assert "check digits" not in capsys.readouterr().out
    replay(line.replace("300/", "400/"))
    said = capsys.readouterr().out
    assert "check digits of this line do not fit" in said and "| 400/24.99" in said


def test_the_table_and_the_debrief_round_alike():
    """Who subtracts what is written gets what is written: 15.1 less 18.9 is −3.8, not −3.7."""
    choices = [Choice(1500, ads=3000.0), Choice(1000, ads=3000.0), Choice(1500, ads=2000.0)]
    line = write_line("FOSHAN1", 1, "Cheng Xiao", [*choices, Choice(1000)])
    row = class_table(line + "\n").iloc[0]
    assert (row["Mean growth"], row["Happened"]) == ("+18.9%", "+15.1%")
    assert (row["Against the newsvendor (points)"], row["Luck (points)"]) == ("+3.0", "−3.8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_in_words_from_a_folder(tmp_path, language):
    (tmp_path / "xiao.txt").write_bytes(
        b"\xef\xbb\xbf" + write_line("CLASS1", 2, "程晓", GOOD).encode()
    )
    (tmp_path / "b.TXT").write_text(
        write_line("CLASS1", 1, "李四", GOOD).replace("900/", "800/"), encoding="utf-8"
    )
    (tmp_path / "picture.png").write_bytes(b"\x00")
    with speaking(language):
        table = class_table(tmp_path, code="class 1")
    assert set(table.iloc[:, 0]) == {"程晓", "李四"}
    notes = " ".join(table.iloc[:, -1])
    assert {"zh": "被改过", "en": "changed"}[language] in notes
    assert {"zh": "第 2 局", "en": "game 2"}[language] in notes


@pytest.mark.parametrize("wrong", ["", "no such folder", [], "a | b\nc"])
def test_a_table_of_nothing_says_what_to_give(wrong, tmp_path):
    with pytest.raises(ParameterError):
        class_table(wrong)
