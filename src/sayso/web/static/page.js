// The page: list, open incident, keys, and what others do meanwhile.

import { ASKED, asked, fetchJson, fetchText, query, say, setAddress } from "./address.js";
import { judge, openRecord, sameAs, setValue, startJudging, ticked, undo } from "./judge.js";
import { drawOpen, drawSpots, focusMap, recolour, resizeMap, startMap } from "./map.js";
import { askPerson, person, showPerson } from "./person.js";
import { startReading } from "./reading.js";

const byId = (id) => document.getElementById(id);
const filter = byId("filter");
const record = byId("record");
const rows = byId("rows");
let last = Number(document.body.dataset.last);

// ---------------------------------------------------------------- the list

let rowsAsked = 0;

/** Fetch the list; of two answers on the way the later question's is shown. The line in focus keeps it. */
async function loadRows() {
  const params = asked();
  if (query().get("i")) params.set("i", query().get("i"));
  const mine = ++rowsAsked;
  rows.setAttribute("aria-busy", "true");
  try {
    const served = await fetchText(`/list?${params}`);
    if (mine !== rowsAsked) return;
    const line = rows.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    rows.innerHTML = served;
    markOpen();
    const again = line && [...rows.querySelectorAll(".line")].find((x) => x.dataset.id === line);
    if (again) again.focus({ preventScroll: true });
  } finally {
    if (mine === rowsAsked) rows.removeAttribute("aria-busy");
  }
}

async function loadAll() {
  const timeline = fetchText(`/timeline?${asked()}`).then((html) => { byId("time").innerHTML = html; });
  await Promise.all([loadRows(), timeline, drawSpots()]);
}

function markOpen() {
  const id = query().get("i");
  for (const line of rows.querySelectorAll(".line")) {
    if (line.dataset.id === id) {
      line.setAttribute("aria-current", "true");
      line.scrollIntoView({ block: "nearest" });
    } else line.removeAttribute("aria-current");
  }
}

function fromForm() {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(filter)) if (value && !(name === "sort" && value === "new")) params.set(name, value);
  if (query().get("i")) params.set("i", query().get("i"));
  return params;
}

/** Fields of the form as the address has them. */
function toForm() {
  const params = query();
  for (const field of filter.elements) {
    if (!field.name) continue;
    if (field.name === "box") {
      field.value = params.get("box") || "";
      field.checked = params.has("box");
      byId("box-tick").hidden = !params.has("box");
    } else if (field.type === "checkbox") field.checked = params.get(field.name) === field.value;
    else field.value = params.get(field.name) || (field.name === "sort" ? "new" : "");
  }
}

/** True where these ask for what the address asks for already, on whatever page of the list. */
function isAsked(params) {
  return ASKED.every((name) => name === "page" || (params.get(name) || "") === (query().get(name) || ""));
}

function ask(params) {
  setAddress(params);
  toForm();
  loadAll().catch(failed);
}

function failed(error) {
  say(`No answer: ${error.message}. Is sayso serve still running?`, true);
}

// ---------------------------------------------------------------- the open incident

function show(pane) {
  document.body.dataset.pane = pane;
  for (const button of byId("panes").children) {
    if (button.dataset.pane === pane) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  if (pane === "map") { resizeMap(); drawSpots(); }
}

let opening = 0;

/** Open an incident. Keys wait for it: they are about what is shown. */
async function open(id, how = {}) {
  opening += 1;
  showBusy();
  try { await openNow(id, how); } finally { opening -= 1; showBusy(); }
}

async function openNow(id, { report = null, page = null, push = true, focus = false }) {
  const params = query();
  const same = params.get("i") === id;
  params.set("i", id);
  if (report) params.set("report", report);
  else if (!same) params.delete("report");
  if (page !== null && page > 1) params.set("page", page);
  else if (page !== null) params.delete("page");
  const turned = (query().get("page") || "1") !== (params.get("page") || "1");
  if (push) setAddress(params);
  await loadRecord({ keep: same });
  show("record");
  if (turned) await loadRows();
  markOpen();
  drawOpen();
  if (focus) record.focus({ preventScroll: true });
}

let recordAsked = 0;

/** Fetch the open incident again; with `keep`, scroll, ticks and a comment begun stay. */
async function loadRecord({ keep = false } = {}) {
  const params = query();
  const id = params.get("i");
  const scroll = keep ? record.scrollTop : 0;
  const ticks = keep ? new Set([...record.querySelectorAll(".pick:checked")].map((b) => b.value)) : new Set();
  const ask = asked();
  if (params.get("report")) ask.set("report", params.get("report"));
  const mine = ++recordAsked;
  try {
    const served = await fetchText(`/incident/${encodeURIComponent(id)}?${ask}`);
    if (mine !== recordAsked) return;
    record.innerHTML = served;
  } catch (error) {
    if (mine !== recordAsked) return;
    const words = document.createElement("p");
    words.className = "empty";
    words.textContent = `Incident ${id} cannot be shown: ${error.message}`;
    record.replaceChildren(words);
    return;
  }
  record.scrollTop = scroll;
  for (const box of record.querySelectorAll(".pick")) box.checked = ticks.has(box.value);
  startRecord();
}

function startRecord() {
  const opened = openRecord();
  if (!opened) return;
  document.title = `${opened.querySelector("h2").textContent} · Sayso`;
  const field = byId("comment");
  const key = `sayso-draft:${opened.dataset.id}`;
  field.value = localStorage.getItem(key) || "";
  const draft = opened.querySelector(".draft");
  draft.textContent = field.value ? "Draft kept" : "";
  field.addEventListener("input", () => {
    if (field.value) localStorage.setItem(key, field.value);
    else localStorage.removeItem(key);
    draft.textContent = field.value ? "Draft kept" : "";
  });
  byId("comment-form").addEventListener("submit", (event) => {
    event.preventDefault();
    alone(async () => {
      if (!(await judge({ kind: "comment", note: field.value }))) return;
      localStorage.removeItem(key);
      await settle({ keep: true });
    });
  });
  const text = byId("text");
  const mark = text && text.querySelector(".m-trigger");
  if (mark && mark.offsetTop - text.offsetTop > text.clientHeight - 40) text.scrollTop = mark.offsetTop - text.offsetTop - 60;
}

/** After a judgement: everything as the store now has it. */
async function settle({ keep = true } = {}) {
  await poll();
  await Promise.all([loadRows(), openRecord() ? loadRecord({ keep }) : null]);
  drawSpots();
}

async function ahead(step) {
  const params = asked();
  if (query().get("i")) params.set("i", query().get("i"));
  if (step) params.set("step", step);
  else params.set("role", person.role);
  return fetchJson(`/next?${params}`);
}

async function move(step) {
  const to = await ahead(step);
  if (to.id) return open(to.id, to);
  return say(step ? "That is the end of the list." : "All of these are decided.");
}

/** Decide on the whole incident and go on to the next undecided one. */
async function decide(kind) {
  const next = await ahead(0);
  const made = await judge({ kind });
  if (!made) return;
  await poll();
  await loadRows();
  drawSpots();
  if (made === "theirs" || !next.id) {
    await loadRecord({ keep: true });
    if (made !== "theirs") say("Saved. All of these are decided.");
  } else await open(next.id, next);
}

async function withTicks(kind) {
  const claims = ticked();
  if (!claims.length) return say("Tick the voices that are meant first: under “Voice by voice”.", true);
  const made = await judge({ kind, claims });
  return made ? settle() : null;
}

function nextReport() {
  const links = [...record.querySelectorAll(".reports a")];
  const here = links.findIndex((a) => a.hasAttribute("aria-current"));
  if (links.length > 1) open(openRecord().dataset.id, { report: links[(here + 1) % links.length].dataset.report });
}

async function takeBack(number = null) {
  const undone = await undo(number);
  if (!undone) return;
  await poll();
  const id = undone.incidents[0];
  if (id && id !== query().get("i")) await open(id);
  else await loadRecord({ keep: true });
  await loadRows();
  drawSpots();
}

const ACTS = {
  right: () => decide("right"),
  wrong: () => decide("wrong"),
  value: async () => (await setValue(null, "")) && settle(),
  same: async () => (await sameAs()) && settle(),
  split: () => withTicks("split"),
  "wrong-claim": () => withTicks("wrong-claim"),
  comment: () => { show("record"); const field = byId("comment"); if (field) field.focus(); },
  undo: () => takeBack(),
  next: () => move(0),
  down: () => move(1),
  up: () => move(-1),
  report: nextReport,
  search: () => { show("list"); byId("q").focus(); byId("q").select(); },
  "go-map": () => { show("map"); focusMap(); },
  who: () => askPerson(),
};
const KEYS = { r: "right", w: "wrong", v: "value", s: "same", x: "split", t: "wrong-claim", c: "comment", z: "undo", n: "next", j: "down", k: "up", b: "report", q: "search", m: "go-map" };

let busy = false;

/** One thing at a time: a key pressed before the last is done would judge what nobody has seen. */
async function alone(doing) {
  if (busy || opening) return;
  busy = true;
  showBusy();
  try { await doing(); } catch (error) { failed(error); }
  busy = false;
  showBusy();
}

function showBusy() {
  if (busy || opening) document.body.setAttribute("aria-busy", "true");
  else document.body.removeAttribute("aria-busy");
}

const act = (name) => alone(ACTS[name]);

// ---------------------------------------------------------------- others

/** What others did to incidents since the open one was last brought up to date by `watch`. */
let unseen = [];

async function poll() {
  const told = await fetchJson(`/changes?after=${last}`);
  last = told.last;
  const { decided, total } = told.progress;
  byId("progress-bar").max = total || 1;
  byId("progress-bar").value = decided;
  byId("progress-words").textContent = `${decided.toLocaleString("en")} of ${total.toLocaleString("en")} reviewed`;
  const others = told.changes.filter((c) => c.by !== person.name);
  unseen.push(...others);
  return others;
}

const DONE = { right: "judged this right", "wrong-claim": "judged this, or a voice of it, wrong", "right-value": "set a value of this", same: "joined this with another", "not-same": "judged this not the same as another", comment: "commented on this", undo: "undid a judgement of this" };

let watching = false;

async function watch() {
  if (document.hidden || watching) return;
  watching = true;
  try { await lookAround(); } catch { /* the next look may be answered */ }
  watching = false;
}

async function lookAround() {
  if ((await poll()).length) {
    await loadRows();
    drawSpots();
  }
  const id = query().get("i");
  // While somebody decides, the record stays as it is; the news is told after.
  if (!unseen.length || busy || opening || document.querySelector("dialog[open]")) return;
  const mine = unseen.filter((c) => c.incidents.includes(id));
  unseen = [];
  if (!mine.length) return;
  await loadRecord({ keep: true });
  if (query().get("i") !== id) return;
  const news = document.createElement("p");
  news.className = "news";
  news.setAttribute("role", "status");
  news.textContent = mine.map((c) => `${c.by} ${DONE[c.kind] || "changed this"}`).join("; ") + " just now.";
  record.prepend(news);
}

// ---------------------------------------------------------------- start

function onClick(event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const at = event.target.closest("a, button");
  if (!at) return;
  if (at.dataset.act) { act(at.dataset.act); return; }
  if (at.dataset.pane) { show(at.dataset.pane); return; }
  if (at.dataset.field) { alone(async () => (await setValue(at.dataset.field, at.dataset.value)) && settle()); return; }
  if (at.dataset.undo) { alone(() => takeBack(Number(at.dataset.undo))); return; }
  if (at.tagName.toLowerCase() !== "a" || at.classList.contains("skip")) return;
  event.preventDefault();
  if (at.dataset.report) open(query().get("i"), { report: at.dataset.report }).catch(failed);
  else if (at.dataset.id || at.dataset.open) open(at.dataset.id || at.dataset.open, { focus: true }).catch(failed);
  else {
    const params = new URL(at.href instanceof SVGAnimatedString ? at.href.baseVal : at.href, location.href).searchParams;
    if (query().get("i")) params.set("i", query().get("i"));
    ask(params);
  }
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.altKey && event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";
  const inField = event.target.closest("input:not([type=checkbox], [type=radio]), select, textarea, .maplibregl-map");
  if (event.altKey ? KEYS[letter] : KEYS[letter] && !inField && person.singleKeys && !event.shiftKey) {
    event.preventDefault();
    act(KEYS[letter]);
    return;
  }
  const bar = event.target.closest(".bar");
  const step = { ArrowRight: "nextElementSibling", ArrowLeft: "previousElementSibling" }[event.key];
  if (bar && step && bar[step]) {
    event.preventDefault();
    bar.setAttribute("tabindex", "-1");
    bar[step].setAttribute("tabindex", "0");
    bar[step].focus();
  }
  if (event.key === "Enter" && (event.altKey || event.shiftKey) && event.target.id === "comment") {
    event.preventDefault();
    byId("comment-form").requestSubmit();
  }
}

function start() {
  showPerson();
  show(document.body.dataset.pane);
  startJudging();
  startReading(() => act("value"));
  startRecord();
  startMap({
    open: (id) => open(id).catch(failed),
    box: (box) => { const params = query(); params.set("box", box); params.delete("page"); ask(params); },
  });
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  let timer = 0;
  // A field that is left tells of its change again: asking anew would take the line away that is being clicked.
  const changed = () => { clearTimeout(timer); if (!isAsked(fromForm())) ask(fromForm()); };
  filter.addEventListener("change", changed);
  filter.addEventListener("submit", (event) => { event.preventDefault(); changed(); });
  byId("q").addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(changed, 250); });
  addEventListener("popstate", () => { toForm(); loadAll().catch(failed); if (query().get("i")) loadRecord().then(() => drawOpen()); else { recordAsked += 1; record.replaceChildren(); } });
  byId("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("sayso-theme", root.dataset.theme);
    recolour();
  });
  markOpen();
  setInterval(watch, 2000);
  document.documentElement.dataset.ready = "yes";
}

start();
