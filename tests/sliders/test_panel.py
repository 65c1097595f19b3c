"""The panel: a move goes to the scenario, from there to picture, sentence and key figures."""

import io
import threading
from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np
import pytest
from demo_view import FAULTY, demo
from PIL import Image

from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.language import speaking, use
from xbcourse.sliders import Panel, Shown, explore


@pytest.fixture(name="panel")
def _panel(tmp_path, monkeypatch) -> Panel:
    monkeypatch.chdir(tmp_path)
    return Panel(demo, price_usd=20.0, cogs=66.5, acos=0.1)


def move(panel: Panel, name: str, shown) -> None:
    """What the browser does: a new value of the widget."""
    panel._controls[name].widget.value = shown


def seen(panel: Panel) -> tuple[bytes, str, str]:
    return panel._screen.jpeg, panel._sentence.value, panel._figures.value


def test_starts_where_it_is_told_to(panel):
    assert panel.scenario.price_usd == 20.0
    # 20 × (1 - 0.1) - 66.5 / 6.65 = 8
    assert "At $20.00 an order leaves $8.00." in panel._sentence.value
    assert Image.open(io.BytesIO(panel._screen.jpeg)).size == (960, 440)


def test_a_move_changes_scenario_picture_sentence_and_figures(panel):
    before = seen(panel)
    move(panel, "price_usd", 30.0)
    assert panel.scenario == demo.start(price_usd=30.0, cogs=66.5, acos=0.1)
    assert "At $30.00 an order leaves $17.00." in panel._sentence.value
    assert "+$9.00" in panel._figures.value
    assert all(a != b for a, b in zip(before, seen(panel), strict=True))


def test_a_share_is_moved_in_percent(panel):
    move(panel, "acos", 30.0)
    assert panel.scenario.acos == 0.3
    assert "leaves $4.00" in panel._sentence.value


def test_back_again_is_the_same_picture(panel):
    before = seen(panel)
    for price in (33.0, 90.0, 20.0):
        move(panel, "price_usd", price)
    assert seen(panel) == before


def test_reset_goes_back_to_where_the_panel_opened(panel):
    before = seen(panel)
    move(panel, "price_usd", 33.0)
    move(panel, "acos", 40.0)
    panel._toolbar._reset.click()
    assert seen(panel) == before
    assert panel._controls.values() == {"price_usd": 20.0, "cogs": 66.5, "acos": 0.1}


def test_preset_starts_from_the_start_and_moves_the_sliders(panel):
    move(panel, "cogs", 10.0)
    panel._toolbar._choice.value = "ads"
    assert panel._controls.values() == {"price_usd": 30.0, "cogs": 66.5, "acos": 0.5}
    assert panel.scenario == demo.start(price_usd=30.0, cogs=66.5, acos=0.5)
    assert "leaves $5.00" in panel._sentence.value


def test_a_preset_can_be_chosen_again_after_moving_on(panel):
    panel._toolbar._choice.value = "cheap"
    move(panel, "price_usd", 50.0)
    assert panel._toolbar._choice.label == "Choose a situation …"
    panel._toolbar._choice.value = "cheap"
    assert panel.scenario.price_usd == 12.0


def test_compare_shows_the_start_in_picture_and_figures(panel):
    move(panel, "price_usd", 30.0)
    before = seen(panel)
    panel._toolbar._compare.value = True
    picture, sentence, figures = seen(panel)
    assert picture != before[0] and sentence == before[1]
    assert "was $8.00" in figures and "was" not in before[2]
    panel._toolbar._compare.value = False
    assert seen(panel) == before


def test_a_fault_keeps_the_last_good_picture_and_says_so(panel):
    move(panel, "price_usd", 30.0)
    good = seen(panel)
    move(panel, "price_usd", FAULTY)
    assert seen(panel) == good
    assert isinstance(panel.fault, ZeroDivisionError)
    assert 'role="alert"' in panel._message.value
    assert "ZeroDivisionError: demo" in panel._message.value
    assert "could not be computed" in panel._message.value


def test_after_a_fault_the_panel_goes_on(panel):
    move(panel, "price_usd", FAULTY)
    move(panel, "price_usd", 30.0)
    assert panel.fault is None and panel._message.value == ""
    assert "leaves $17.00" in panel._sentence.value


def test_compare_during_a_fault_does_not_hide_it(panel):
    move(panel, "price_usd", FAULTY)
    panel._toolbar._compare.value = True
    assert isinstance(panel.fault, ZeroDivisionError)
    assert "could not be computed" in panel._message.value
    assert "was $8.00" in panel._figures.value


def test_a_chart_that_fails_half_way_leaves_nothing_half_new(panel, monkeypatch):
    good = seen(panel)
    with monkeypatch.context() as patch:
        patch.setattr(panel._picture._chart.title, "set_text", _refuse)
        move(panel, "price_usd", 30.0)
        assert seen(panel) == good and isinstance(panel.fault, RuntimeError)
    move(panel, "price_usd", 31.0)
    fresh = Panel(demo, price_usd=31.0, cogs=66.5, acos=0.1)
    assert panel._screen.jpeg == fresh._screen.jpeg


def _refuse(_words):
    raise RuntimeError("half-way")


def test_save_and_open(panel, tmp_path):
    move(panel, "price_usd", 30.0)
    kept = seen(panel)
    panel._drawer._name.value = "first try"
    panel._drawer._save.click()
    assert (tmp_path / "first try.json").is_file()
    assert "Saved as first try.json." in panel._message.value
    move(panel, "price_usd", 44.0)
    panel._drawer._open.click()
    assert panel._controls["price_usd"].value == 30.0
    # What changed is told against where the panel opened, so all reads as when it was saved.
    assert seen(panel) == kept
    assert "first try is open." in panel._message.value


def test_saving_again_replaces_nothing_and_offers_a_free_name(panel, tmp_path):
    panel._drawer._name.value = "mine"
    panel._drawer._save.click()
    first = (tmp_path / "mine.json").read_bytes()
    move(panel, "price_usd", 30.0)
    panel._drawer._save.click()
    assert panel.fault is None, "the picture is right; only the file was refused"
    assert 'role="alert"' in panel._message.value
    assert "mine.json already exists and was left alone" in panel._message.value
    assert (tmp_path / "mine.json").read_bytes() == first
    assert panel._drawer._name.value == "mine-2"
    panel._drawer._save.click()
    assert (tmp_path / "mine-2.json").is_file()
    assert "Saved as mine-2.json." in panel._message.value


def test_a_bad_file_changes_nothing_and_is_named(panel, tmp_path):
    (tmp_path / "notes.json").write_text("{]", encoding="utf-8")
    before, scenario = seen(panel), panel.scenario
    panel._drawer._name.value = "notes"
    panel._drawer._open.click()
    assert seen(panel) == before and panel.scenario == scenario
    assert "notes.json" in panel._message.value and 'role="alert"' in panel._message.value


def test_a_scenario_with_an_impossible_value_is_refused_as_a_whole(panel, tmp_path):
    (tmp_path / "odd.json").write_text(
        '{"format": 1, "preset": "defaults", "changes": {"cogs": 5, "price_usd": -1}}',
        encoding="utf-8",
    )
    panel._drawer._name.value = "odd"
    panel._drawer._open.click()
    assert panel._controls.values() == {"price_usd": 20.0, "cogs": 66.5, "acos": 0.1}
    assert "price_usd" in panel._message.value


def test_the_language_is_that_of_the_start():
    with speaking("zh"):
        panel = Panel(demo, price_usd=20.0, cogs=66.5, acos=0.1)
    use("en")
    move(panel, "price_usd", 30.0)
    assert "售价 $30.00 时，每单剩 $17.00。" in panel._sentence.value
    move(panel, "price_usd", FAULTY)
    assert "没能算出来" in panel._message.value


def test_what_a_view_says_is_text_and_never_html(panel, monkeypatch):
    shown = demo(panel.scenario)
    evil = "<script>alert(1)</script> & <b>"
    told = Shown(shown.data, evil, shown.figures, shown.make_table)
    monkeypatch.setattr(panel, "_view", replace(demo, function=lambda _scenario: told))
    move(panel, "price_usd", 30.0)
    assert "<script" not in panel._sentence.value
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in panel._sentence.value


def test_a_fault_says_its_text_and_never_html(panel, monkeypatch):
    def refuse(_scenario):
        raise ValueError("<img src=x onerror=alert(1)>")

    monkeypatch.setattr(panel, "_view", replace(demo, function=refuse))
    move(panel, "price_usd", 30.0)
    assert "<img" not in panel._message.value and "&lt;img" in panel._message.value


def test_each_panel_names_its_own_sliders():
    one, other = Panel(demo), Panel(demo)
    scripts = [p.children[-1].outputs[0]["data"]["application/javascript"] for p in (one, other)]
    for panel, script in zip((one, other), scripts, strict=True):
        own = panel._dom_classes[1]
        assert f'".{own}"' in script and "PANEL" not in script
    assert scripts[0] != scripts[1]


def test_unknown_view_is_answered_with_the_nearest():
    with pytest.raises(ParameterError, match="first_slider"):
        explore("frist_slider")


def test_two_panels_on_two_threads_and_pyplot_beside_them_do_not_mix():
    """A slider moves on another thread than the cell that runs; each picture is its own."""
    prices = {"en": [11.0, 24.0, 37.0, 52.0], "zh": [13.0, 29.0, 43.0, 61.0]}
    panels, expected, wrong = {}, {}, []
    for language in prices:
        with speaking(language):
            panels[language] = Panel(demo)
            for price in prices[language]:
                alone = Panel(demo, price_usd=price)
                # "What changed" is told against an own start; picture and sentence are not.
                expected[language, price] = seen(alone)[:2]
    stop = threading.Event()

    def slide(language):
        while not stop.is_set():
            for price in prices[language]:
                move(panels[language], "price_usd", price)
                if seen(panels[language])[:2] != expected[language, price]:
                    wrong.append((language, price))

    threads = [threading.Thread(target=slide, args=(language,)) for language in prices]
    for thread in threads:
        thread.start()
    first = _learners_picture()
    mixed = sum(not np.array_equal(_learners_picture(), first) for _ in range(10))
    stop.set()
    for thread in threads:
        thread.join()
    assert (wrong, mixed) == ([], 0)
    assert plt.get_fignums() == []


def _learners_picture() -> np.ndarray:
    plt.figure(figsize=(3, 2))
    plt.plot([0, 1, 2], [0, 1, 4])
    plt.title("a cell that runs")
    plt.gcf().canvas.draw()
    pixels = np.asarray(plt.gcf().canvas.buffer_rgba()).copy()
    plt.close()
    return pixels
