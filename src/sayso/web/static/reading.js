// The report's text: what is selected in it as offsets, and the marks of one voice lit up.

const record = document.getElementById("record");

/** UTF-16 units of a browser to code points of the report. */
function length(text) {
  return [...text].length;
}

function offset(paragraph, node, at) {
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, at);
  return Number(paragraph.dataset.start) + length(range.toString());
}

/** What is selected in the text, as a passage of the report; null where nothing is. */
export function selectedPassage() {
  const selection = getSelection();
  const text = document.getElementById("text");
  if (!text || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const element = range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement;
  const paragraph = element && element.closest("#text p[data-start]");
  if (!paragraph) return null;
  const inside = paragraph.contains(range.endContainer);
  const start = offset(paragraph, range.startContainer, range.startOffset);
  const end = inside ? offset(paragraph, range.endContainer, range.endOffset)
    : offset(paragraph, paragraph, paragraph.childNodes.length);
  const all = [...paragraph.textContent];
  const base = Number(paragraph.dataset.start);
  const words = all.slice(start - base, end - base).join("");
  const lead = length(words) - length(words.trimStart());
  const trimmed = words.trim();
  if (!trimmed) return null;
  return { report: text.dataset.report, text: trimmed, start: start + lead, end: start + lead + length(trimmed) };
}

/** Light up what one claim was read from; again for all. */
function light(button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  for (const other of record.querySelectorAll(".voice")) other.setAttribute("aria-pressed", String(on && other === button));
  for (const mark of record.querySelectorAll("#text .m[data-claims]")) {
    const mine = mark.dataset.claims.split(" ").includes(button.dataset.claim);
    mark.classList.toggle("lit", on && mine);
    mark.classList.toggle("dim", on && !mine);
  }
}

const STEPS = { ArrowRight: ["forward", "word"], ArrowLeft: ["backward", "word"], ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"] };

/** Without a mouse: the arrows go from word to word, with Shift they take in more. */
function selectByKey(event) {
  const text = event.target.closest("#text");
  const step = STEPS[event.key];
  if (!text || !step || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const selection = getSelection();
  if (!selection.rangeCount || !text.contains(selection.anchorNode)) {
    selection.collapse(text.querySelector("p[data-start]"), 0);
    selection.modify("extend", "forward", "word");
  } else if (event.shiftKey) {
    selection.modify("extend", ...step);
  } else {
    if (step[0] === "forward") selection.collapseToEnd(); else selection.collapseToStart();
    if (step[1] === "line") selection.modify("move", ...step);
    selection.modify("extend", step[0], "word");
  }
  const at = selection.focusNode.parentElement;
  if (at && text.contains(at)) at.scrollIntoView({ block: "nearest" });
}

export function startReading(onPick) {
  record.addEventListener("click", (event) => {
    const voice = event.target.closest(".voice");
    if (voice) light(voice);
  });
  record.addEventListener("keydown", selectByKey);
  const pick = document.createElement("button");
  pick.id = "pick";
  pick.type = "button";
  pick.className = "main";
  pick.textContent = "Set a value from this (V)";
  pick.hidden = true;
  pick.addEventListener("mousedown", (event) => event.preventDefault());
  pick.addEventListener("click", () => { pick.hidden = true; onPick(); });
  document.body.append(pick);
  document.addEventListener("selectionchange", () => {
    const found = selectedPassage();
    pick.hidden = !found;
    if (!found) return;
    const at = getSelection().getRangeAt(0).getBoundingClientRect();
    pick.style.left = `${Math.max(4, Math.min(at.left, innerWidth - 220))}px`;
    pick.style.top = `${Math.max(4, Math.min(at.bottom + 6, innerHeight - 90))}px`;
  });
}
