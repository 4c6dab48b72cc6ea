/* What scripts add to pages that work without them. Nothing here needs htmx. */
(function () {
  "use strict";

  const POLL_EVERY_MS = 4000;
  const GIVE_UP_MS = 15000;
  const SPEAK_EVERY_MS = 15000;
  const WARN_BEFORE_MIN = 5;

  /* Focus goes to what changed: the summary of a refused form, or the heading of a part that was replaced. */
  function focusNews(root) {
    const news = root.querySelector("[data-focus-first]") || (root === document ? null : root.querySelector("h1, h2, h3"));
    if (!news) return;
    if (!news.hasAttribute("tabindex")) news.setAttribute("tabindex", "-1");
    news.focus();
  }

  /* Keys of the proposals, only while the focus is in their table, and only while they are switched on. */
  const keysAreOn = () => window.localStorage.getItem("teclas") !== "no";

  function moveFocus(row, step) {
    let next = row;
    do next = step > 0 ? next.nextElementSibling : next.previousElementSibling;
    while (next && !next.querySelector("a, button"));
    if (next) next.querySelector("th a, a, button").focus();
  }

  function pressKey(event) {
    const row = event.target.closest("[data-keys] tbody tr");
    const isWriting = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (!row || isWriting || !keysAreOn() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "k") moveFocus(row, event.key === "j" ? 1 : -1);
    else if (/^[cofx]$/.test(event.key)) {
      const action = row.querySelector('[data-key="' + event.key + '"]');
      if (!action) return;
      action.click();
    } else if (event.key === "?") {
      const help = document.querySelector("[data-keys-help]");
      if (!help) return;
      help.open = true;
      help.querySelector("summary").focus();
    } else return;
    event.preventDefault();
  }

  function startKeys() {
    document.addEventListener("keydown", pressKey);
    document.querySelectorAll("[data-keys-switch]").forEach(function (box) {
      box.checked = keysAreOn();
      box.addEventListener("change", () => window.localStorage.setItem("teclas", box.checked ? "si" : "no"));
    });
  }

  /* A box that ticks those of its table's page. */
  function startPageBoxes() {
    document.querySelectorAll("[data-check-page]").forEach(function (box) {
      const table = box.closest("table");
      const others = () => table.querySelectorAll('tbody input[type="checkbox"]');
      box.addEventListener("change", () => others().forEach((other) => { other.checked = box.checked; }));
    });
  }

  /* A part of the page that follows work done elsewhere: by events, else by asking again. */
  function follow(live) {
    const part = live.querySelector("[data-live-part]");
    const trouble = live.querySelector("[data-live-trouble]");
    const announcement = live.querySelector("[data-live-announcement]");
    let spokenAt = 0;
    let timer = 0;
    let isFetching = false;
    let hasEnded = false;

    function speak() {
      const words = part.querySelector("[data-announce]");
      if (!words || Date.now() - spokenAt < SPEAK_EVERY_MS) return;
      spokenAt = Date.now();
      announcement.textContent = words.textContent;
    }

    function show(html) {
      const openDetails = Array.from(part.querySelectorAll("details")).map((details) => details.open);
      part.innerHTML = html;
      part.querySelectorAll("details").forEach((details, at) => { details.open = openDetails[at] || details.open; });
      trouble.hidden = true;
      speak();
      if (!part.querySelector("[data-finished]")) return;
      hasEnded = true;
      window.location.reload();
    }

    function refresh() {
      if (isFetching || hasEnded) return;
      isFetching = true;
      const stopper = new AbortController();
      const clock = setTimeout(() => stopper.abort(), GIVE_UP_MS);
      fetch(live.dataset.live, { credentials: "same-origin", signal: stopper.signal, headers: { "X-Fragment": "1" } })
        .then(function (answer) {
          if (answer.redirected) window.location.reload();
          if (!answer.ok) throw new Error(String(answer.status));
          return answer.text();
        })
        .then(show)
        .catch(() => { trouble.hidden = false; })
        .then(function () { clearTimeout(clock); isFetching = false; });
    }

    function poll() {
      clearInterval(timer);
      timer = setInterval(() => { if (!document.hidden) refresh(); }, POLL_EVERY_MS);
    }

    if (!live.dataset.liveEvents || !window.EventSource) return poll();
    const events = new EventSource(live.dataset.liveEvents);
    events.onmessage = refresh;
    events.onerror = function () { if (events.readyState === EventSource.CLOSED) poll(); };
  }

  /* Paper shows what was folded. */
  function startPrinting() {
    let folded = [];
    window.addEventListener("beforeprint", function () {
      folded = Array.from(document.querySelectorAll("details:not([open])"));
      folded.forEach((details) => { details.open = true; });
    });
    window.addEventListener("afterprint", () => folded.forEach((details) => { details.open = false; }));
  }

  /* Five minutes before the session ends unused, a line says so and offers to stay. */
  function startSessionWarning() {
    const bar = document.querySelector("[data-session]");
    if (!bar) return;
    const words = bar.querySelector("p");
    let timer = 0;

    function wait() {
      words.hidden = true;
      clearTimeout(timer);
      timer = setTimeout(() => { words.hidden = false; }, Math.max(0, bar.dataset.session - WARN_BEFORE_MIN) * 60000);
    }

    bar.querySelector("button").addEventListener("click", function () {
      fetch(bar.dataset.sessionUrl, { credentials: "same-origin" })
        .then((answer) => { if (answer.status === 204) wait(); else window.location.reload(); })
        .catch(() => {});
    });
    wait();
  }

  function start() {
    focusNews(document);
    startSessionWarning();
    startKeys();
    startPageBoxes();
    startPrinting();
    document.querySelectorAll("[data-live]").forEach(follow);
    document.addEventListener("htmx:afterSwap", (event) => focusNews(event.detail.elt));
  }

  start();
})();
