// The address is the state: which incidents are listed, which is open, which report is read.

export const ASKED = ["type", "country", "since", "until", "q", "state", "differ", "box", "sort", "page"];

export function query() {
  return new URLSearchParams(location.search);
}

/** The part of the address that asks for incidents, without the open one. */
export function asked() {
  const all = query();
  const part = new URLSearchParams();
  for (const name of ASKED) if (all.get(name)) part.set(name, all.get(name));
  return part;
}

export function setAddress(params, { replace = false } = {}) {
  const words = params.toString();
  const address = words ? `/?${words}` : "/";
  if (address === location.pathname + location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", address);
}

export async function fetchText(path) {
  const answer = await fetch(path, { headers: { accept: "text/html" } });
  if (!answer.ok) throw new Error((await answer.text()).trim() || `${answer.status}`);
  return answer.text();
}

export async function fetchJson(path) {
  const answer = await fetch(path, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error((await answer.text()).trim() || `${answer.status}`);
  return answer.json();
}

let wordsTimer = 0;

/** One line in the head of the page: what was saved, or what went wrong. */
export function say(words, bad = false) {
  const line = document.getElementById("saved");
  line.textContent = words;
  line.classList.toggle("bad", bad);
  clearTimeout(wordsTimer);
  if (!bad) wordsTimer = setTimeout(() => { line.textContent = ""; }, 8000);
}
