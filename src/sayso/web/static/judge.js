// Judging: what is decided is sent at once and kept; nothing is overwritten.

import { fetchJson, fetchText, say } from "./address.js";
import { ask, askPerson, person } from "./person.js";
import { selectedPassage } from "./reading.js";

const session = document.querySelector('meta[name="session"]').content;

export function openRecord() {
  return document.getElementById("open");
}

async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-sayso-token": session },
    body: JSON.stringify(body),
  });
  const kind = answer.headers.get("content-type") || "";
  const told = kind.includes("json") ? await answer.json() : { error: (await answer.text()).trim() };
  return { status: answer.status, told };
}

/** Send a decision about the open incident; the judgement made, or null where none was. */
export async function judge(wish, record = openRecord()) {
  if (!record) { say("Open an incident first.", true); return null; }
  if (!person.name && !(await askPerson())) return null;
  const body = { ...wish, incident: record.dataset.id, by: person.name, role: person.role, seen: Number(record.dataset.seen) };
  try {
    let { status, told } = await post("/judge", body);
    if (status === 409) {
      if (!(await mineHolds(told.other))) { say(`${told.other.by}'s judgement holds.`); return "theirs"; }
      ({ status, told } = await post("/judge", { ...body, anyway: true }));
    }
    if (status !== 200) throw new Error(told.error);
    say(`Saved ${new Date().toLocaleTimeString()}`);
    return told;
  } catch (error) {
    say(`Not saved: ${error.message}`, true);
    return null;
  }
}

async function mineHolds(other) {
  const what = other.kind === "right-value" ? `set ${other.field.replace("counts.", "")} to ${words(other.value)}`
    : other.kind === "right" ? "judged it right" : other.kind === "wrong-claim" ? "judged it wrong" : `judged it ${other.kind}`;
  document.getElementById("conflict-words").textContent = `${other.by} ${what} (${other.at.slice(11, 16)} UTC).`;
  return (await ask(document.getElementById("conflict-box"))) === "mine";
}

function words(value) {
  if (value === null || typeof value !== "object") return String(value);
  if (Array.isArray(value)) return value.map((v) => v.name || v.text).join(", ");
  return value.name || value.from || [value.low, value.best, value.high].filter((x) => x != null).join(" to ") || "nothing";
}

export async function undo(number = null) {
  if (!person.name && !(await askPerson())) return null;
  const { status, told } = await post("/undo", { by: person.name, role: person.role, number });
  if (status !== 200) { say(told.error, true); return null; }
  say("Undone");
  return told;
}

/** Claims of the voices that are ticked. */
export function ticked() {
  return [...document.querySelectorAll(".pick:checked")].flatMap((box) => box.value.split(" "));
}

// ---------------------------------------------------------------- a value

const box = document.getElementById("value-box");
const form = box.querySelector("form");
const at = form.elements;
let places = [];

function showField() {
  for (const part of form.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(at.field.value);
  form.querySelector(".error").textContent = "";
}

async function showPlaces() {
  const record = openRecord();
  const list = document.querySelector("#candidates div");
  const name = at["place-name"].value.trim();
  places = name ? await fetchJson(`/places?${new URLSearchParams({ name, country: record.dataset.country })}`) : [];
  list.replaceChildren(...places.map((p, n) => choice(n, `${n + 1}. ${p.name}, ${p.country_name || "?"}`, `${p.kind} at ${p.lat}, ${p.lon}${p.population ? ` · ${p.population.toLocaleString()} people` : ""}`)),
    choice("", "only the name, no point", ""));
  const now = places.findIndex((p) => String(p.geonameid) === record.dataset.geonameid);
  list.querySelectorAll("input")[Math.max(0, now)].checked = true;
}

function choice(value, title, more) {
  const label = document.createElement("label");
  label.className = "tick";
  const input = document.createElement("input");
  input.type = "radio";
  input.name = "candidate";
  input.value = value;
  const small = document.createElement("small");
  small.textContent = more;
  const text = document.createElement("span");
  text.append(title, " ", small);
  label.append(input, text);
  return label;
}

/** What field a selected passage most likely is for. */
function likely(text) {
  if (/\d{4}-\d\d-\d\d|\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(january|february|march|april|june|july|august|september|october|november|december)\b/i.test(text)) return "when";
  if (/\d/.test(text)) return "counts";
  return "place";
}

function fill(field, passage, current) {
  const record = openRecord();
  const [kind, what, who] = field.split(".");
  at.field.value = kind;
  document.getElementById("value-now").textContent = current ? `Now: ${current}` : "";
  const quote = document.getElementById("value-passage");
  quote.hidden = !passage;
  quote.querySelector("bdi").textContent = passage ? passage.text : "";
  const text = passage ? passage.text : "";
  at["place-name"].value = text || record.dataset.place;
  at["when-from"].value = record.dataset.from;
  at["when-to"].value = record.dataset.to;
  at.parties.value = text || (["actor", "recipient"].includes(kind) ? (current || "").split(", ").join("\n") : "");
  at.what.value = what || "killed";
  at.who.value = who || "people";
  const numbers = (text || current || "").replace(/(\d),(?=\d{3})/g, "$1").match(/\d+(\.\d+)?/g) || [];
  at.low.value = at.high.value = "";
  at.best.value = numbers[0] || "";
  at["event-type"].value = record.dataset.type;
  at.mode.value = kind === "mode" && text ? text : record.dataset.mode;
  at.status.value = record.dataset.status;
  at.why.value = "";
  showField();
}

function value() {
  const field = at.field.value;
  if (field === "place") {
    const chosen = form.querySelector('input[name="candidate"]:checked');
    const name = at["place-name"].value.trim();
    if (!chosen || chosen.value === "") return [field, name ? { name } : null];
    const { population, kind, country_name, ...place } = places[Number(chosen.value)];
    return [field, place];
  }
  if (field === "when") return [field, at["when-from"].value ? { from: at["when-from"].value, to: at["when-to"].value || null } : null];
  if (field === "actor" || field === "recipient") {
    return [field, at.parties.value.split("\n").map((x) => x.trim()).filter(Boolean).map((name) => ({ name, text: name }))];
  }
  if (field === "counts") {
    const [low, best, high] = ["low", "best", "high"].map((n) => (at[n].value === "" ? null : Number(at[n].value)));
    const exact = best !== null && low === null && high === null;
    return [`counts.${at.what.value}.${at.who.value.trim() || "people"}`, exact ? { low: best, best, high: best } : { low, best, high }];
  }
  return [field, at[field === "type" ? "event-type" : field].value.trim() || null];
}

/** Ask for a value and judge; `field` as in data-field, or null to guess from what is selected. */
export async function setValue(field, current) {
  const record = openRecord();
  if (!record) { say("Open an incident first.", true); return null; }
  if (!person.name && !(await askPerson())) return null;
  const passage = selectedPassage();
  fill(field || (passage ? likely(passage.text) : "place"), passage, current);
  showPlaces().catch(() => { places = []; });
  if ((await ask(box)) !== "ok") return null;
  const [name, right] = value();
  return judge({ kind: "value", field: name, value: right, passage, note: at.why.value.trim() || null }, record);
}

// ---------------------------------------------------------------- same or not

const sameBox = document.getElementById("same-box");

export async function sameAs() {
  const record = openRecord();
  if (!record) { say("Open an incident first.", true); return null; }
  document.getElementById("near").innerHTML = await fetchText(`/near/${encodeURIComponent(record.dataset.id)}`);
  const inside = sameBox.querySelector("form").elements;
  inside.other.value = "";
  const kind = await ask(sameBox);
  if (!kind) return null;
  const radio = sameBox.querySelector('input[name="near"]:checked');
  const other = inside.other.value.trim() || (radio && radio.value);
  if (!other) { say("Choose an incident first.", true); return null; }
  return judge({ kind, other }, record);
}

export function startJudging() {
  at.field.addEventListener("change", () => { showField(); if (at.field.value === "place") showPlaces(); });
  at["place-name"].addEventListener("change", showPlaces);
}
