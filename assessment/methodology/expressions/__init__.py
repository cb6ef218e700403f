"""The small condition language of questionnaires: parse, check, carry as JSON, evaluate.

    PAY_02 = 'live' and ('card' in PAY_05 or count(PAY_05) > 2) and not group in ('PUB', 'DEV')
    score('PAY-SWITCH') < 50 and value('LEG_01') != 'in_force'

Conditions of items name earlier items, attributes, `group` and `role`; rules of recommendations call
functions over codes in quotes. Values are numbers, texts (option codes, ISO dates), truth values and sets of
option codes; `None` is missing. Evaluation is three-valued: a missing operand makes a comparison missing,
missing and false is false, missing or true is true; only `answered` and `coalesce` say something about what
is missing. Numbers are compared at nine decimal places, rounded half up, and a division by zero is missing.
One JSON tree is evaluated here, which decides, and by `assessment/web/static/expressions.js` in the browser.
"""

from assessment.methodology.expressions.checks import Codes, Fault, Kind, Signature, Vocabulary, check
from assessment.methodology.expressions.evaluation import Value, compiled, evaluate
from assessment.methodology.expressions.parser import parse
from assessment.methodology.expressions.tree import (
    Expression,
    Literal,
    Name,
    Operation,
    codes_in,
    from_json,
    names_in,
    nodes_of,
    to_json,
)
from assessment.methodology.expressions.writing import written

__all__ = [
    "Codes",
    "Expression",
    "Fault",
    "Kind",
    "Literal",
    "Name",
    "Operation",
    "Signature",
    "Value",
    "Vocabulary",
    "check",
    "codes_in",
    "compiled",
    "evaluate",
    "from_json",
    "names_in",
    "nodes_of",
    "parse",
    "to_json",
    "written",
]
