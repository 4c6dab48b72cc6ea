/* What waits in the phone goes to the registry in its order, one note at a time, each taken there once. */

import { forget, keep, waitingOf } from "./queue.js";

const GIVE_UP_MS = 15000;
const RETRY_EVERY_MS = 30000;
const FAILURE = "No se pudo guardar esta anotación.";

/* Send for one owner. `page` hears of it: changed(), received(note, entry), refused(note). */
export function createSender(door, page) {
  let trouble = "";
  let isSending = false;

  function post(note) {
    const stopper = new AbortController();
    const clock = setTimeout(() => stopper.abort(), GIVE_UP_MS);
    const asked = {
      method: "POST", credentials: "same-origin", redirect: "error", signal: stopper.signal, body: JSON.stringify(note.sent),
      headers: { "Content-Type": "application/json", "X-CSRFToken": door.token },
    };
    const done = (value) => { clearTimeout(clock); return value; };
    return fetch(door.to, asked)
      .then((answer) => answer.json().then((body) => ({ status: answer.status, body })))
      .then(done, (error) => { done(); throw error; });
  }

  function receive(note, entry) {
    page.received(note, entry);
    return forget(note);
  }

  function refuse(note, body) {
    note.state = "review";
    note.refusal = body.detail || FAILURE;
    note.kept = body.kept || null;
    page.refused(note);
    return keep(note);
  }

  /* Whether the next one may follow: a lost line, a busy service or an ended session keep all that is left. */
  function settle(note, status, body) {
    if (status >= 200 && status < 300) return receive(note, body).then(() => true);
    if (status === 401 || body.code === "csrf") trouble = "session";
    else if (status === 408 || status === 429 || status >= 500) trouble = "server";
    else return refuse(note, body).then(() => true);
    note.state = "waiting";
    return Promise.resolve(false);
  }

  function sendNext() {
    const next = waitingOf(door.owner)[0];
    if (!next) return Promise.resolve();
    next.state = "sending";
    page.changed();
    return post(next)
      .then((answer) => settle(next, answer.status, answer.body), function () {
        next.state = "waiting";
        trouble = "line";
        return false;
      })
      .then(function (goesOn) {
        if (goesOn) trouble = "";
        page.changed();
        return goesOn ? sendNext() : undefined;
      });
  }

  function send() {
    if (isSending) return Promise.resolve();
    isSending = true;
    const done = () => { isSending = false; };
    return sendNext().then(done, done);
  }

  /* Send now, and again whenever the line or the page comes back. */
  function start() {
    window.addEventListener("online", send);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
    setInterval(() => { if (!document.hidden && waitingOf(door.owner).length) send(); }, RETRY_EVERY_MS);
    return send();
  }

  return { send, start, trouble: () => trouble };
}
