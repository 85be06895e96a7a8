// What is typed into a form with data-draft is kept on the server a moment later, for its author alone, so that nothing is
// lost when the browser, the session or the machine goes. Two tabs with the same form never overwrite one another: the
// second is told.
const PAUSE = 700;

function keep(form) {
  const kept = form.querySelector("[data-kept]");
  const revision = form.elements["draft-revision"];
  let timer = 0;
  let sending = false;
  let again = false;
  let stopped = false;

  async function send() {
    if (sending) {
      again = true;
      return;
    }
    sending = true;
    again = false;
    const fields = new URLSearchParams(new FormData(form));
    fields.set("draft-of", form.dataset.draft);
    try {
      const answer = await fetch("/drafts", { method: "POST", body: fields, keepalive: true });
      if (answer.ok) {
        revision.value = await answer.text();
        tell("Draft kept " + new Date().toTimeString().slice(0, 5));
      } else if (answer.status === 409) {
        stopped = true;
        tell("This form is being filled in another tab. What you type here is not kept.", true);
      } else if (answer.status === 401) {
        tell("Not kept: log in again.", true);
      } else {
        tell("Not kept: it is too long or the server is busy.", true);
      }
    } catch {
      tell("Not kept: no connection. It is tried again.", true);
      later(3_000);
    }
    sending = false;
    if (again && !stopped) {
      later(PAUSE);
    }
  }

  function tell(words, bad = false) {
    kept.textContent = words;
    kept.classList.toggle("bad", bad);
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  }

  form.addEventListener("input", () => !stopped && later(PAUSE));
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(timer);
  });
  addEventListener("pagehide", () => {
    if (timer && !stopped) {
      clearTimeout(timer);
      send();
    }
  });
}

document.querySelectorAll("form[data-draft]").forEach(keep);
