"""Questionnaires as XLSForm, for KoboToolbox and ODK: export, import, and the answers that come back.

instrument ─exporting─▶ Form ─sheets─▶ XLSX          conditions: our three-valued conditions as guarded XPath
XLSX ─workbook─▶ sheets ─returning─▶ instrument      of a form that was exported here
XLSX ─workbook─▶ sheets ─foreign──▶ instrument       of any other simple form, judged by pyxform; xpath: its conditions
CSV or XLSX ─answers─▶ submissions and rejected cells
"""
