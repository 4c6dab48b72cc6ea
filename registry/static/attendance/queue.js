/* The phone's own store: notes until they are received, of whoever signed in, and nothing else. */

const NAME = "reinserta-asistencia";
const STORE = "notes";

let base = null;
let notes = [];

const byTime = (one, other) => one.at - other.at;

function run(mode, work) {
  return new Promise(function (resolve, reject) {
    const turn = base.transaction(STORE, mode);
    const asked = work(turn.objectStore(STORE));
    turn.oncomplete = () => resolve(asked.result);
    turn.onerror = turn.onabort = () => reject(turn.error);
  });
}

function connect() {
  return new Promise(function (resolve, reject) {
    const asked = window.indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/* Take up what was left in the store; what was on its way then is sent once more, under its own key. */
export function openStore() {
  return connect()
    .then((opened) => { base = opened; })
    .then(() => run("readonly", (kept) => kept.getAll()))
    .then(function (kept) {
      notes = kept.map((note) => (note.state === "sending" ? Object.assign(note, { state: "waiting" }) : note));
      notes.sort(byTime);
    });
}

export const notesOf = (owner) => notes.filter((note) => note.owner === owner);
export const hasNotesOfOthers = (owner) => notes.some((note) => note.owner !== owner);
export const waitingOf = (owner) => notesOf(owner).filter((note) => note.state !== "review");

export function freshKey() {
  const bytes = window.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const keep = (note) => run("readwrite", (kept) => kept.put(note));

/* Take a note at once; where the phone cannot keep it, it is as if it had not been made. */
export function add(note) {
  notes.push(note);
  return keep(note).catch(function (error) {
    notes = notes.filter((other) => other !== note);
    throw error;
  });
}

export function forget(note) {
  notes = notes.filter((other) => other !== note);
  return run("readwrite", (kept) => kept.delete(note.key));
}

/* Put another note in the place of one; those that replace it follow, and are sent again. */
export function replace(note, other) {
  const following = notes.filter((later) => later.sent.replaces_key === note.key);
  following.forEach(function (later) {
    later.sent.replaces_key = other.key;
    later.state = "waiting";
  });
  notes.push(other);
  notes.sort(byTime);
  return Promise.all([forget(note), keep(other), ...following.map(keep)]);
}
