"""Slides on a screen and handouts on paper, in a real browser: nothing cut, nothing fetched."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from xbcourse.assumptions.language import LANGUAGES, say, speaking
from xbcourse.teaching.lesson.course import Course
from xbcourse.teaching.press import chromium
from xbcourse.teaching.press.handout import handout
from xbcourse.teaching.press.slides import slides

COURSE = Course(Path(__file__).resolve().parents[2])
#: The longest prose, the most slides, formulas with braces, wide tables; all others are slow.
SOME = {("01", "en"), ("02", "zh"), ("05", "en"), ("09", "zh")}
EVERY = [
    pytest.param(
        module.number,
        language,
        id=f"{module.number}-{language}",
        marks=[] if (module.number, language) in SOME else [pytest.mark.slow],
    )
    for module in COURSE.modules
    for language in LANGUAGES
]
#: What is measured on the slide in sight, in pixels of its 1280 × 720.
MEASURED = """() => [...document.querySelectorAll(".slide")].map((slide) => {
  slide.scrollIntoView();
  const body = slide.querySelector(".body"), inside = body.firstElementChild;
  const head = slide.querySelector("h1, h2"), foot = slide.querySelector("footer");
  const px = (element) => parseFloat(getComputedStyle(element).fontSize);
  return {
    number: slide.id,
    over: Math.max(
      inside.scrollHeight - body.clientHeight,
      inside.scrollWidth - body.clientWidth,
      head.scrollWidth - head.clientWidth,
      body.offsetTop + body.offsetHeight - foot.offsetTop,
    ),
    body: px(body),
    table: Math.min(...[...slide.querySelectorAll(".body table")].map(px)),
    head: px(head),
    lines: Math.round(head.clientHeight / (1.3 * px(head)) - 0.2),
  };
})"""


@pytest.fixture(name="opened")
def _opened(browser, tmp_path):
    """Opens a page from a file and notes what it asks for."""
    pages = []

    def open_(html, width=1280, height=720):
        file = tmp_path / "page.html"
        file.write_text(html, encoding="utf-8")
        page = browser.new_page(viewport={"width": width, "height": height})
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(file.as_uri())
        pages.append(page)
        return page

    yield open_
    for page in pages:
        page.close()


def made(make, number, language):
    with speaking(language):
        return make(COURSE, COURSE.module(number))


@pytest.mark.parametrize(("number", "language"), EVERY)
def test_every_slide_fits_and_can_be_read_from_the_last_row(opened, number, language):
    page = opened(made(slides, number, language))
    page.evaluate("document.body.classList.add('measured')")
    page.evaluate("document.querySelectorAll('.answer').forEach((a) => a.classList.add('open'))")
    measured = page.evaluate(MEASURED)
    assert len(measured) >= 15
    wrong = [
        slide
        for slide in measured
        if slide["over"] > 0
        or slide["body"] < 24
        or slide["head"] < 20
        or slide["lines"] > 3
        # A table may have smaller letters, as long as they are larger than the foot's.
        or (slide["table"] or 99) < 18
    ]
    assert wrong == []
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []
    assert page.said == []


@pytest.fixture(name="deck")
def _deck(opened):
    return opened(made(slides, "01", "en"))


def shown(page):
    """The numbers of the slides that can be seen."""
    seen = "(slides) => slides.filter((s) => s.checkVisibility()).map((s) => Number(s.id))"
    return page.locator(".slide").evaluate_all(seen)


def last(page):
    return page.locator(".slide").count()


def question(page):
    """The number of the first slide with an answer."""
    return int(page.locator(".slide:has(.answer)").first.get_attribute("id"))


def test_the_keyboard_goes_on_and_back_and_the_address_follows(deck):
    assert shown(deck) == [1]
    for key in ("ArrowRight", "PageDown", " ", "Enter"):
        deck.keyboard.press(key)
    assert shown(deck) == [5] and deck.url.endswith("#5")
    for key in ("ArrowLeft", "PageUp"):
        deck.keyboard.press(key)
    assert shown(deck) == [3]
    deck.keyboard.press("End")
    deck.keyboard.press("ArrowRight")
    assert shown(deck) == [last(deck)]
    deck.keyboard.press("Home")
    deck.keyboard.press("ArrowLeft")
    assert shown(deck) == [1]


def test_an_answer_comes_with_the_next_press_and_goes_with_the_one_before(deck):
    here = question(deck)
    deck.goto(deck.url.partition("#")[0] + f"#{here}")
    answer = deck.locator(".now .answer")
    assert not answer.is_visible()
    deck.keyboard.press("ArrowRight")
    assert answer.is_visible() and shown(deck) == [here]
    deck.keyboard.press("ArrowLeft")
    assert not answer.is_visible() and shown(deck) == [here]
    deck.keyboard.press("ArrowRight")
    deck.keyboard.press("ArrowRight")
    assert shown(deck) == [here + 1]
    deck.keyboard.press("ArrowLeft")
    assert shown(deck) == [here] and not answer.is_visible()


def test_without_a_keyboard_there_are_buttons_and_a_list_of_slides(deck):
    deck.get_by_role("button", name="On", exact=True).click()
    assert shown(deck) == [2]
    deck.get_by_role("button", name="?", exact=True).click()
    assert "N: notes below the slide" in deck.locator("#help").inner_text()
    deck.locator("#help a").nth(6).click()
    assert shown(deck) == [7] and not deck.locator("#help").is_visible()


def test_notes_come_below_the_slide_which_makes_room_for_them(deck):
    assert not deck.locator("#notes").is_visible()
    deck.keyboard.press("n")
    assert "Plan of the session" in deck.locator("#notes").inner_text()
    slide, notes = deck.locator(".now").bounding_box(), deck.locator("#notes").bounding_box()
    assert slide["y"] + slide["height"] <= notes["y"] + 1
    deck.keyboard.press("ArrowRight")
    assert "Board plan" in deck.locator("#notes").inner_text()


def test_the_window_of_notes_follows_the_slides_and_leads_them(deck):
    with deck.expect_popup() as opening:
        deck.keyboard.press("s")
    notes = opening.value
    deck.keyboard.press("ArrowRight")
    expect(notes.locator("h2").first).to_contain_text("2 / ")
    notes.keyboard.press("ArrowRight")
    expect(notes.locator("h2").first).to_contain_text("3 / ")
    assert shown(deck) == [3]
    deck.goto(deck.url.partition("#")[0] + f"#{question(deck)}")
    expect(deck.locator(".now .answer")).not_to_be_visible()
    expect(notes.locator("body")).to_contain_text("$19.00")
    assert notes.title() == "Notes"


def test_the_stage_fills_any_screen_and_keeps_its_shape(deck):
    for width, height, wide in ((1920, 1080, 1920), (1024, 768, 1024), (1000, 300, 533)):
        deck.set_viewport_size({"width": width, "height": height})
        # The page hears of its new size a moment later.
        measured = "Math.round(document.querySelector('.now').getBoundingClientRect().width)"
        deck.wait_for_function(f"wide => {measured} === wide", arg=wide)
        box = deck.locator(".now").bounding_box()
        assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.01)
        assert box["x"] >= -0.5 and box["x"] + box["width"] <= width + 0.5


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_printed_a_slide_is_a_page_and_with_notes_there_are_more(deck):
    plain = deck.pdf(prefer_css_page_size=True)
    assert pages_of(plain) == last(deck)
    deck.keyboard.press("n")
    assert pages_of(deck.pdf(prefer_css_page_size=True)) >= 2 * last(deck)


# ------------------------------------------------------------------------------------ on paper

#: A4 less its margins, in pixels of 1/96 inch.
PAPER = round((210 - 2 * 16) / 25.4 * 96)
#: The widest font that a computer is likely to have.
WIDE = ':is(:root, :lang(zh), :lang(en)) { --sans: "DejaVu Sans", Verdana !important; }'


@pytest.mark.parametrize(("number", "language"), EVERY)
def test_nothing_on_paper_is_wider_than_the_paper(opened, number, language):
    page = opened(made(handout, number, language), width=PAPER, height=1000)
    page.emulate_media(media="print")
    page.add_style_tag(content=WIDE)
    wide = page.evaluate(
        """() => [...document.querySelectorAll("main *")]
          .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
          .map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert wide == []
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize(("number", "language"), EVERY)
def test_a_handout_has_as_many_pages_as_a_lesson_of_its_length(number, language, tmp_path):
    with speaking(language):
        if chromium.found() is None:
            pytest.skip(say("press.no_browser", file=""))
        chromium.print_pdf(handout(COURSE, COURSE.module(number)), tmp_path / "made.pdf")
    pdf = (tmp_path / "made.pdf").read_bytes()
    assert (2 if number == "00" else 7) <= pages_of(pdf) <= 14


def test_a_handout_keeps_code_inside_a_page_and_numbers_its_pages(browser, tmp_path):
    html = made(handout, "01", "zh")
    assert "counter(page)" in html and "size: A4" in html
    page = browser.new_page()
    page.set_content(html)
    page.emulate_media(media="print")
    kept = page.evaluate(
        """() => [...document.querySelectorAll("figure, table, pre, .formula")]
          .map((e) => getComputedStyle(e).breakInside)"""
    )
    page.close()
    assert len(kept) > 20 and set(kept) == {"avoid"}
