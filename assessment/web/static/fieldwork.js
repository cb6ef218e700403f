// Answering with a script: each answer is saved as it is given, conditions are decided at once, nothing is lost
// when the line breaks. Without this file the page works by its buttons.

const form = document.getElementById("answers");
const questions = [...form.querySelectorAll("[data-item]")];
const names = JSON.parse(form.dataset.names);
const typed = new Set(["number", "percentage", "money"]); // the server reads these: it knows every way to write them
const seen = {};
const waiting = new Map();
let sending = false;

const valuesOf = (question) =>
  [...new FormData(form)].filter(([name]) => name.split(/[.~]/)[0] === question.dataset.item);

function valueOf(question) {
  const { item, type } = question.dataset;
  if (typed.has(type)) return seen[item] ?? null;
  const values = valuesOf(question).filter(([name, value]) => name === item && !value.startsWith("~"));
  if (type === "multiple") return values.map(([, value]) => value);
  return values.length ? values[0][1].trim() : null;
}

// In the order of the page: an answer counts only while its question is shown.
function decide() {
  const known = { ...names };
  for (const question of questions) {
    const tree = question.dataset.when;
    question.hidden = Boolean(tree) && evaluate(JSON.parse(tree), known) !== true;
    if (!question.hidden) known[question.dataset.item] = valueOf(question);
  }
}

function say(question, text, failed = false) {
  const line = question.querySelector(".saved");
  line.textContent = text;
  line.classList.toggle("failed", failed);
}

async function send(question) {
  const { item } = question.dataset;
  say(question, form.dataset.saving);
  const reply = await fetch(form.dataset.save, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ item, fields: valuesOf(question) }),
  });
  const content = await reply.json();
  if (reply.status === 422) {
    say(question, Object.values(content.problems)[0], true);
  } else if (reply.ok) {
    seen[item] = content.value;
    say(question, content.saved);
    decide();
  } else {
    say(question, content.problem, true);
  }
}

// One after the other, the newest state of each question; what fails stays in line.
async function flush() {
  if (sending) return;
  sending = true;
  for (const [item, question] of waiting) {
    waiting.delete(item);
    try {
      await send(question);
    } catch {
      say(question, form.dataset.unsaved, true);
      if (!waiting.has(item)) waiting.set(item, question);
      setTimeout(flush, 5000);
      break;
    }
  }
  sending = false;
}

// The non-answers of a typed or multiple question and its answers exclude each other.
function exclude(input) {
  const question = input.closest("[data-item]");
  const isState = input.name.endsWith("~state");
  if (!question.querySelector('[name$="~state"]') || (isState && !input.checked)) return;
  for (const other of question.querySelectorAll("input, textarea")) {
    if (other === input || (!isState && !other.name.endsWith("~state"))) continue;
    if (other.type === "checkbox" || other.type === "radio") other.checked = false;
    else other.value = "";
  }
}

form.addEventListener("change", ({ target }) => {
  const question = target.closest("[data-item]");
  if (!question) return;
  exclude(target);
  waiting.set(question.dataset.item, question);
  decide();
  flush();
});
addEventListener("online", flush);
addEventListener("beforeunload", (event) => {
  if (waiting.size && !form.dataset.left) event.preventDefault();
});
form.addEventListener("submit", () => { form.dataset.left = "1"; });
for (const question of questions) {
  if (typed.has(question.dataset.type)) seen[question.dataset.item] = JSON.parse(question.dataset.value ?? "null");
}
decide();
document.getElementById("summary")?.focus();
