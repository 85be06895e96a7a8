"use strict";
// "/" puts the cursor into the search box, unless one is typing; Enter there opens the first patient of the list.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const box = document.querySelector("#find");
    if (box) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  }
  if (event.key === "ArrowDown" && event.target.id === "find") {
    event.preventDefault();
    intoRows(event.target);
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.closest("[data-rows]")) {
    const links = [...document.querySelectorAll("[data-rows] a")];
    const next = links[links.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
});

// A menu closes with Escape, and when one does something else.
document.addEventListener("keydown", (event) => {
  const open = document.querySelector(".menu[open]");
  if (event.key === "Escape" && open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  document.querySelectorAll(".menu[open]").forEach((menu) => {
    if (!menu.contains(event.target) || event.target.closest(".menu button")) {
      menu.open = false;
    }
  });
});

// Until the answer is there, the list is of what was typed before: no key may open a patient of that one.
let waiting = false;
function intoRows(box) {
  const list = document.querySelector("[data-typed]");
  waiting = list !== null && list.dataset.typed !== box.value;
  if (!waiting) {
    document.querySelector("[data-rows] a")?.focus();
  }
}
document.addEventListener("htmx:afterSwap", () => {
  const box = document.querySelector("#find");
  if (waiting && box === document.activeElement) {
    intoRows(box);
  }
});

// Where something must be looked at first, it gets the focus: an error above its form.
document.querySelector("[data-focus]")?.focus();

// Escape closes the side panel; what was typed stays as a draft.
document.addEventListener("keydown", (event) => {
  const close = document.querySelector("[data-close]");
  if (event.key === "Escape" && close && !event.defaultPrevented && !document.querySelector("dialog[open], .menu[open]")) {
    close.click();
  }
});

// What has just been done is said for a while, and once: going back does not say it again.
const toast = document.querySelector("[data-toast]");
if (toast) {
  const said = new URL(location.href);
  ["added", "saved", "retracted", "reconciled", "done"].forEach((name) => said.searchParams.delete(name));
  history.replaceState(null, "", said);
  setTimeout(() => !toast.matches(":hover, :focus-within") && toast.remove(), 10_000);
}
