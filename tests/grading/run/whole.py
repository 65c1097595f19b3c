"""A term in small: what a class is given, fills in, and hands in as a platform's zip."""

import io
import json
import zipfile

from xbcourse.cli import main
from xbcourse.teaching import official
from xbcourse.teaching.grading import assignment as assignments
from xbcourse.teaching.grading import salt as salts
from xbcourse.teaching.grading.marks.follow import literal
from xbcourse.teaching.grading.variant import inputs_for

NAMES = {
    "2026001": "王小明",
    "2026002": "李娜",
    "2026003": "张伟",
    "2026004": "赵芳",
    "2026005": "O'Neil, Pat",
    "2026006": "陈静",
    "2026007": "周强",
    "2026008": "吴敏",
}
ESSAY = "按 CM3 算，每单亏 2.74 美元，先不订。" * 6


def assigned(folder, *options, modules=("01",)):
    """Assign to the class with the command; returns the folder."""
    roster = folder / "roster.csv"
    rows = [f'{id_},"{name}",{id_}@example.edu' for id_, name in NAMES.items()]
    roster.write_text("\n".join(["学号,姓名,邮箱", *rows]), encoding="utf-8-sig")
    words = ["assign", *modules, "--name", "hw1", "--class-code", "ECOM-2026A"]
    words += ["--roster", str(roster), "--out", str(folder / "hw1"), *options]
    assert main([*words, "--due", "2026-12-01 23:59+08:00", "--late", "10"]) == 0
    return folder


class Pupil:
    """One student of the class: knows the numbers printed in the notebook, and can be wrong."""

    def __init__(self, folder, student):
        self.id, self.name = student, NAMES[student]
        self.assignment = assignments.load(folder / "hw1" / assignments.FILE)
        self.salt = salts.read(folder / "hw1" / "salt.txt")
        handout = folder / "hw1" / "handout"
        if self.assignment.personal:
            with zipfile.ZipFile(handout / f"{student}.zip") as archive:
                (name,) = (n for n in archive.namelist() if n.endswith(".ipynb"))
                self.given = json.loads(archive.read(name))
        else:
            (file,) = handout.glob("*.ipynb")
            self.given = json.loads(file.read_text(encoding="utf-8"))

    def filled(self, **wrong):
        """The notebook with every answer right, but for the code of these variables."""
        made = json.loads(json.dumps(self.given))
        for question in self.assignment.questions():
            code = wrong.get(question.variable) or self._right(question)
            for cell in made["cells"]:
                if cell["metadata"].get("xbcourse", {}).get("question") == question.id:
                    check = f'\n\ncheck("{question.id}", {question.variable})'
                    cell["source"] = code + check
        return json.dumps(made, ensure_ascii=False).encode()

    def inputs(self, question):
        return inputs_for(question, self.assignment, self.id, self.salt)

    def _right(self, question):
        if question.kind == "essay":
            return f"{question.variable} = {ESSAY!r}"
        if question.kind == "function":
            return official.code(question.id)
        code = literal(question.expected(self.inputs(question)))
        return f"import pandas\n{question.variable} = {code}"


def zipped(file, papers):
    """A zip as Moodle gives it: (student, file's name, bytes)."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number, (student, name, paper) in enumerate(papers):
            folder = f"{NAMES[student]}_{44000 + number}_assignsubmission_file_"
            archive.writestr(f"{folder}/{name}", paper)
    file.write_bytes(content.getvalue())
    return file
