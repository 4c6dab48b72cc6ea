/* A unit's phone on a bad line: each touch is kept in the phone with a key of its own, and sent until it was taken, once.
   The page works without this: its buttons are forms. */

import { add, forget, freshKey, hasNotesOfOthers, notesOf, openStore, replace, waitingOf } from "./queue.js";
import { createSender } from "./sending.js";

const DOUBLE_TAP_MS = 800;
const PERU_BEHIND_UTC_MS = 5 * 3600 * 1000;
const FEWEST_SKEW_MS = 60000;

const page = document.querySelector("[data-attendance]");
const all = (root, selector) => Array.from(root.querySelectorAll(selector));
const part = (name) => document.importNode(page.querySelector('template[data-part="' + name + '"]').content, true);

const owner = () => page.dataset.owner;
const mine = () => notesOf(owner());
const sessionOf = (one) => [one.placement, one.day, one.shift].join("/");
const rowOf = (note) => all(page, "[data-row]").find((row) => sessionOf(row.dataset) === sessionOf(note));
const notesAt = (row) => mine().filter((note) => sessionOf(note) === sessionOf(row.dataset));

/* Time: Peru's, by the server's clock where the phone's is wrong. */
let skew = 0;
const present = () => new Date(Date.now() + skew);
const inPeru = (instant) => new Date(instant.getTime() - PERU_BEHIND_UTC_MS);
const dayOf = (instant) => inPeru(instant).toISOString().slice(0, 10);
const minuteOf = (instant) => inPeru(instant).getUTCHours() * 60 + inPeru(instant).getUTCMinutes();
const told = (minute) => Math.floor(minute / 60) + ":" + String(minute % 60).padStart(2, "0");
const typed = (minute) => told(minute).padStart(5, "0");

/* What is known of a row: what the server said, and what was noted here since. */
function standing(row) {
  const known = { outcome: row.dataset.outcome, arrived: row.dataset.arrived === "" ? null : Number(row.dataset.arrived) };
  const own = notesAt(row);
  if (!own.length) return { note: null, outcome: known.outcome, arrived: known.arrived };
  const last = own[own.length - 1];
  return { note: last, outcome: last.outcome, arrived: last.minute };
}

function say(words) {
  page.querySelector("[data-announcement]").textContent = words;
}

/* Drawing */

function drawNotes(place, own) {
  place.textContent = "";
  own.filter((note) => note.state === "review").forEach(function (note) {
    const shown = part("refused");
    const keptBy = note.kept ? "Guardó " + note.kept.by + ", " + note.kept.at : "";
    shown.querySelector("[data-refusal]").textContent = note.refusal;
    shown.querySelector("[data-kept-by]").textContent = keptBy;
    shown.querySelector("[data-kept]").textContent = note.kept ? note.kept.words : "";
    shown.querySelector("[data-mine]").textContent = note.words;
    all(shown, "[data-both]").forEach((both) => { both.hidden = !note.kept; });
    const drop = shown.querySelector("[data-drop]");
    drop.textContent = note.kept ? "Dejar lo guardado" : "Quitar de este teléfono";
    drop.addEventListener("click", () => giveUp(note));
    shown.querySelector("[data-resend]").addEventListener("click", (event) => resend(note, event.target));
    place.appendChild(shown);
  });
}

function drawTag(place, state) {
  place.textContent = "";
  if (state) place.appendChild(part(state));
}

function drawRow(row) {
  const now = standing(row);
  const isInReview = Boolean(now.note) && now.note.state === "review";
  if (now.note) row.querySelector("[data-said]").textContent = now.note.words;
  drawTag(row.querySelector("[data-tag]"), now.note ? now.note.state : row.dataset.outcome ? "received" : "");
  all(row, "[data-tap]").forEach(function (form) {
    const isNext = form.dataset.tap === "attended" ? now.outcome === "present" : !now.outcome;
    form.hidden = !isNext || isInReview;
  });
  const correct = row.querySelector("[data-correct]");
  correct.hidden = Boolean(now.note);
  if (now.outcome && now.outcome !== "present") {
    correct.textContent = "Corregir";
    correct.setAttribute("aria-label", "Corregir: " + row.dataset.name);
  }
  drawNotes(row.querySelector("[data-notes]"), notesAt(row));
}

function drawElsewhere() {
  const lost = mine().filter((note) => !rowOf(note));
  const list = page.querySelector("[data-elsewhere-list]");
  list.textContent = "";
  page.querySelector("[data-elsewhere]").hidden = !lost.length;
  lost.forEach(function (note) {
    const shown = part("elsewhere");
    shown.querySelector("[data-label]").textContent = note.label;
    shown.querySelector("[data-said]").textContent = note.words;
    drawTag(shown.querySelector("[data-tag]"), note.state);
    drawNotes(shown.querySelector("[data-notes]"), [note]);
    list.appendChild(shown);
  });
}

function drawQueue() {
  const count = waitingOf(owner()).length;
  const others = hasNotesOfOthers(owner());
  const bar = page.querySelector("[data-queue]");
  bar.hidden = !count && !others;
  bar.querySelector("[data-queue-count]").textContent = count === 1 ? "1 anotación" : count + " anotaciones";
  bar.querySelector("[data-send]").hidden = !count;
  all(bar, "[data-trouble]").forEach(function (words) {
    words.hidden = words.dataset.trouble === "others" ? !others : words.dataset.trouble !== sender.trouble() || !count;
  });
}

function draw() {
  all(page, "[data-row]").forEach(drawRow);
  drawElsewhere();
  drawQueue();
}

/* Noting */

function noteOf(row, form, instant) {
  const now = standing(row);
  const isArrival = form.dataset.tap === "present";
  const minute = minuteOf(instant);
  const words = form.dataset.words.replace("{time}", told(minute)).replace("{arrived}", told(now.arrived || 0));
  const sent = { placement: Number(row.dataset.placement), day: row.dataset.day, shift: Number(row.dataset.shift) };
  sent.key = freshKey();
  sent.outcome = form.dataset.tap;
  sent.tapped_at = instant.toISOString();
  if (isArrival) sent.arrived = typed(minute);
  if (form.dataset.tap === "attended") {
    sent.arrived = typed(now.arrived);
    sent.left = typed(minute);
  }
  if (now.note) sent.replaces_key = now.note.key;
  else if (row.dataset.entry) sent.replaces_id = Number(row.dataset.entry);
  return {
    key: sent.key, owner: owner(), at: instant.getTime(), sent, state: "waiting", words,
    placement: sent.placement, day: sent.day, shift: sent.shift, outcome: sent.outcome,
    minute: isArrival ? minute : now.arrived, label: row.dataset.label,
  };
}

function obstacle(row, form, instant) {
  const now = standing(row);
  const isToday = all(row, "[data-tap]").length > 1;
  if (isToday && dayOf(instant) !== row.dataset.day) return "Esta lista es de otro día. Actualice la página.";
  if (form.dataset.tap === "attended" && minuteOf(instant) <= now.arrived) {
    return "Acaba de anotar la llegada. Anote la salida cuando la persona se retire.";
  }
  return "";
}

function tap(event) {
  const form = event.target.closest("[data-tap]");
  if (!form) return;
  event.preventDefault();
  const row = form.closest("[data-row]");
  const instant = present();
  if (row.dataset.touched && instant.getTime() - Number(row.dataset.touched) < DOUBLE_TAP_MS) return;
  row.dataset.touched = String(instant.getTime());
  const words = obstacle(row, form, instant);
  if (words) {
    row.querySelector("[data-notes]").textContent = words;
    say(words);
    return;
  }
  const note = noteOf(row, form, instant);
  const kept = add(note);
  draw();
  say(row.dataset.name + ": " + note.words);
  kept.then(sender.send, () => form.submit());
}

/* What stands in the registry takes the place of what was noted here. */
function giveUp(note) {
  if (note.kept) know(rowOf(note), note.kept);
  return forget(note).then(draw);
}

function know(row, entry) {
  if (!row) return;
  row.dataset.entry = entry.id;
  row.dataset.outcome = entry.outcome;
  row.dataset.arrived = entry.arrived === null ? "" : entry.arrived;
  row.querySelector("[data-said]").textContent = entry.words;
}

/* One's own note over what somebody else noted, as a correction of it with its reason, under a key of its own. */
function resend(note, button) {
  const reason = button.parentElement.querySelector("[data-reason]");
  if (!reason.value.trim()) {
    reason.focus();
    return;
  }
  const sent = Object.assign({}, note.sent, { key: freshKey(), replaces_id: note.kept.id, remark: reason.value.trim() });
  delete sent.replaces_key;
  const again = Object.assign({}, note, { key: sent.key, sent, state: "waiting", refusal: "", kept: null });
  replace(note, again).then(draw).then(sender.send);
}

const sender = createSender(page.dataset, {
  changed: draw,
  received: (note, entry) => know(rowOf(note), entry),
  refused: (note) => say(note.label + ": " + note.refusal),
});

function start() {
  const ahead = Number(page.dataset.now) - Date.now();
  skew = Math.abs(ahead) > FEWEST_SKEW_MS ? ahead : 0;
  page.addEventListener("submit", tap);
  page.querySelector("[data-send]").addEventListener("click", sender.send);
  draw();
  return sender.start();
}

if (window.indexedDB && window.fetch && window.crypto && window.AbortController) {
  openStore().then(start, () => undefined);
}
