// What is typed into a form with data-draft is kept on the server a moment later, for its author alone, so that nothing is
// lost when the browser, the session or the machine goes. Whoever types without a pause is kept too, every other second.
// Two tabs with the same form never overwrite one another: the second is told.
const PAUSE = 700;
const LONGEST = 1_300;
const AGAIN = 3_000;

// A browser takes no more than 64 KB along when a page goes.
const ALONG = 60_000;

function keep(form) {
  const kept = form.querySelector("[data-kept]") ?? form.closest("section")?.querySelector("[data-kept]");
  const revision = form.elements["draft-revision"];
  let timer = 0;
  let since = 0;
  let sending = false;
  let again = false;
  let stopped = false;

  async function send() {
    clearTimeout(timer);
    timer = 0;
    if (sending) {
      again = true;
      return;
    }
    sending = true;
    again = false;
    since = 0;
    const fields = new URLSearchParams(new FormData(form));
    form.querySelectorAll("[data-unkept]").forEach((field) => fields.delete(field.name));
    fields.set("draft-of", form.dataset.draft);
    try {
      const answer = await fetch("/drafts", { method: "POST", body: fields, keepalive: fields.toString().length < ALONG });
      if (answer.ok && !answer.redirected) {
        revision.value = await answer.text();
        tell("Draft kept " + new Date().toTimeString().slice(0, 5));
      } else if (answer.status === 409) {
        stopped = true;
        tell("This form is being filled in another tab. What you type here is not kept.", true);
      } else if (answer.status === 413) {
        tell("Not kept: it is too long.", true);
      } else {
        tell(answer.status === 401 || answer.redirected ? "Not kept: log in again." : "Not kept: it is tried again.", true);
        later(AGAIN);
      }
    } catch {
      tell("Not kept: no connection. It is tried again.", true);
      later(AGAIN);
    }
    sending = false;
    if (again && !stopped) {
      later(PAUSE);
    }
  }

  function tell(words, bad = false) {
    if (kept) {
      kept.textContent = words;
      kept.classList.toggle("bad", bad);
    }
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  }

  form.addEventListener("input", () => {
    if (!stopped) {
      since ||= Date.now();
      later(Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())));
    }
  });
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(timer);
  });
  addEventListener("pagehide", () => {
    if (timer && !stopped) {
      send();
    }
  });
}

document.querySelectorAll("form[data-draft]").forEach(keep);
