"""What translators do with a workbook, by a program that is not ours: edit.py TASK WORKBOOK [RESULT], more as JSON on stdin."""

import datetime
import json
import sys

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont


def columns(sheet, row=1):
    return {cell.value: cell.column for cell in sheet[row] if cell.value is not None}


def describe(book, _):
    return {
        "sheets": [
            {
                "name": sheet.title,
                "state": sheet.sheet_state,
                "frozen": sheet.freeze_panes,
                "guarded": sheet.protection.sheet,
                "password": sheet.protection.password,
                "filter": sheet.auto_filter.ref,
                "lists": [[str(one.sqref), one.formula1] for one in sheet.data_validations.dataValidation],
                "widths": [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]],
                "head": [cell.value for cell in sheet[1]],
                "second": [
                    {
                        "text": cell.value,
                        "format": cell.number_format,
                        "wrapped": cell.alignment.wrap_text,
                        "order": cell.alignment.readingOrder,
                        "locked": cell.protection.locked,
                    }
                    for cell in (sheet[2] if sheet.max_row > 1 else [])
                ],
                "sources": [
                    sheet.cell(row, columns(sheet)["Source (en)"]).value for row in range(2, sheet.max_row + 1)
                ]
                if "Source (en)" in columns(sheet)
                else [],
            }
            for sheet in book
        ]
    }


def fill(book, texts):
    """Translations by sheet and id; all of them signed off."""
    for name, by_id in texts.items():
        sheet = book[name]
        at = columns(sheet)
        for row in range(2, sheet.max_row + 1):
            text = by_id.get(sheet.cell(row, at["Id"]).value)
            if text is None:
                continue
            sheet.cell(row, at[f"Translation ({name})"]).value = text
            sheet.cell(row, at["Translator"]).value = "Ann"
            sheet.cell(row, at["Reviewer"]).value = "Bo"
            sheet.cell(row, at["Signed off"]).value = "yes"


def disturb(book, _):
    """Everything that goes wrong in an office, each in a row of its own; ids are row numbers of the source."""
    sheet = book["fr"]
    sheet.insert_rows(1)
    sheet.cell(1, 1).value = "For our translators"
    sheet.insert_cols(3)
    sheet.cell(2, 3).value = "Our notes"
    sheet.column_dimensions["D"].width = 12
    at = columns(sheet, 2)
    translation, signed = at["Translation (fr)"], at["Signed off"]

    def cell(item, column):
        return sheet.cell(item + 2, column)

    cell(1, translation).value = "=1+1"
    cell(2, translation).value = datetime.date(2026, 1, 2)
    sheet.merge_cells(start_row=5, end_row=6, start_column=translation, end_column=translation)
    cell(5, translation).value = CellRichText(
        "Tous les jours, Wendi donne ", TextBlock(InlineFont(b=True), "trois tasses"), " à 20 poules_x0041_ ?"
    )
    cell(6, translation).value = None
    cell(7, at["Source (en)"]).value = "Another question?"
    cell(8, at["Id"]).value = "none"
    cell(9, at["Id"]).value = 10
    cell(11, signed).value = "perhaps"
    cell(12, at["Reviewer"]).value = None
    cell(13, signed).value = True
    cell(14, translation).value = 3
    cell(14, translation).number_format = "General"
    cell(15, translation).value = 0.2
    cell(15, translation).number_format = "0%"
    cell(16, translation).value = "شماره \u200f3\u200f و «۳»"
    cell(17, at["Adaptation"]).value = "Dollars became euros."
    sheet.delete_rows(18 + 2)
    sheet.title = "French"
    book.create_sheet("Glossary")["A1"] = "duck = canard"


TASKS = {"describe": describe, "fill": fill, "disturb": disturb}

task, source, *target = sys.argv[1:]
workbook = openpyxl.load_workbook(source, rich_text=True)
given = sys.stdin.read()
answer = TASKS[task](workbook, json.loads(given) if given else None)
if target:
    workbook.save(target[0])
print(json.dumps(answer))
