/* Case files on a bad line: what is typed is kept on the phone until the registry has it, files go in pieces that are
   taken up where they stopped, and numbers have large buttons. The pages work without this: they are forms. */
(function () {
  "use strict";

  const SAVE_AFTER_MS = 1200;
  const GIVE_UP_MS = 15000;
  const PIECE_GIVE_UP_MS = 45000;
  const RETRY_MS = 4000;
  const LONGEST_SIDE = 1600;
  const SHORTEST_SIDE = 800;
  const MOST_BYTES = 300000;
  const QUALITIES = [0.8, 0.6, 0.4];
  const BESIDE = ["csrf_token", "file"];
  const DRAFT = "reinserta:borrador:";
  const UPLOAD = "reinserta:archivo:";

  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const tokenOf = (form) => form.querySelector('[name="csrf_token"]').value;

  /* Storage may be full or forbidden: then only the registry keeps the draft. */
  function stored(name) {
    try { return JSON.parse(window.localStorage.getItem(name) || "null"); } catch (error) { return null; }
  }
  function store(name, value) {
    try { window.localStorage.setItem(name, JSON.stringify(value)); } catch (error) { /* only the registry keeps it */ }
  }
  function forget(name) {
    try { window.localStorage.removeItem(name); } catch (error) { /* nothing was kept */ }
  }

  /* Ask in the manner of scripts: words where it is refused, an error where the line is lost. */
  function ask(url, form, body, giveUp) {
    const stopper = new AbortController();
    const clock = setTimeout(() => stopper.abort(), giveUp);
    const headers = { Accept: "application/json", "X-CSRFToken": tokenOf(form) };
    if (body instanceof Blob) headers["Content-Type"] = "application/octet-stream";
    const asked = { method: "POST", credentials: "same-origin", redirect: "error", signal: stopper.signal, headers, body };
    const done = (value) => { clearTimeout(clock); return value; };
    return fetch(url, asked)
      .then((answer) => answer.json().catch(() => ({})).then((found) => ({ status: answer.status, found })))
      .then(done, (error) => { done(); throw error; });
  }

  /* What is typed */

  function fieldsOf(form) {
    return Array.from(new FormData(form)).filter((pair) => !BESIDE.includes(pair[0]) && typeof pair[1] === "string");
  }

  function fillFrom(form, fields) {
    const given = new Map();
    fields.forEach((pair) => given.set(pair[0], (given.get(pair[0]) || []).concat(pair[1])));
    Array.from(form.elements).forEach(function (box) {
      if (!box.name || BESIDE.includes(box.name) || box.type === "hidden") return;
      const values = given.get(box.name) || [];
      if (box.type === "checkbox" || box.type === "radio") box.checked = values.includes(box.value);
      else if (values.length) box.value = values[0];
    });
  }

  function startDraft(form) {
    const name = DRAFT + form.dataset.draft;
    const told = form.querySelector("[data-draft-told]");
    let timer = 0;
    let isSending = false;

    function settle(sent, answer) {
      if (answer.status >= 200 && answer.status < 300) {
        const now = stored(name);
        if (now && now.at === sent.at) forget(name);
        told.textContent = "Guardado a las " + answer.found.saved + ".";
      } else if (answer.status === 409 || answer.status === 404) {
        forget(name);
        told.textContent = answer.found.detail || "Esta parte ya se presentó.";
      } else {
        told.textContent = answer.found.detail || "No se pudo guardar todavía. Lo que escribió sigue en este equipo.";
      }
    }

    function send() {
      const sent = stored(name);
      if (!sent || isSending) return;
      isSending = true;
      ask(form.dataset.draftUrl, form, new URLSearchParams(sent.fields), GIVE_UP_MS)
        .then((answer) => settle(sent, answer), function () {
          told.textContent = "Sin conexión. Lo que escribió sigue aquí.";
        })
        .then(function () {
          isSending = false;
          const left = stored(name);
          if (left && left.at !== sent.at) later();
        });
    }

    function later() {
      clearTimeout(timer);
      timer = setTimeout(send, SAVE_AFTER_MS);
    }

    function keep() {
      store(name, { at: Date.now(), fields: fieldsOf(form) });
    }

    const unsent = stored(name);
    const wasRefused = document.getElementById("resumen-errores");
    if (unsent && !wasRefused) {
      fillFrom(form, unsent.fields);
      told.textContent = "Aquí está lo que había escrito.";
      later();
    } else if (wasRefused) {
      forget(name);
    }
    form.addEventListener("input", function () { keep(); later(); });
    form.addEventListener("submit", function () { clearTimeout(timer); keep(); });
    window.addEventListener("online", send);
  }

  /* The registry has what the page before this one sent. */
  function forgetDone() {
    all("[data-draft-done]").forEach((part) => forget(DRAFT + part.dataset.draftDone));
  }

  /* Numbers with large buttons */

  function stepButton(box, step, sign, words) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-secondary";
    button.textContent = sign;
    button.setAttribute("aria-label", words + ": " + box.getAttribute("aria-label"));
    button.addEventListener("click", function () {
      const value = (parseInt(box.value, 10) || 0) + step;
      box.value = String(Math.min(Number(box.max), Math.max(Number(box.min), value)));
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return button;
  }

  function startStepper(part) {
    const box = part.querySelector("input");
    part.insertBefore(stepButton(box, -1, "−", "Una menos"), box);
    part.appendChild(stepButton(box, 1, "+", "Una más"));
    part.classList.add("stepper-on");
  }

  /* Photos, drawn anew before they leave */

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

  function packed(image, longest, qualities) {
    const scale = Math.min(1, longest / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", qualities[0])).then(function (blob) {
      if (blob.size <= MOST_BYTES || longest < SHORTEST_SIDE) return blob;
      return qualities.length > 1 ? packed(image, longest, qualities.slice(1)) : packed(image, longest * 0.75, QUALITIES);
    });
  }

  function shrunk(file) {
    if (!/^image\//.test(file.type) || file.size <= MOST_BYTES) return Promise.resolve(file);
    return pictureOf(file).then((image) => packed(image, LONGEST_SIDE, QUALITIES)).catch(() => file);
  }

  /* Files in pieces */

  function keyOf(form, file) {
    const name = UPLOAD + [form.dataset.pieces, file.name, file.size, file.lastModified].join("|");
    const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => ("0" + byte.toString(16)).slice(-2));
    const key = stored(name) || random().join("");
    store(name, key);
    return { key, done: () => forget(name) };
  }

  function refused(answer) {
    const error = new Error(answer.found.detail || "No se pudo adjuntar el archivo. Inténtelo otra vez.");
    error.isFinal = true;
    return error;
  }

  function checked(answer) {
    if (answer.status >= 200 && answer.status < 300) return answer.found;
    if (answer.status === 429 || answer.status >= 500) throw new Error(String(answer.status));
    throw refused(answer);
  }

  function sendPieces(form, name, blob, key, told) {
    const facts = new URLSearchParams({ key, file_name: name, size_bytes: String(blob.size) });
    const percent = (place) => Math.floor(100 * place / blob.size);

    function sendFrom(place, length) {
      told.textContent = "Enviando: " + percent(place) + " %";
      const url = form.dataset.piecesNext + "?clave=" + key + "&desde=" + place;
      return ask(url, form, blob.slice(place, place + length), PIECE_GIVE_UP_MS).then(checked)
        .then((found) => ("paper" in found ? found : sendFrom(found.offset, length)));
    }

    function attempt() {
      return ask(form.dataset.pieces, form, facts, GIVE_UP_MS).then(checked)
        .then((found) => sendFrom(found.offset, found.piece_bytes))
        .catch(function (error) {
          if (error.isFinal) throw error;
          told.textContent = "Sin conexión. El envío sigue solo cuando vuelva la línea; deje esta página abierta.";
          return wait(RETRY_MS).then(attempt);
        });
    }
    return attempt();
  }

  function startPieces(form) {
    const box = form.querySelector('input[type="file"]');
    const told = form.querySelector("[data-pieces-told]");
    const button = form.querySelector('button[type="submit"]');
    form.addEventListener("submit", function (event) {
      const file = box.files[0];
      if (!file || !window.fetch || !window.AbortController) return;
      event.preventDefault();
      const upload = keyOf(form, file);
      button.disabled = true;
      told.textContent = "Preparando el archivo…";
      shrunk(file)
        .then((blob) => sendPieces(form, file.name, blob, upload.key, told))
        .then(function (found) { upload.done(); window.location.assign(found.next); })
        .catch(function (error) {
          upload.done();
          button.disabled = false;
          told.textContent = error.message;
        });
    });
  }

  function start() {
    const news = document.querySelector("[data-focus-first]");
    if (news) news.focus();
    forgetDone();
    all("[data-stepper]").forEach(startStepper);
    all("form[data-draft]").forEach(startDraft);
    all("form[data-pieces]").forEach(startPieces);
  }

  start();
})();
