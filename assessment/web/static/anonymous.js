// Answering without a name: the key of a draft stays in this browser, under the shared link, until the draft is sent.
// Without this file the address of the draft, or the code, leads back to it. Used also where answers have ended.

const DRAFT = "etready draft ";
const place = DRAFT + location.pathname.replace(/\/resume$/, "");
const ended = document.getElementById("ended");
const draft = document.getElementById("draft");
const begun = document.getElementById("begun");

if (begun) {
  localStorage.setItem(place, begun.getAttribute("href"));
}
if (draft) {
  const kept = localStorage.getItem(place);
  if (kept?.startsWith("/s/")) {
    draft.querySelector("a").href = kept;
    draft.hidden = false;
  }
  draft.querySelector("button").addEventListener("click", () => {
    localStorage.removeItem(place);
    draft.hidden = true;
  });
}
if (ended) clear(ended.dataset.script);

// Whatever this browser keeps of answers to which no link leads any more goes: pages, answers, the key itself.
async function clear(script) {
  const { forget } = await import(script);
  const drafts = Object.keys(localStorage).filter((name) => name.startsWith(DRAFT));
  const links = [
    ...drafts.map((name) => localStorage.getItem(name)),
    ...Object.keys(localStorage),
    ...(await caches.keys()).map((name) => name.split(" ")[0]),
  ];
  for (const link of new Set(links.filter((one) => one.startsWith("/s/")))) {
    if ((await fetch(link, { redirect: "manual" })).status !== 404) continue;
    await forget(link);
    for (const name of drafts) if (localStorage.getItem(name) === link) localStorage.removeItem(name);
  }
}
