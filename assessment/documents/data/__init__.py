"""Responses as data files: columns, a code book, syntax for SPSS, lines of JSON, one workbook with all of it."""
