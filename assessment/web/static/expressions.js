// Conditions of items in the browser: the twin of assessment/methodology/expressions/evaluation.py, which decides.
// A tree is nested lists, operator first: ["=", ["item", "PAY_02"], "live"]. null is missing.

const quantised = (n) => (Math.abs(n) < 1e6 ? Math.floor(n * 1e9 + 0.5) / 1e9 : n);

function plain(value) {
  if (value === undefined || value === "" || (Array.isArray(value) && !value.length)) return null;
  return typeof value === "number" && !Number.isFinite(value) ? null : value;
}

const compare = (holds) => (a, b) => {
  if (typeof a === "number" && typeof b === "number") return holds(quantised(a), quantised(b));
  return typeof a === "string" && typeof b === "string" ? holds(a, b) : null;
};

const calculate = (formula) => (...numbers) =>
  numbers.every((n) => typeof n === "number") ? plain(formula(...numbers)) : null;

const decidedBy = (decisive) => (...values) => {
  if (values.includes(decisive)) return decisive;
  return values.every((value) => value === !decisive) ? !decisive : null;
};

const operations = {
  "=": compare((a, b) => a === b),
  "!=": compare((a, b) => a !== b),
  "<": compare((a, b) => a < b),
  "<=": compare((a, b) => a <= b),
  ">": compare((a, b) => a > b),
  ">=": compare((a, b) => a >= b),
  in(member, collection) {
    if (!Array.isArray(collection) || !["string", "number"].includes(typeof member)) return null;
    return collection.some((one) => operations["="](one, member) === true);
  },
  and: decidedBy(false),
  or: decidedBy(true),
  not: (value) => (typeof value === "boolean" ? !value : null),
  "+": calculate((a, b) => a + b),
  "-": calculate((a, b) => a - b),
  "*": calculate((a, b) => a * b),
  "/": calculate((a, b) => (quantised(b) ? a / b : NaN)),
  neg: calculate((a) => -a),
  min: calculate(Math.min),
  max: calculate(Math.max),
  avg: calculate((...numbers) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length),
  round: calculate((n) => Math.floor(quantised(n) + 0.5)),
  answered: (value) => value !== null,
  count: (chosen) => (Array.isArray(chosen) ? chosen.length : null),
  coalesce: (...values) => values.find((value) => value !== null) ?? null,
  list: (...values) => values,
  date: (iso) => iso,
};

// The value of a tree: true, false, a number, a text, a list of codes, or null. `names` maps codes to values.
export function evaluate(tree, names) {
  if (!Array.isArray(tree)) return tree;
  const [operator, ...operands] = tree;
  if (operator === "item") return plain(Object.hasOwn(names, operands[0]) ? names[operands[0]] : undefined);
  return operations[operator](...operands.map((operand) => evaluate(operand, names)));
}
