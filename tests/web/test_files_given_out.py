"""Files that leave the system: each leaves an entry in the audit trail, or it is said why not."""

import ast
import io
import re
from functools import cache
from inspect import getsource
from sys import modules

from assessment.services.audit import digest_of
from assessment.web.access import ACCESS
from assessment.web.audiences import InCountry
from assessment.web.trail import UNRECORDED
from tests.world import SEN

HERE = f"/assessments/{SEN}"
PDF = b"%PDF-1.7\n..."
NOT_OF_AN_ASSESSMENT = {
    "preview.paper": "an empty questionnaire",
    "rights.download": "a respondent's own answers; the view records it, but for anonymous drafts",
    "evidence_files.download": "a respondent's own file",
    "synthesis.download": "counts over countries that consented, which stand on its page",
}


def names_called(function):
    nodes = list(ast.walk(function))
    called = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    return called | {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@cache
def giving_functions(module):
    """The functions of a module that make a reply to be saved, themselves or through one other."""
    functions = [node for node in ast.parse(getsource(modules[module])).body if isinstance(node, ast.FunctionDef)]
    called = {function.name: names_called(function) for function in functions}
    giving = {"send_file", "given", "Content-Disposition"}
    for _ in range(2):
        giving |= {name for name, names in called.items() if giving & names}
    return giving


def test_every_route_that_gives_out_a_file_is_recorded_or_it_is_said_why_not(pristine):
    views = pristine.app().view_functions
    giving = {
        endpoint
        for endpoint, view in views.items()
        if view.__module__.startswith("assessment.web") and view.__name__ in giving_functions(view.__module__)
    }
    assert {"library.download", "country_comments.download", "register.export", "audit_trail.download"} <= giving
    outside = {endpoint for endpoint in giving if not isinstance(ACCESS[endpoint], InCountry)}
    assert outside == set(NOT_OF_AN_ASSESSMENT)
    assert set(UNRECORDED) <= giving - outside


def test_what_was_given_out_stands_in_the_trail_with_its_object_and_digest(world):
    analyst = world.client("analyst")
    law = {"title": "Law", "citation": "Gazette, 2008", "language": "fr", "release": "internal", "dated": "2008"}
    kept = analyst.post(f"{HERE}/library/new", data={**law, "file": (io.BytesIO(PDF), "law.pdf")})
    document = re.search("[0-9a-f]{32}", kept.location).group()
    comments = analyst.get(f"{HERE}/comments.xlsx").data
    assert analyst.get(f"{kept.location}/file").data == PDF
    trail = analyst.get(f"{HERE}/trail.csv").text
    assert f"library.download {document},{digest_of(PDF)}" in trail
    assert f"country_comments.download,{digest_of(comments)}" in trail


def test_a_part_of_a_file_is_recorded_too(world):
    analyst = world.client("analyst")
    analyst.get(f"{HERE}/comments.xlsx", headers={"Range": "bytes=0-9"})
    assert "country_comments.download" in analyst.get(f"{HERE}/trail.csv").text


def test_an_empty_table_leaves_no_entry(world):
    analyst = world.client("analyst")
    analyst.get(f"{HERE}/entry/template.xlsx")
    assert "entry.template" not in analyst.get(f"{HERE}/trail.csv").text
