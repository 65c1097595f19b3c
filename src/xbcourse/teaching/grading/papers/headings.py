"""What the columns of schools' files are called, in Chinese and English, and which row says so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import islice

from .tables import Row

#: Field → the names of its column, most telling first. Of several columns of ids the first is the
#: student's id and the others are aliases.
NAMES = {
    "id": (
        *("学号", "学号工号", "学工号", "学生学号", "学籍号", "studentid", "studentnumber"),
        *("matriculationnumber", "sisuserid", "idnumber", "sisloginid", "工号", "账号", "帐号"),
        *(
            "loginid",
            "login",
            "username",
            "用户名",
            "登录名",
            "identifier",
            "标识符",
            "userid",
            "id",
        ),
    ),
    "name": (
        *("姓名", "学生姓名", "真实姓名", "中文姓名", "名字", "fullname", "studentname", "student"),
        *("name", "displayname", "昵称"),
    ),
    "first": ("firstname", "givenname", "名"),
    "last": ("lastname", "surname", "familyname", "姓"),
    "email": (
        "邮箱",
        "电子邮箱",
        "电子邮件",
        "邮箱地址",
        "电子邮件地址",
        "emailaddress",
        "email",
        "mail",
    ),
    "section": ("班级", "行政班", "行政班级", "教学班", "section", "class", "group", "groups"),
    "language": ("语言", "language", "lang"),
    "time": (
        *("提交时间", "交卷时间", "submittedat", "submissiontime", "submitted", "time"),
        *("lastmodifiedsubmission", "timesubmitted"),
        # Moodle in Chinese, as its versions have it.
        *("上次修改作业", "最后修改学生"),
    ),
    "file": ("文件", "文件名", "file", "filename", "sha256"),
    "module": ("模块", "课", "module"),
    "due": (
        *("新截止时间", "截止时间", "延期至", "延期到"),
        *("newdue", "due", "duedate", "extensionto"),
    ),
    "days": ("延期天数", "天数", "days", "extensiondays"),
}
#: The heading is looked for in so many rows: above it stand titles and dates.
_DEEPEST = 20
_FIELDS = {name: field for field, names in NAMES.items() for name in names}

#: What a list ends with, in the place of an id: a sum, a remark, a signature.
_FOOT = re.compile(
    r"合\s*计|总\s*计|小\s*计|共|制表|打印|备\s*注|说\s*明|注\s*[:：]|total", re.IGNORECASE
)
#: What an export has beside people: Canvas's row of points, and its made-up student.
_NOBODY = ("pointspossible", "studenttest", "teststudent", "满分")

#: Column of each field; of ids there may be several, most telling first.
Columns = dict[str, list[int]]


def plain(heading: str) -> str:
    """A heading without what differs from system to system: case, marks, blanks, remarks.

    >>> plain("学号/工号"), plain("*Email address"), plain("学号（必填）")
    ('学号工号', 'emailaddress', '学号')
    """
    without_remark = re.sub(r"[(（\[].*?[)）\]]", "", heading)
    return _letters(without_remark) or _letters(heading)


def columns_of(row: Row) -> Columns:
    """The columns of a heading by field; empty for a row that is none."""
    found: Columns = {}
    for column, cell in enumerate(row.cells):
        field = _FIELDS.get(plain(cell)) or _FIELDS.get(_letters(cell))
        if field:
            found.setdefault(field, []).append(column)
    for field, columns in found.items():
        columns.sort(key=lambda column: _rank(field, row[column]))
    return found


def heading_in(rows: Sequence[Row], needed: str = "id") -> tuple[int, Columns] | None:
    """Where the heading stands: the first row near the top that names the needed field.

    A row of one cell is a heading only where nothing wider follows: "ID" may be a title.
    """
    widest = max((len(list(filter(None, row.cells))) for row in rows), default=0)
    for place, row in enumerate(islice(rows, _DEEPEST)):
        columns = columns_of(row)
        if needed in columns and (widest == 1 or len(list(filter(None, row.cells))) > 1):
            return place, columns
    return None


def is_nobody(row: Row, columns: Columns) -> bool:
    """A line of an export that is no student: points possible, a test student, the foot.

    So is one with neither a name nor any id, such as Canvas's "Manual Posting".
    """
    telling = ("id", "name", "first", "last", "email")
    if not any(row[column] for field in telling for column in columns.get(field, ())):
        return True
    names = [plain(row[column]) for column in columns.get("name", ())]
    if any(name in _NOBODY for name in names):
        return True
    written = list(filter(None, row.cells))
    return bool(_FOOT.match(written[0])) and len(written) <= 2 and not any(names)


def _letters(heading: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", heading).casefold())


def _rank(field: str, heading: str) -> int:
    names = NAMES[field]
    written = plain(heading) if plain(heading) in names else _letters(heading)
    return names.index(written)
