"""A folder of results made by hand, and a reader of pages."""

from html.parser import HTMLParser

from xbcourse.teaching.grading import assignment as assignments
from xbcourse.teaching.grading.marks import store
from xbcourse.teaching.grading.marks.marked import Marked, MarkedCriterion, MarkedQuestion, Part
from xbcourse.teaching.grading.papers.status import Status

HW1 = assignments.Assignment(
    name="hw1",
    class_code="ECOM-2026A",
    language="en",
    modules=("m01",),
    due=assignments.read_due("2026-12-01 23:59+08:00"),
    late=assignments.LateRule(0.1, 15, 0.5),
)
#: What a hostile student would write.
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\x1b[31m\u202e"


def question(name="returns_cost", points=2.0, found=2.0, outcome="right", **more):
    return MarkedQuestion(id=f"m01.{name}", points=points, found=found, outcome=outcome, **more)


def essay(text, *earned):
    rubric = tuple(
        MarkedCriterion(1.0, points) for points in (*earned, *[None] * (4 - len(earned)))
    )
    return question("verdict", 4.0, 0.0, "written", text=text, rubric=rubric)


def student(id_, *questions, name="", language="en", status=Status.OK, **part):
    parts = Part(module="m01", status=status, of=23.0, questions=questions, **part)
    return Marked(
        student=id_, name=name, language=language, parts=(parts,), versions={"xbcourse": "0.1.0"}
    )


def kept(folder, *students, **run):
    """Store results as grading does."""
    plain = {"assignment": HW1.as_json(), "noted": []}
    plain |= {"students": [m.student for m in students], "unknown": [], "remarks": [], **run}
    store.store(folder / store.RUN, plain)
    HW1.save(folder / assignments.FILE)
    for marked in students:
        store.keep(folder, marked)
    return folder


class Page(HTMLParser):
    """Tags with their attributes, the headings, the rows of tables, and all the text."""

    def __init__(self, content):
        super().__init__()
        self.tags, self.headings, self.rows, self.text = [], [], [], ""
        self._within = []
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self._within.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag in ("h1", "h2", "h3"):
            self.headings.append([tag, ""])

    def handle_endtag(self, tag):
        self._within.remove(tag)

    def handle_data(self, data):
        if "style" in self._within:
            return
        self.text += data
        if "td" in self._within or "th" in self._within:
            self.rows[-1][-1] += data
        if self._within and self._within[-1] in ("h1", "h2", "h3"):
            self.headings[-1][1] += data

    def named(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]
