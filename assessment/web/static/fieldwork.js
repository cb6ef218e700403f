// Answering with a script: each answer is saved as it is given, conditions are decided at once, nothing is lost
// when the line breaks. Without this file the page works by its buttons. What keeps answers in the browser and leads
// through the questionnaire without a line is fetched once the page can be used: see offline.js.

const form = document.getElementById("answers");
const fieldsets = [...document.querySelectorAll("[data-item]")];
const typed = new Set(["number", "percentage", "money"]); // the server reads these: it knows every way to write them
const [, , secret, ...rest] = location.pathname.split("/");
const data = { place: `/s/${secret}/`, page: rest.join("/"), ...document.getElementById("waiting").dataset };

const page = {
  data,
  form,
  fieldsets,
  evaluate,
  waiting: new Map(), // answers on their way, by question
  stuck: new Map(), // those that the server would not take as they are, with what it said
  values: {}, // of typed answers, as conditions see them
  seen: {}, // the revision at which this browser last saw an answer
  told: () => {}, // offline.js sets these five
  store: null,
  read: null,
  path: null,
  next: null,
  questionsOf,
  fieldsOf,
  valueOf,
  apply,
  decide,
  flush,
  record,
  leave,
};

// The browser's name towards the server, and a count that never goes back; a browser without memory has the page's.
let identity = { client: form?.elements.client?.value, last: 0 };

function nextSequence() {
  try {
    identity = JSON.parse(localStorage.getItem(data.place)) ?? identity;
  } catch { /* the page's own identity serves as well */ }
  identity.last = Math.max(Date.now(), identity.last + 1);
  try {
    localStorage.setItem(data.place, JSON.stringify(identity));
  } catch { /* likewise */ }
  return identity;
}

function questionsOf({ id, dataset }) {
  return dataset.type === "grid" ? [...document.getElementById(id).querySelectorAll(".row")].map((row) => row.id) : [id];
}

function fieldsOf(question) {
  return [...new FormData(form)].filter(([name]) => name.split("~")[0] === question && !name.endsWith("~stands"));
}

function valueOf(question, type) {
  if (typed.has(type)) return page.values[question] ?? null;
  const chosen = fieldsOf(question).filter(([name, value]) => name === question && !value.startsWith("~"));
  if (type === "multiple") return chosen.map(([, value]) => value);
  return chosen.length ? chosen[0][1].trim() : null;
}

// Show what was answered elsewhere, or before: the inputs as a browser would send them.
function apply(question, fields) {
  for (const input of form.elements) {
    if (input.name.split("~")[0] !== question) continue;
    const given = fields.filter(([name]) => name === input.name).map(([, value]) => value);
    if (input.type === "radio" || input.type === "checkbox") input.checked = given.includes(input.value);
    else input.value = given[0] ?? "";
  }
}

// In the order of the page: an answer counts only while its question is shown.
function shownHere() {
  const known = JSON.parse(form.dataset.names);
  return fieldsets.filter((fieldset) => {
    const { when, type } = fieldset.dataset;
    if (when && evaluate(JSON.parse(when), known) !== true) return false;
    for (const question of questionsOf(fieldset)) known[question] = valueOf(question, type);
    return true;
  });
}

function decide() {
  const shown = new Set(page.path ? page.path() : shownHere().map(({ id }) => id));
  for (const fieldset of fieldsets) fieldset.hidden = !shown.has(fieldset.id);
}

function say(question, text, failed = false) {
  const line = document.getElementById(question)?.closest("[data-item]").querySelector(".saved");
  if (!line) return;
  line.textContent = text;
  line.classList.toggle("failed", failed);
}

function give(question) {
  const { type } = document.getElementById(question).closest("[data-item]").dataset;
  const fields = fieldsOf(question);
  if (typed.has(type)) page.values[question] = page.read ? page.read(fields, question) : null;
  document.getElementById(question).querySelector(".dispute")?.remove();
  say(question, form.dataset.saving);
  record({ question, fields, value: valueOf(question, type), page: data.page });
  decide();
}

// Put it in line, the newest state of each question, and send what stands in line.
function record(given) {
  const { client, last: sequence } = nextSequence();
  const revision = Math.max(Number(form.elements.revision?.value ?? 0), page.seen[given.question] ?? 0);
  const whole = { ...given, client, sequence, revision };
  page.waiting.set(given.question, whole);
  page.stuck.delete(given.question);
  page.store?.put(whole);
  flush();
}

async function post({ question, fields, client, sequence, revision, modules }) {
  const body = modules
    ? new URLSearchParams(modules.map((code) => ["module", code]))
    : new Blob([JSON.stringify({ question, fields, client, sequence, revision })], { type: "application/json" });
  const headers = { Accept: "application/json" };
  const signal = AbortSignal.timeout?.(20000); // a line may be dead without a sign
  const reply = await fetch(data.place + (modules ? "modules" : "answers"), { method: "POST", headers, body, signal });
  if (reply.status >= 500 || reply.status === 429) throw new Error(reply.statusText);
  return { ok: reply.ok, content: await reply.json() };
}

function settle(record, ok, content) {
  const { question } = record;
  if (page.waiting.get(question) !== record) return; // answered anew meanwhile
  page.waiting.delete(question);
  if (ok) {
    page.seen[question] = content.revision;
    page.values[question] = content.value;
    page.store?.keep(record, content);
    say(question, content.saved);
    decide();
    return;
  }
  page.stuck.set(question, { record, mustChange: Boolean(content.problems ?? content.take) });
  say(question, content.problem ?? Object.values(content.problems)[0], true);
  if (content.take) ask(question, content);
}

// Somebody else answered since this browser looked: which answer is to stand?
function ask(question, { keep, take, fields, value, revision }) {
  const place = document.getElementById(question);
  if (!place) return;
  const box = document.createElement("p");
  box.className = "dispute buttons";
  const choose = (label, deed) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => {
      page.seen[question] = revision;
      page.stuck.delete(question);
      box.remove();
      deed();
      page.told();
    });
    box.append(button);
  };
  choose(keep, () => give(question));
  choose(take, () => {
    apply(question, fields);
    page.values[question] = value;
    page.store?.drop(question);
    say(question, "");
    decide();
  });
  place.append(box);
}

// One after the other in the order of their sequence, one flush at a time; what fails stays in line. Resolves to
// whether nothing is left waiting.
let flushing = null;
let again;

function flush() {
  flushing ??= sendAll().finally(() => {
    flushing = null;
    page.told();
  });
  return flushing;
}

async function sendAll() {
  while (page.waiting.size) {
    const record = [...page.waiting.values()].sort((a, b) => a.sequence - b.sequence)[0];
    try {
      const { ok, content } = await post(record);
      settle(record, ok, content);
    } catch {
      for (const { question } of page.waiting.values()) say(question, form?.dataset.unsaved, true);
      clearTimeout(again);
      again = setTimeout(flush, 5000);
      return false;
    }
  }
  return true;
}

// Non-answers of a typed or multiple question, and options such as "none of these", exclude all other answers.
const isAlone = (input) => input.matches('[name$="~state"], [data-alone]');
function exclude(input) {
  if (isAlone(input) && !input.checked) return;
  for (const other of input.closest("[data-item]").querySelectorAll("input, textarea")) {
    if (other === input || (!isAlone(input) && !isAlone(other))) continue;
    if (other.type === "checkbox" || other.type === "radio") other.checked = false;
    else other.value = "";
  }
}

let leaving = false;

// Everything given is sent first. Then the next page is opened: by offline.js if it knows the way, else by the server.
async function leave(event) {
  if (leaving) return;
  event.preventDefault();
  const button = event.submitter;
  const sent = await (page.store ? Promise.race([flush(), new Promise((late) => setTimeout(late, 4000))]) : flush());
  const wrong = fieldsets.find((fieldset) => !fieldset.hidden && questionsOf(fieldset).some((one) => page.stuck.get(one)?.mustChange));
  if (wrong) {
    wrong.querySelector("input, textarea, button").focus();
    return;
  }
  const address = page.next?.(button?.name);
  if (!(address && page.store) && !(sent && navigator.onLine)) return;
  leaving = true;
  if (address) location.assign(address);
  else setTimeout(() => (button ? button.click() : form.submit())); // not within the event that was stopped
}

if (fieldsets.length) {
  for (const { id, dataset } of fieldsets) {
    if (typed.has(dataset.type)) page.values[id] = JSON.parse(dataset.value ?? "null");
  }
  form.addEventListener("change", ({ target }) => {
    if (!target.closest("[data-item]") || target.name.endsWith("~stands")) return;
    exclude(target);
    give(target.name.split("~")[0]);
  });
  form.addEventListener("submit", leave);
  decide();
}
for (const moment of ["online", "focus"]) addEventListener(moment, flush);
addEventListener("pageshow", () => { leaving = false; });
addEventListener("beforeunload", (event) => {
  if (page.waiting.size && !page.store && !leaving) event.preventDefault();
});
document.getElementById("summary")?.focus();
const begin = () => import(data.script).then(({ attach }) => attach(page)).catch(() => {});
if (document.readyState === "complete") begin();
else addEventListener("load", begin);
