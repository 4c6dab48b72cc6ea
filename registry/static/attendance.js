/* A unit's phone on a bad line: each touch is kept in the phone with a key of its own, and sent until it was taken, once.
   The page works without this: its buttons are forms. Photos are made small before they are sent. */
(function () {
  "use strict";

  const GIVE_UP_MS = 15000;
  const RETRY_EVERY_MS = 30000;
  const DOUBLE_TAP_MS = 800;
  const PERU_BEHIND_UTC_MS = 5 * 3600 * 1000;
  const FEWEST_SKEW_MS = 60000;
  const STORE = "notes";
  const LONGEST_SIDE = 1600;
  const MOST_BYTES = 300000;
  const SHORTEST_SIDE = 800;
  const QUALITIES = [0.8, 0.6, 0.4];

  const page = document.querySelector("[data-attendance]");
  const all = (root, selector) => Array.from(root.querySelectorAll(selector));
  const part = (name) => document.importNode(page.querySelector('template[data-part="' + name + '"]').content, true);

  /* The phone's store: notes until they are received, of whoever signed in, and nothing else. */
  const store = {
    base: null,
    open() {
      return new Promise(function (resolve, reject) {
        const asked = window.indexedDB.open("reinserta-asistencia", 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      }).then((base) => { store.base = base; });
    },
    run(mode, work) {
      return new Promise(function (resolve, reject) {
        const turn = store.base.transaction(STORE, mode);
        const asked = work(turn.objectStore(STORE));
        turn.oncomplete = () => resolve(asked.result);
        turn.onerror = turn.onabort = () => reject(turn.error);
      });
    },
    all: () => store.run("readonly", (notes) => notes.getAll()),
    keep: (note) => store.run("readwrite", (notes) => notes.put(note)),
    forget: (key) => store.run("readwrite", (notes) => notes.delete(key)),
  };

  let notes = [];
  let trouble = "";
  let isSending = false;
  let skew = 0;

  const owner = () => page.dataset.owner;
  const mine = () => notes.filter((note) => note.owner === owner());
  const waiting = () => mine().filter((note) => note.state !== "review");
  const sessionOf = (one) => [one.placement, one.day, one.shift].join("/");
  const rowOf = (note) => all(page, "[data-row]").find((row) => sessionOf(row.dataset) === sessionOf(note));
  const notesOf = (row) => mine().filter((note) => sessionOf(note) === sessionOf(row.dataset));

  /* Time: Peru's, by the server's clock where the phone's is wrong. */
  const present = () => new Date(Date.now() + skew);
  const inPeru = (instant) => new Date(instant.getTime() - PERU_BEHIND_UTC_MS);
  const dayOf = (instant) => inPeru(instant).toISOString().slice(0, 10);
  const minuteOf = (instant) => inPeru(instant).getUTCHours() * 60 + inPeru(instant).getUTCMinutes();
  const told = (minute) => Math.floor(minute / 60) + ":" + String(minute % 60).padStart(2, "0");
  const typed = (minute) => told(minute).padStart(5, "0");

  function freshKey() {
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /* What is known of a row: what the server said, and what was noted here since. */
  function standing(row) {
    const known = { outcome: row.dataset.outcome, arrived: row.dataset.arrived === "" ? null : Number(row.dataset.arrived) };
    const own = notesOf(row);
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
    drawNotes(row.querySelector("[data-notes]"), notesOf(row));
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
    const count = waiting().length;
    const others = notes.length > mine().length;
    const bar = page.querySelector("[data-queue]");
    bar.hidden = !count && !others;
    bar.querySelector("[data-queue-count]").textContent = count === 1 ? "1 anotación" : count + " anotaciones";
    bar.querySelector("[data-send]").hidden = !count;
    all(bar, "[data-trouble]").forEach(function (words) {
      words.hidden = words.dataset.trouble === "others" ? !others : words.dataset.trouble !== trouble || !count;
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
    if (!form || !store.base) return;
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
    notes.push(note);
    draw();
    say(row.dataset.name + ": " + note.words);
    store.keep(note).then(send, function () {
      notes = notes.filter((other) => other !== note);
      form.submit();
    });
  }

  function forget(note) {
    notes = notes.filter((other) => other !== note);
    return store.forget(note.key);
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
    const following = notes.filter((other) => other.sent.replaces_key === note.key);
    following.forEach(function (other) {
      other.sent.replaces_key = sent.key;
      other.state = "waiting";
    });
    notes.push(again);
    notes.sort((one, other) => one.at - other.at);
    Promise.all([forget(note), store.keep(again), ...following.map(store.keep)]).then(draw).then(send);
  }

  /* Sending */

  function post(note) {
    const stopper = new AbortController();
    const clock = setTimeout(() => stopper.abort(), GIVE_UP_MS);
    const asked = {
      method: "POST", credentials: "same-origin", redirect: "error", signal: stopper.signal, body: JSON.stringify(note.sent),
      headers: { "Content-Type": "application/json", "X-CSRFToken": page.dataset.token },
    };
    const done = (value) => { clearTimeout(clock); return value; };
    return fetch(page.dataset.to, asked)
      .then((answer) => answer.json().then((body) => ({ status: answer.status, body })))
      .then(done, (error) => { done(); throw error; });
  }

  function receive(note, body) {
    know(rowOf(note), body);
    return forget(note);
  }

  function refuse(note, body) {
    note.state = "review";
    note.refusal = body.detail || "No se pudo guardar esta anotación.";
    note.kept = body.kept || null;
    say(note.label + ": " + note.refusal);
    return store.keep(note);
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
    const next = waiting()[0];
    if (!next) return Promise.resolve();
    next.state = "sending";
    draw();
    return post(next)
      .then((answer) => settle(next, answer.status, answer.body), function () {
        next.state = "waiting";
        trouble = "line";
        return false;
      })
      .then(function (goesOn) {
        if (goesOn) trouble = "";
        draw();
        return goesOn ? sendNext() : undefined;
      });
  }

  function send() {
    if (isSending || !store.base) return Promise.resolve();
    isSending = true;
    const done = () => { isSending = false; };
    return sendNext().then(done, done);
  }

  function startQueue() {
    const ahead = Number(page.dataset.now) - Date.now();
    skew = Math.abs(ahead) > FEWEST_SKEW_MS ? ahead : 0;
    page.addEventListener("submit", tap);
    page.querySelector("[data-send]").addEventListener("click", send);
    window.addEventListener("online", send);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
    setInterval(() => { if (!document.hidden && waiting().length) send(); }, RETRY_EVERY_MS);
    return store.all().then(function (kept) {
      notes = kept.map((note) => (note.state === "sending" ? Object.assign(note, { state: "waiting" }) : note));
      notes.sort((one, other) => one.at - other.at);
      draw();
      return send();
    });
  }

  /* Photos: no longer than 1,600 points and no heavier than 300 kB, drawn anew before they leave the phone. */

  function pictureOf(file) {
    return new Promise(function (resolve, reject) {
      const reader = new FileReader();
      const image = new Image();
      reader.onload = () => { image.src = reader.result; };
      reader.onerror = image.onerror = reject;
      image.onload = () => resolve(image);
      reader.readAsDataURL(file);
    });
  }

  function drawn(image, longest) {
    const scale = Math.min(1, longest / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  /* The best quality that is light enough; of a picture that never is, a smaller one. */
  function packed(image, longest, qualities) {
    const canvas = drawn(image, longest);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", qualities[0])).then(function (blob) {
      if (blob.size <= MOST_BYTES || longest < SHORTEST_SIDE) return blob;
      return qualities.length > 1 ? packed(image, longest, qualities.slice(1)) : packed(image, longest * 0.75, QUALITIES);
    });
  }

  function shrink(input) {
    const file = input.files[0];
    const told = document.querySelector("[data-photo-told]");
    if (!file || !/^image\//.test(file.type) || file.size <= MOST_BYTES || !window.DataTransfer) return;
    pictureOf(file)
      .then((image) => packed(image, LONGEST_SIDE, QUALITIES))
      .then(function (blob) {
        const carried = new DataTransfer();
        carried.items.add(new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }));
        input.files = carried.files;
        told.textContent = "Foto lista para enviar: " + Math.ceil(blob.size / 1000) + " kB.";
      })
      .catch(function () { told.textContent = ""; });
  }

  document.querySelectorAll("input[data-photo]").forEach((input) => input.addEventListener("change", () => shrink(input)));

  if (page && window.indexedDB && window.fetch && window.crypto && window.AbortController) {
    store.open().then(startQueue, () => undefined);
  }
})();
