// The what-if panel asks as controls move: one question at a time, and the last state of the form is always asked for.
// Without this file the form is sent by its button.

const PAUSE = 500;
const form = document.getElementById("what-if");
const outcome = document.getElementById("outcome");
const said = document.getElementById("said");
let isAsking = false;
let isStale = false;
let pause;

for (const number of form.querySelectorAll("input[type=number]")) addSlider(number);
form.addEventListener("input", ask);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});

// A slider beside each number field; either moves the other.
function addSlider(number) {
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = number.min;
  slider.max = number.max;
  slider.step = 5;
  slider.value = number.value;
  slider.setAttribute("aria-labelledby", `${number.dataset.legend} label-${number.id.replace(".", "-")}`);
  slider.addEventListener("input", () => { number.value = slider.value; });
  number.addEventListener("input", () => { slider.value = number.value || number.dataset.usual; });
  number.closest(".move").append(slider);
}

// What differs from the results as they are: the shortest address that holds the choice.
function choice() {
  const query = new URLSearchParams();
  for (const control of form.elements) {
    if (!control.name) continue;
    const isMoved = control.type === "checkbox" ? control.checked : control.value !== control.dataset.usual;
    if (isMoved && control.value !== "") query.append(control.name, control.value);
  }
  return query.toString();
}

async function ask() {
  isStale = true;
  if (isAsking) return;
  isAsking = true;
  while (isStale) {
    isStale = false;
    await show(choice());
  }
  isAsking = false;
}

async function show(query) {
  try {
    const reply = await fetch(`${form.dataset.outcome}?${query}`);
    if (reply.redirected) return location.assign(`?${query}`); // signed out meanwhile
    if (reply.status !== 200 && reply.status !== 422) throw new Error(reply.status);
    outcome.innerHTML = await reply.text();
    settle(query, document.getElementById("summary").textContent);
  } catch {
    settle("", form.dataset.failed);
  }
}

// Once nothing moves any more: the address holds the choice, and a screen reader is told what it changes.
function settle(query, words) {
  clearTimeout(pause);
  pause = setTimeout(() => {
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    said.textContent = words.trim();
  }, PAUSE);
}
