// A page that nobody uses for a while is locked: its content is taken out of the document, where neither a screen reader nor
// the browser's tools find it, and whoever logs in again has it back as it was, with what was typed. All tabs of a browser
// are locked and unlocked together.
const cover = document.querySelector("#lock");
const tabs = new BroadcastChannel("throughline");
const idle = Number(cover.dataset.idle) * 1000;
const ping = Math.min(60_000, idle / 3);
let used = Date.now();
let told = Date.now();

const post = (path) =>
  fetch(path, {
    method: "POST",
    body: new URLSearchParams({ "form-token": document.querySelector("input[name=form-token]").value }),
  });

let away = null;

function takeAway() {
  const scrolled = [...document.querySelectorAll("*")]
    .filter((each) => each.scrollTop > 0 || each.scrollLeft > 0)
    .map((each) => [each, each.scrollTop, each.scrollLeft]);
  away = {
    page: new DocumentFragment(),
    scrolled,
    dialogs: [...document.querySelectorAll("dialog:modal")],
    title: document.title,
    focus: document.activeElement,
  };
  away.page.append(...[...document.body.children].filter((each) => each !== cover));
  document.title = "Locked";
  cover.showModal();
}

function bringBack() {
  cover.close();
  document.body.prepend(away.page);
  document.title = away.title;
  for (const dialog of away.dialogs) {
    dialog.close();
    dialog.showModal();
  }
  for (const [each, top, left] of away.scrolled) {
    each.scrollTo({ top, left, behavior: "instant" });
  }
  away.focus?.focus({ preventScroll: true });
  away = null;
}

function show() {
  if (!cover.open) {
    takeAway();
    htmx.ajax("GET", "/unlock", "#lock-steps");
  }
}

async function lock() {
  if (!cover.open) {
    takeAway();
    tabs.postMessage({ locked: true });
    await post("/lock").catch(() => {});
    htmx.ajax("GET", "/unlock", "#lock-steps");
  }
}

function unlock(token, account) {
  if (account !== cover.dataset.account) {
    location.assign("/");
    return;
  }
  if (away) {
    bringBack();
  }
  for (const field of document.querySelectorAll("input[name=form-token]")) {
    field.value = token;
  }
  used = told = Date.now();
  document.querySelector("#lock-steps").replaceChildren();
  document.dispatchEvent(new Event("unlocked"));
}

function use() {
  if (cover.open) {
    return;
  }
  const now = Date.now();
  if (now - used > idle) {
    lock();
    return;
  }
  used = now;
  if (now - told > ping) {
    told = now;
    tabs.postMessage({ used: now });
    post("/here").then((answer) => answer.status === 401 && show(), () => {});
  }
}

for (const kind of ["pointerdown", "keydown", "wheel", "touchstart"]) {
  document.addEventListener(kind, use, { capture: true, passive: true });
}
setInterval(() => Date.now() - used > idle && lock(), Math.min(5_000, idle / 4));
document.addEventListener("visibilitychange", () => !document.hidden && Date.now() - used > idle && lock());
document.querySelector("#lock-now").addEventListener("click", lock);
cover.addEventListener("cancel", (event) => event.preventDefault());
cover.addEventListener("keydown", (event) => event.key === "Escape" && event.preventDefault());
document.addEventListener("htmx:responseError", (event) => event.detail.xhr.status === 401 && show());
document.addEventListener("htmx:afterSwap", () => {
  const done = cover.querySelector("[data-unlocked]");
  if (done) {
    tabs.postMessage({ unlocked: done.dataset.unlocked, account: done.dataset.account });
    unlock(done.dataset.unlocked, done.dataset.account);
  } else {
    cover.querySelector("[autofocus]")?.focus();
  }
});
tabs.addEventListener("message", ({ data }) => {
  if (data.locked) {
    show();
  } else if (data.unlocked) {
    unlock(data.unlocked, data.account);
  } else {
    used = told = Math.max(used, data.used);
  }
});
