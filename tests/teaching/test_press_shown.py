"""Outputs on paper and on slides: tables, pictures with words, nothing for notebooks only."""

import base64
import io
import re

import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_output
from PIL import Image

from xbcourse.teaching.press import shown


def picture(width=960, height=540, alt="Each order loses $2.74"):
    file = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(file, "png")
    data = {"image/png": base64.b64encode(file.getvalue()).decode("ascii")}
    return new_output("display_data", data=data, metadata={"image/png": {"alt": alt}})


def html(text, **metadata):
    return new_output("display_data", data={"text/html": text}, metadata=metadata)


def aloud(words, table="<table class='dataframe'><tr><td>1</td></tr></table>"):
    return html(f'<p style="height:1px;overflow:hidden;margin:0">{words}</p>\n{table}')


def cell(*outputs, source="x"):
    return new_code_cell(source, outputs=list(outputs))


def test_a_picture_comes_with_its_words_and_its_size():
    made = shown.outputs(cell(picture(alt='"Less" < more')))
    assert made.startswith('<figure><img src="data:image/png;base64,')
    assert 'width="960" height="540" alt="&quot;Less&quot; &lt; more">' in made


def test_a_slide_s_picture_loses_the_title_that_is_its_heading():
    ((made, finding),) = shown.pictures(cell(picture(), aloud("Each order loses $2.74")))
    assert finding == "Each order loses $2.74"
    sizes = re.search(r"width:(\d+)px;height:(\d+)px.*margin-top:-(\d+)px", made)
    wide, high, up = map(int, sizes.groups())
    assert (wide, high) == (1054, 518)  # 960 × 472 as large as 1184 × 518 lets it be
    assert up == round(68 * 518 / 472)


def test_a_picture_whose_title_says_something_else_stays_whole():
    ((made, _),) = shown.pictures(cell(picture(), html("<p>Another sentence</p><table></table>")))
    assert "margin-top:-0px" in made


def test_what_a_check_says_to_nobody_is_not_printed():
    said = html("<div>not started</div>", xbcourse={"question": "m01.duty"})
    assert shown.outputs(cell(said)) == ""


def test_the_sentence_for_screen_readers_and_pandas_styles_are_left_out():
    made = shown.outputs(cell(aloud("Words"), html("<style scoped>td {}</style><table></table>")))
    assert "Words" not in made and "<style" not in made


def test_a_code_cell_that_only_fetches_a_picture_is_not_printed():
    assert shown.code(cell(source='still("one_order", price=20)')) == ""
    assert "<code>" in shown.code(cell(source='picture = still("one_order")\npicture.table'))


def test_printed_text_is_escaped_and_an_error_is_its_last_line():
    text = new_output("stream", name="stdout", text="a < b\n")
    error = new_output("error", ename="KeyError", evalue="'acos'", traceback=["long"])
    made = shown.outputs(cell(text, error))
    assert made == (
        '<pre class="output">a &lt; b</pre>\n<pre class="output">KeyError: &#x27;acos&#x27;</pre>\n'
    )


@pytest.mark.parametrize("flat", [True, False])
def test_columns_of_numbers_are_set_to_the_right_with_their_heads(flat):
    table = pd.DataFrame(
        {"kind": ["a", "a"], "what": ["x", "y"], "low": ["$1,200.50", "—"], "share": [0.5, None]}
    )
    table = table if flat else table.set_index(["kind", "what"])
    (made,) = shown.tables(cell(html(table.to_html(border=1, index=not flat))))
    right = set(re.findall(r'<(t[hd])[^>]* class="number"[^>]*>(.*?)</', made))
    numbers = {("td", "$1,200.50"), ("td", "—"), ("td", "0.5"), ("td", "NaN")}
    # In a table with an index of its own the heads of the index stand one row lower.
    heads = {("th", "low"), ("th", "share")} | (set() if flat else {("th", "")})
    assert right == numbers | heads
    assert 'border="1"' not in made


def test_a_column_with_one_word_in_it_is_words():
    table = pd.DataFrame({"cny": ["12", "none yet"]})
    (made,) = shown.tables(cell(html(table.to_html(index=False))))
    assert "number" not in made
