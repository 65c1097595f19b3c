"""Grade files in the shapes that learning platforms export, for the same four students."""

import io

import openpyxl
from openpyxl.worksheet.datavalidation import DataValidation

from xbcourse.teaching.grading.gradebooks.filling import Score
from xbcourse.teaching.grading.papers.status import Status

SCORES = [
    Score(student="00260015", known_as=("wxm", "771"), status=Status.OK, score=18.5, of=24),
    Score(student="00260016", known_as=("li@x.edu.cn",), status=Status.MISSING, score=0.0, of=24),
    Score(student="00260017", known_as=("anna",), status=Status.UNREADABLE, score=None, of=24),
    Score(student="00260019", status=Status.OK, score=24.0, of=24),
]

CANVAS = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,hw1 (91),hw2 (92),Current Score\r\n"
    "    Points Possible,,,,,24.00,10.00,(read only)\r\n"
    '"王, 小明",771,00260015,wxm,"电商, 1 班",,9.50,95\r\n'
    '"Lee ""Si""",772,260016,li,A,12,,\r\n'
    "=cmd|'/c calc'!A1,773,00260017,anna,A,7.00,,\r\n"
    "Zhao,774,00260018,zhao,A,5,,\r\n"
    '"Student, Test",99,,,A,,,\r\n'
)
CANVAS_FILLED = (
    CANVAS.replace('1 班",,9.50', '1 班",18.5,9.50')
    .replace(",li,A,12,", ",li,A,0,")
    .replace(",anna,A,7.00,", ",anna,A,,")
)

MOODLE = (
    '\ufeff"Identifier";"Full name";"ID number";"Grade";"Feedback comments"\n'
    '"Participant 1";"王小明";"00260015";"";"Gut; 3,5 Seiten\nund mehr"\n'
    '"Participant 2";"李四";"00260016";"12,50";""\n'
    '"Participant 3";"Anna";"00260017";"";"=1+1"\n'
)
MOODLE_FILLED = MOODLE.replace('"00260015";""', '"00260015";"18,5"').replace('"12,50"', '"0"')

GBK = "跨境电商 2026A 班成绩登记表\r\n学号\t姓名\thw1成绩\r\n"
GBK += "00260015\t王小明\r\n00260016\t李四\t\r\n"
GBK_FILLED = GBK.replace("王小明\r\n", "王小明\t18.5\r\n").replace("李四\t\r\n", "李四\t0\r\n")


def chaoxing(column="成绩"):
    """A workbook with a title, a list to choose from, a protected sheet and a note on another."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "成绩导入"
    sheet.merge_cells("A1:E1")
    sheet["A1"] = "跨境电商 2026A 班 作业成绩"
    sheet.append(["学号/工号", "姓名", column, "备注", "合计"])
    for id_, name in ((260015, "王小明"), ("00260016", "李四"), ("00260017", "Anna")):
        sheet.append([id_, name, None, None, "=C3+1"])
    sheet["A3"].number_format = "00000000"
    sheet["C4"] = "旧"
    sheet["C4"].font = openpyxl.styles.Font(bold=True)
    choice = DataValidation(type="list", formula1='"优,良,中"')
    sheet.add_data_validation(choice)
    choice.add("D3:D9")
    sheet.column_dimensions["B"].width = 31
    sheet.protection.sheet = True
    book.create_sheet("说明")["A1"] = "请勿改动表头"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
