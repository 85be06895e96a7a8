// A link or button with data-key is pressed by that key, unless one is typing; "?" shows which keys there are. Whoever
// speaks to the machine, or has a cat, can switch single keys off; that is kept in this browser.
const KEPT = "keys";
const dialog = document.querySelector("#keys");
const list = dialog.querySelector("dl");
const on = dialog.querySelector("input");
on.checked = localStorage.getItem(KEPT) !== "off";
on.addEventListener("change", () => localStorage.setItem(KEPT, on.checked ? "on" : "off"));

const targets = () => [...document.querySelectorAll(".banner [data-key], main [data-key]")];

function line(key, words) {
  const term = document.createElement("dt");
  const cap = document.createElement("kbd");
  cap.textContent = key;
  term.append(cap);
  const meaning = document.createElement("dd");
  meaning.textContent = words;
  list.append(term, meaning);
}

function show() {
  list.replaceChildren();
  if (document.querySelector("#find")) {
    line("/", "Find a patient");
  }
  for (const target of targets()) {
    line(target.dataset.key, target.dataset.keyName ?? target.textContent.trim());
  }
  line("Esc", "Close what is open");
  line("?", "This list");
  dialog.showModal();
}

// What has come up by itself in place of another ignores keys for a moment: they were meant for the other.
const calm = document.querySelector("[data-calm]");
if (calm) {
  const until = performance.now() + Number(calm.dataset.calm);
  for (const kind of ["keydown", "click"]) {
    document.addEventListener(
      kind,
      (event) => {
        if (performance.now() < until && !event.target.closest("[data-toast]")) {
          event.preventDefault();
          event.stopImmediatePropagation();
        }
      },
      true,
    );
  }
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable], dialog[open]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
    return;
  }
  if (event.key === "?") {
    event.preventDefault();
    show();
  } else if (on.checked) {
    const target = targets().find((each) => each.dataset.key === event.key);
    if (target) {
      event.preventDefault();
      if (target.matches("input")) {
        target.select();
      } else if (target.matches("select")) {
        target.focus();
      } else {
        target.click();
      }
    }
  }
});

// In a row of answers the first letter of one chooses it; the next row is then at hand.
document.addEventListener("keydown", (event) => {
  const row = event.target.matches("[data-answers] [type=radio]") && event.target.closest("fieldset");
  if (!row || !on.checked || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const chosen = [...row.querySelectorAll("label")].find((each) => each.textContent.trim().toLowerCase()[0] === event.key);
  if (chosen) {
    event.preventDefault();
    event.stopImmediatePropagation();
    chosen.control.click();
    chosen.control.focus();
  }
}, true);
