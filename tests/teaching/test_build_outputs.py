"""What is stored of an output names no machine and no moment, and every picture is described."""

import base64
import io
import tempfile
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_output
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from xbcourse.assumptions.language import Text
from xbcourse.teaching.lesson import outputs

ROOT = Path("/course")
WORDS = Text(zh="售价越高，剩得越多", en="The higher the price, the more is left")


def png(remark=None):
    """A small picture, base64; with a remark in it as programs leave them."""
    info = PngInfo()
    if remark:
        info.add_text("Software", remark)
    file = io.BytesIO()
    Image.new("RGB", (4, 3), "teal").save(file, "PNG", pnginfo=info)
    return base64.b64encode(file.getvalue()).decode()


def shows(metadata=None, **data):
    data = {name.replace("_", "/", 1): content for name, content in data.items()}
    return new_output("display_data", data=data, metadata=metadata or {})


def prints(text, name="stdout"):
    return new_output("stream", name=name, text=text)


def cell(*shown, tags=()):
    return new_code_cell(outputs=list(shown), metadata={"tags": list(tags)})


def faults(*shown):
    return [key for key, _ in outputs.faults(cell(*shown), ROOT)]


def test_a_picture_loses_what_programs_wrote_into_it_and_nothing_else():
    made = cell(shows(image_png=png("matplotlib 3.11, on my machine")))
    outputs.clean(made, None, "en", pictures=True)
    (shown,) = made.outputs
    assert shown.data["image/png"] == png()
    with Image.open(io.BytesIO(base64.b64decode(shown.data["image/png"]))) as picture:
        assert picture.getpixel((3, 2)) == (0, 128, 128)


@pytest.mark.parametrize(("language", "words"), [("zh", WORDS.zh), ("en", WORDS.en)])
def test_a_picture_without_words_gets_those_of_its_cell(language, words):
    made = cell(shows(image_png=png()), shows(image_jpeg="AAAA"))
    outputs.clean(made, WORDS, language, pictures=True)
    assert made.outputs[0].metadata["image/png"]["alt"] == words
    assert made.outputs[1].metadata["image/jpeg"]["alt"] == words
    assert list(outputs.faults(made, ROOT)) == []


def test_words_made_from_the_data_are_kept():
    made = cell(shows({"image/png": {"alt": "CM3 is -3.1 USD"}}, image_png=png()))
    outputs.clean(made, WORDS, "en", pictures=True)
    assert outputs.alt_text(made.outputs[0]) == "CM3 is -3.1 USD"


@pytest.mark.parametrize("kind", ["image_png", "image_jpeg", "image_svg+xml"])
def test_a_picture_of_any_kind_needs_words(kind):
    assert faults(shows(**{kind: "AAAA"})) == ["output_no_alt"]
    described = {kind.replace("_", "/"): {"alt": "a line that rises"}}
    assert faults(shows(described, **{kind: "AAAA"})) == []
    assert faults(shows({kind.replace("_", "/"): {"alt": ""}}, **{kind: "AAAA"})) != []


@pytest.mark.parametrize("tag", ["widget", "volatile"])
def test_sliders_and_what_belongs_to_one_reader_are_not_stored(tag):
    made = cell(prints("anything"), shows(text_plain="Panel(...)"), tags=[tag])
    outputs.clean(made, None, "en", pictures=True)
    assert made.outputs == []


def test_the_answers_do_without_pictures_and_keep_the_rest():
    made = cell(shows(image_png=png()), prints("0.75"))
    outputs.clean(made, None, "en", pictures=False)
    assert [shown.output_type for shown in made.outputs] == ["stream"]


def test_an_intended_error_is_stored_without_colours():
    trace = ["\x1b[31mValueError\x1b[39m: no"]
    made = cell(new_output("error", ename="ValueError", evalue="no", traceback=trace))
    outputs.clean(made, None, "en", pictures=True)
    assert made.outputs[0].traceback == ["ValueError: no"]


REFUSED = {
    "output_stderr": prints("UserWarning: something is deprecated\n", "stderr"),
    "output_widget": shows(**{"application_vnd.jupyter.widget-view+json": {"model_id": "a"}}),
    "output_address": shows(text_plain="<object object at 0x7f3a5c1b2d40>"),
    "output_path": shows(text_html="<p>/course/lessons/00-start</p>"),
}


@pytest.mark.parametrize(("key", "output"), REFUSED.items(), ids=REFUSED.keys())
def test_what_must_not_be_stored_is_refused(key, output):
    assert faults(output) == [key]


@pytest.mark.parametrize(
    "text",
    [
        f"read {Path.home()}/notes.csv" if Path.home() != Path("/") else "/course/notes.csv",
        f"{tempfile.gettempdir()}/tmpab12/x.csv",
        "/var/ipykernel_4711/123.py:3: in <module>",
    ],
    ids=["home", "temporary", "kernel"],
)
def test_paths_of_the_building_machine_are_refused(text):
    assert set(faults(prints(text))) == {"output_path"}
    error = new_output("error", ename="OSError", evalue=text, traceback=[])
    assert set(faults(error)) == {"output_path"}


def test_ordinary_output_is_no_fault():
    table = "<table><tr><td>0x7f3a5c1b2d40 at 3 USD</td></tr></table>"
    assert faults(prints("0.75\n"), shows(text_html=table, text_plain="price  29.99")) == []
