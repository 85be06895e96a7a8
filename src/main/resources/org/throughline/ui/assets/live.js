// What a page shows follows what others save. A part of the page with data-live names what it shows ("Patient/1 Task"); when
// something of that was changed, the page is asked for anew and compared. Cells that differ are changed in place and marked;
// rows that came or went wait until somebody wants to see them, so that nothing moves under a pointer. Parts with
// data-live-whole (a banner, a count) are changed as a whole. What asks for itself (a count in the rail) has data-live-tell and
// is only told, by the event "live". A page that answers a form that was sent holds what was typed, and
// may have no address to be asked for anew: it is never loaded again.
const PING = 20_000;
const PATIENCE = 4_000;
const SHORTEST = 400;
const ANSWERED = 10_000;
const parts = () => [...document.querySelectorAll("[data-live]")];
const told = () => [...document.querySelectorAll("[data-live-tell]")];
const wanted = () => [
  ...new Set([...parts().map((part) => part.dataset.live), ...told().map((each) => each.dataset.liveTell)].flatMap((topics) => topics.split(" "))),
];
const state = document.querySelector("#live-state");
const said = document.querySelector("#live-said");
let worker = null;
let stale = false;
let asking = false;
let asked = 0;
let sent = 0;
let broken = 0;

function rows(part) {
  return new Map([...part.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, row]));
}

function content(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("[name=form-token], .live-news").forEach((each) => each.remove());
  copy.querySelectorAll(".changed").forEach((each) => each.classList.remove("changed"));
  return copy.innerHTML.replace(/ class=""/g, "").replace(/\s+/g, " ");
}

function mark(cell) {
  cell.classList.remove("changed");
  void cell.offsetWidth;
  cell.classList.add("changed");
}

function renewCells(row, fresh) {
  [...row.children].forEach((cell, at) => {
    const now = fresh.children[at];
    if (content(cell) !== content(now)) {
      const focused = cell.contains(document.activeElement);
      cell.replaceChildren(...now.childNodes);
      cell.className = now.className;
      mark(cell);
      htmx.process(cell);
      if (focused) {
        cell.querySelector("a, button, input, select")?.focus({ preventScroll: true });
      }
    }
  });
  row.className = fresh.className;
}

function renewWhole(part, fresh) {
  const at = [...part.querySelectorAll("a, button, input, select, summary")].indexOf(document.activeElement);
  part.replaceChildren(...fresh.childNodes);
  part.className = fresh.className;
  part.hidden = fresh.hidden;
  mark(part);
  htmx.process(part);
  if (at >= 0) {
    part.querySelectorAll("a, button, input, select, summary")[at]?.focus({ preventScroll: true });
  }
}

function offer(part, fresh, come) {
  let news = part.querySelector(".live-news");
  if (!news) {
    news = document.createElement("button");
    news.type = "button";
    news.className = "button live-news";
    (part.querySelector("[data-live-news], header") ?? part).append(news);
  }
  news.textContent = come > 0 ? come + " new" : "List changed: show";
  said.textContent = news.textContent + ", " + (part.querySelector("h2")?.textContent ?? "");
  news.onclick = () => {
    const before = rows(part);
    renewWhole(part, fresh);
    rows(part).forEach((row, key) => !before.has(key) && [...row.children].forEach(mark));
    const first = [...rows(part)].find(([key]) => !before.has(key))?.[1];
    first?.querySelector("a, button")?.focus({ preventScroll: true });
  };
}

function renew(part, fresh) {
  if (content(part) === content(fresh)) {
    part.querySelector(".live-news")?.remove();
    return;
  }
  if (part.querySelector(".dragged")) {
    stale = true;
    return;
  }
  if ("liveWhole" in part.dataset) {
    renewWhole(part, fresh);
    return;
  }
  const old = rows(part);
  const next = rows(fresh);
  old.forEach((row, key) => next.has(key) && row.children.length === next.get(key).children.length && renewCells(row, next.get(key).cloneNode(true)));
  if (content(part) !== content(fresh)) {
    offer(part, fresh, [...next.keys()].filter((key) => !old.has(key)).length);
  }
}

async function ask() {
  if (parts().length === 0) {
    return;
  }
  if (asking || document.hidden || document.querySelector("#lock").open) {
    stale = true;
    return;
  }
  asking = true;
  stale = false;
  let pause = 0;
  await new Promise((done) => setTimeout(done, Math.max(0, asked + SHORTEST - Date.now())));
  asked = Date.now();
  try {
    const answer = await fetch(location.href, { headers: { "HX-Request": "true", Unattended: "true" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.ok) {
      parts().forEach((part) => {
        const fresh = page.getElementById(part.id);
        if (fresh) {
          renew(part, document.adoptNode(fresh));
        }
      });
    } else if ((answer.status === 403 || answer.status === 404) && !("answersForm" in document.body.dataset)) {
      // What is sent just now may be what took this page away: its answer must not be lost by loading the page anew.
      if (Date.now() - sent < ANSWERED) {
        stale = true;
        pause = 2_000;
      } else {
        location.reload();
      }
    }
  } catch {
    stale = true;
    pause = 2_000;
  }
  asking = false;
  if (stale && !document.hidden) {
    setTimeout(() => stale && ask(), pause);
  }
}

function say(now) {
  clearTimeout(broken);
  if (now === "broken") {
    const at = new Date().toTimeString().slice(0, 5);
    broken = setTimeout(() => (state.textContent = "Not live: as of " + at), PATIENCE);
  } else {
    state.textContent = "";
  }
}

function hear({ data }) {
  if (data.changed) {
    const of = (topics) => topics.split(" ").some((topic) => data.changed.includes(topic));
    told().forEach((each) => of(each.dataset.liveTell) && each.dispatchEvent(new CustomEvent("live")));
    if (parts().some((part) => of(part.dataset.live))) {
      ask();
    }
  } else if (data.state) {
    say(data.state);
  }
}

function listen() {
  const topics = wanted();
  if (topics.length > 0 && "SharedWorker" in window) {
    worker ??= new SharedWorker("/assets/live-worker.js");
    worker.port.onmessage = hear;
    worker.port.postMessage({ topics, since: document.body.dataset.moment });
    setInterval(() => worker.port.postMessage({ here: true }), PING);
    addEventListener("pagehide", () => worker.port.postMessage({ leave: true }));
    addEventListener("pageshow", (event) => {
      if (event.persisted) {
        worker.port.postMessage({ topics });
        ask();
      }
    });
  }
}

document.addEventListener("submit", () => (sent = Date.now()), true);
document.addEventListener("visibilitychange", () => !document.hidden && stale && ask());
document.addEventListener("unlocked", () => {
  worker?.port.postMessage({ topics: wanted() });
  ask();
});
listen();
