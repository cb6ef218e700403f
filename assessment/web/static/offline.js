// The questionnaire without a line: answers wait in the browser, pages are kept in its cache, and the way from page to
// page is found here, from the same conditions that the server reads. Fetched once the first page can be used.

const DIGITS = [0x660, 0x6f0, 0x966]; // the zeros of Arabic, Persian and Hindi

// What people type as a number, where it can be read in one way only; else the server is asked.
function readNumber(fields, question) {
  const given = fields.find(([name]) => name === question)?.[1] ?? "";
  const western = given.replace(/[٠-٩۰-۹०-९]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - DIGITS.filter((zero) => zero <= code).pop());
  });
  const text = western.replace(/[\s'’٬%٪]/g, "").replace(/[٫,]/, ".");
  return /^-?\d+(\.\d+)?$/.test(text) && !/^-?[1-9]\d{0,2}\.\d{3}$/.test(text) ? Number(text) : null;
}

export async function attach(page) {
  const { data } = page;
  if (data.sent) return forget(data.place);
  const store = await openStore(data.place).catch(() => null);
  page.read = readNumber;
  if (store) takeUp(page, store);
  if (!page.form && (data.cached || page.waiting.size)) page.renew = renew;
  const address = `${data.place}offline/plan`;
  const cache = store && "serviceWorker" in navigator && "caches" in self ? await hold(data) : null;
  const kept = await cache?.match(address);
  const plan = await (kept ?? (await fetch(address))).json();
  lead(page, plan, cache);
  page.flush();
  if (!cache) return;
  navigator.serviceWorker.register(plan.worker, { scope: data.place });
  const known = Math.max(plan.revision, ...[...store.records.values()].map((one) => one.kept ?? 0));
  if (!kept || Number(page.form?.elements.revision?.value ?? 0) > known) await fetchAll(data.place, cache, address);
}

// A page that lists answers shows what the server has: it is opened anew once everything is there, and the server too.
async function renew() {
  const found = await fetch(location.href, { method: "HEAD" }).catch(() => null);
  if (found?.ok) location.reload();
}

// What was given here before this script came is kept from now on; what waits from earlier pages is sent with it.
function takeUp(page, store) {
  const shown = Number(page.form?.elements.revision?.value ?? 0);
  for (const record of page.waiting.values()) store.put(record);
  for (const record of store.records.values()) {
    const { question, fields, value, waiting, kept = 0 } = record;
    if (page.waiting.has(question)) continue;
    if (waiting) page.waiting.set(question, record);
    if (!waiting && kept <= shown) continue;
    page.seen[question] = Math.max(kept, page.seen[question] ?? 0);
    page.values[question] = value;
    if (page.form && fields && document.getElementById(question)) page.apply(question, fields);
  }
  page.store = store;
}

// While a page of an edition is open, its cache stays; those that no page uses any more go once a newer one is whole.
async function hold({ place, edition }) {
  const name = `${place} ${edition}`;
  navigator.locks?.request(name, { mode: "shared" }, () => new Promise(() => {}));
  return caches.open(name).then((cache) => Object.assign(cache, { edition: name }), () => null);
}

async function fetchAll(place, cache, address) {
  const reply = await fetch(address);
  const plan = await reply.clone().json();
  const copy = async (from, to = from) => {
    const found = await fetch(from);
    if (!found.ok || found.redirected) throw new Error(from);
    await cache.put(to, found);
  };
  for (const asset of plan.assets) await copy(asset);
  for (const code of [...plan.pages.map((one) => one.code), "review"]) await copy(`${place}offline/${code}`, place + code);
  await copy(place);
  await cache.put(address, reply); // last: what has a plan is whole
  for (const name of await caches.keys()) {
    if (!name.startsWith(place) || name === cache.edition) continue;
    navigator.locks?.request(name, { ifAvailable: true }, (unused) => unused && caches.delete(name));
  }
}

// After sending nothing is left to restore.
export async function forget(place) {
  await openStore(place).then((store) => store.clear(), () => {});
  localStorage.removeItem(place);
  for (const name of await caches.keys()) if (name.startsWith(place)) await caches.delete(name);
  await (await navigator.serviceWorker?.getRegistration(place))?.unregister();
}

// The items that are asked, in order, as applicability.asked has it: an answer off the path counts as none.
export function pathOf(plan, evaluate, chosen, operand) {
  const known = { ...plan.known };
  return plan.items.filter(([code, , when, rows, module]) => {
    if ((module && !chosen.includes(module)) || (when && evaluate(when, known) !== true)) return false;
    for (const question of rows ?? [code]) known[question] = operand(question);
    return true;
  });
}

// From here on the page knows the whole questionnaire: its path, the next page, and what waits to be sent.
function lead(page, plan, cache) {
  const { data, fieldsets, store } = page;
  const types = new Map(fieldsets.flatMap((one) => page.questionsOf(one).map((code) => [code, one.dataset.type])));
  const fresh = (question) => {
    const record = store?.records.get(question);
    return record && (record.waiting || record.kept > plan.revision) ? record : null;
  };
  const operand = (question) => {
    if (types.has(question)) return page.valueOf(question, types.get(question));
    const record = fresh(question);
    return record ? record.value : plan.values[question];
  };

  const walk = () => pathOf(plan, page.evaluate, fresh("modules")?.modules ?? plan.modules, operand);
  const open = () => {
    const asked = new Set(walk().map(([, index]) => index));
    return plan.pages.filter((one, index) => one.code === "modules" || asked.has(index)).map((one) => one.code);
  };

  page.path = () => {
    setTimeout(mark);
    return walk().map(([code]) => code);
  };
  page.next = (button) => {
    const codes = open();
    const here = codes.indexOf(data.page);
    if (button === "language") return null;
    if (button === "back") return data.place + (codes[here - 1] ?? "");
    return data.place + (button === "review" ? "review" : codes[here + 1] ?? "review");
  };

  // The list of pages, as the answers given since have made it.
  function mark() {
    const codes = open();
    for (const link of document.querySelectorAll(".steps a")) {
      link.parentElement.hidden = !codes.includes(link.pathname.split("/").pop());
    }
    const place = document.querySelector(".steps p");
    const [number, total] = [codes.indexOf(data.page) + 1, codes.length];
    if (place && number) place.textContent = plan.texts.place.replace("{number}", number).replace("{total}", total);
  }

  page.told = () => {
    const line = document.getElementById("waiting");
    const { waiting, look, nothing } = plan.texts;
    line.textContent = page.waiting.size ? waiting.replace("{number}", page.waiting.size) : cache ? "" : nothing;
    for (const { record } of page.stuck.values()) {
      if (record.page === data.page || record.page === "modules") continue;
      const link = document.createElement("a");
      link.href = `${data.place}${record.page}#${record.question}`;
      link.textContent = look.replace("{page}", plan.pages.find((one) => one.code === record.page)?.label ?? "");
      line.append(" ", link);
    }
    if (!page.waiting.size) page.renew?.();
  };

  if (data.page === "modules") choose(page);
  if (fieldsets.length) page.decide();
  page.told();
}

// The choice of modules is kept like an answer.
function choose(page) {
  const record = page.store?.records.get("modules");
  if (record?.waiting) page.apply("module", record.modules.map((code) => ["module", code]));
  const before = new FormData(page.form).getAll("module").join();
  page.form.addEventListener("submit", (event) => {
    const modules = new FormData(page.form).getAll("module");
    const decides = !["back", "language"].includes(event.submitter?.name);
    if (page.store && (decides || modules.join() !== before)) page.record({ question: "modules", modules, page: "modules" });
    page.leave(event);
  });
}
