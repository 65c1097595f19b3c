"""The panel of the four quarters: what it shows, what it refuses, and what it never tells."""

import pytest

from xbcourse.analysis.quarters.levers import LEVERS, STOP, Choice
from xbcourse.analysis.quarters.market import market
from xbcourse.analysis.quarters.scoring import score
from xbcourse.analysis.quarters.year import most_pieces, outlay, seen
from xbcourse.assumptions.language import LANGUAGES, speaking, use
from xbcourse.charts.dials import Dial, DialBoard, DialsData
from xbcourse.charts.record import Record
from xbcourse.sliders.quarters import panel as panels
from xbcourse.sliders.quarters.panel import RoundPanel
from xbcourse.sliders.quarters.scorecard import score_shown
from xbcourse.sliders.quarters.seen import seen_shown
from xbcourse.sliders.still import Still


class Desk:
    """A game that is kept nowhere."""

    code, game, ruined = "CLASS1", 1, False

    def __init__(self):
        self.choices, self.there, self.saved = (), market("CLASS1"), ()

    @property
    def over(self):
        return len(self.choices) == 4 or STOP in self.choices

    def weeks(self):
        return seen(self.choices, self.there)

    def most(self):
        return most_pieces(self.choices, self.there)

    def outlay(self, choice):
        return outlay(choice, self.choices, self.there)

    def close(self, choice):
        self.choices = (*self.choices, choice)
        return self.saved

    def scored(self):
        return score_shown(score(self.code, self.choices)), "<p>debrief</p>"


@pytest.fixture(name="panel")
def _panel(monkeypatch):
    monkeypatch.setattr(panels, "_PAUSE", 0.0)
    use("en")
    return RoundPanel(Desk())


def press(panel):
    panel._button.click()


def test_before_the_first_quarter_there_are_sums_and_no_picture(panel):
    assert "quarter 1 to decide" in panel._title.value
    assert panel._screen.layout.display == "none"
    # 700 pieces at 0.3 · 34; what is due on arrival; thirteen weeks of ads and overheads.
    for amount in ("7,140", "30,100", "19,500", "300,000"):
        assert amount in panel._plan.value
    panel._controls["order"].widget.value = 1000
    assert "10,200" in panel._plan.value and panel._desk.choices == ()


def test_a_press_closes_a_quarter_and_shows_its_weeks(panel):
    panel._controls["order"].widget.value = 900
    press(panel)
    assert panel._desk.choices == (Choice(order=900),)
    assert "Quarter 1 closed" in panel._sentence.value and "quarter 2" in panel._button.description
    assert panel._screen.jpeg[:2] == b"\xff\xd8" and panel._screen.layout.display is None
    assert panel.fault is None


def test_a_double_click_closes_one_quarter(monkeypatch):
    use("en")
    panel = RoundPanel(Desk())
    press(panel)
    press(panel)
    assert len(panel._desk.choices) == 1


def test_an_order_below_the_factorys_least_is_said_and_not_closed(panel):
    panel._controls["order"].widget.value = 50
    assert "at least 100 pieces" in panel._plan.value
    press(panel)
    assert panel._desk.choices == () and "at least 100 pieces" in panel._message.value
    panel._controls["order"].widget.value = 100
    assert panel._message.value == "" and panel.fault is None


def test_what_could_not_be_saved_is_said(panel):
    panel._desk.saved = ("The disk is full.",)
    press(panel)
    assert "The disk is full." in panel._message.value and len(panel._desk.choices) == 1


def test_closing_is_announced_in_money_and_ends_in_the_debrief(panel):
    press(panel)
    panel._stop.value = True
    assert "are cleared for" in panel._plan.value
    press(panel)
    assert panel._desk.choices[-1] == STOP and panel._desk_box.children == ()
    assert "finished" in panel._title.value and "debrief" in panel._figures.value
    press(panel)
    assert len(panel._desk.choices) == 2


def test_the_panel_keeps_its_language(monkeypatch):
    monkeypatch.setattr(panels, "_PAUSE", 0.0)
    use("zh")
    panel = RoundPanel(Desk())
    use("en")
    press(panel)
    assert "第 1 季度结账" in panel._sentence.value and "第 2 季度" in panel._button.description


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "choices",
    [
        [Choice(order=0)],
        [STOP],
        [Choice(order=3000, price=17.99, ads=6000, care=2.0, site=3000)] * 4,
        [Choice(order=100, price=34.99, ads=0.0, care=0.0)] * 4,
    ],
)
def test_the_pictures_are_drawn_at_every_corner_without_a_warning(choices, language, recwarn):
    with speaking(language):
        shown = seen_shown(seen(choices, market("CORNER")), choices)
        card = score_shown(score("CORNER", choices))
        for chart, what in ((Record(), shown), (DialBoard(), card)):
            still = Still(chart, what)
            assert len(still.png) > 5000 and "nan" not in repr(still) and "{" not in still.alt
    assert [str(w.message) for w in recwarn] == []


def test_the_words_of_a_played_quarter_never_name_what_is_hidden():
    there, choices = market("CLASS1"), [Choice(order=900)]
    with speaking("en"):
        said = repr(Still(Record(), seen_shown(seen(choices, there), choices)))
    for name, value in there.facts.items():
        assert str(value) not in said.split(), name


def test_levers_read_as_the_registry_writes_them():
    assert {name: lever.unit.en for name, lever in LEVERS.items()} == {
        "order": "units",
        "price": "USD",
        "ads": "CNY/week",
        "care": "USD/order",
        "site": "CNY/week",
    }
    for lever in LEVERS.values():
        steps = (lever.default - lever.low) / lever.step
        assert steps == pytest.approx(round(steps), abs=1e-9), lever.name


def test_a_board_wants_a_value_for_each_policy():
    dial = Dial("growth", (0.1,), ("10%",), (0.0,), (0.2,))
    with pytest.raises(ValueError, match="one value for each policy"):
        DialsData(("you", "out"), (dial,), "", ("", "", ""))
    with pytest.raises(ValueError, match="1 to 6 dials"):
        DialsData(("you",), (), "", ("", "", ""))
