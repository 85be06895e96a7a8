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
    document.querySelector("[data-rows] a")?.focus();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.closest("[data-rows]")) {
    const links = [...document.querySelectorAll("[data-rows] a")];
    const next = links[links.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
});
