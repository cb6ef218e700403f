// Answering without a name: the key of a draft stays in this browser, under the shared link, until the draft is sent.
// Without this file the address of the draft, or the code, leads back to it.

const JOINED = "etready joined";
const place = (path) => `etready draft ${path}`;
const draft = document.getElementById("draft");
const begun = document.getElementById("begun");

if (begun) {
  localStorage.setItem(place(location.pathname), begun.getAttribute("href"));
  sessionStorage.setItem(JOINED, location.pathname);
}
if (draft) {
  const kept = localStorage.getItem(place(location.pathname));
  if (kept?.startsWith("/s/")) {
    sessionStorage.setItem(JOINED, location.pathname);
    draft.querySelector("a").href = kept;
    draft.hidden = false;
  }
  draft.querySelector("button").addEventListener("click", () => {
    localStorage.removeItem(place(location.pathname));
    draft.hidden = true;
  });
}
if (document.getElementById("sent")) {
  localStorage.removeItem(place(sessionStorage.getItem(JOINED)));
  sessionStorage.removeItem(JOINED);
}
