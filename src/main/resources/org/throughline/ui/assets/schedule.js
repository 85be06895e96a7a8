// The schedule's grid by mouse and by keys. An appointment is dragged to where it goes; "Move or change" in its panel does the
// same. Arrows go from cell to cell. In the field that looks for a patient, the arrow down goes into the list.
const grid = document.querySelector("[data-grid]");
const form = document.querySelector("#move");

function target(cell) {
  const link = cell?.querySelector("a[href*='/schedule/book']");
  return link ? new URL(link.href) : null;
}

function drag(event) {
  const booking = event.target.closest?.("[data-move]");
  if (booking) {
    event.dataTransfer.setData("text/plain", booking.dataset.move);
    event.dataTransfer.effectAllowed = "move";
    booking.classList.add("dragged");
  }
}

function drop(event) {
  const booking = document.querySelector(".booking.dragged");
  const to = target(event.target.closest("td.free"));
  if (!booking || !to) {
    return;
  }
  event.preventDefault();
  form.action = "/schedule/appointment/" + encodeURIComponent(booking.dataset.move) + "/move" + form.dataset.query;
  form.elements.version.value = booking.dataset.version;
  form.elements.provider.value = to.searchParams.get("provider");
  form.elements.on.value = to.searchParams.get("day");
  form.elements.time.value = to.searchParams.get("time");
  form.submit();
}

function over(event) {
  const cell = event.target.closest("td.free");
  grid.querySelectorAll(".over").forEach((each) => each !== cell && each.classList.remove("over"));
  if (cell && target(cell) && document.querySelector(".booking.dragged")) {
    event.preventDefault();
    cell.classList.add("over");
  }
}

// The link that is nearest in a direction: by where things are, so that cells over several rows are no obstacle.
function nearest(from, key) {
  const here = from.getBoundingClientRect();
  const vertical = key === "ArrowUp" || key === "ArrowDown";
  const forward = key === "ArrowDown" || key === "ArrowRight";
  let best = null;
  let least = Infinity;
  for (const link of grid.querySelectorAll("tbody a")) {
    const there = link.getBoundingClientRect();
    const along = vertical ? there.top - here.top : there.left - here.left;
    const across = vertical ? Math.abs(there.left - here.left) : Math.abs(there.top - here.top);
    const far = (forward ? along : -along) + across * 4;
    if ((forward ? along > 1 : along < -1) && far < least) {
      best = link;
      least = far;
    }
  }
  return best;
}

if (grid) {
  grid.addEventListener("dragstart", drag);
  grid.addEventListener("dragend", () => grid.querySelectorAll(".dragged, .over").forEach((each) => each.classList.remove("dragged", "over")));
  grid.addEventListener("dragover", over);
  grid.addEventListener("drop", drop);
  grid.addEventListener("keydown", (event) => {
    const link = event.target.closest("tbody a");
    if (link && event.key.startsWith("Arrow") && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      nearest(link, event.key)?.focus();
    }
  });
  const shown = grid.querySelector(".booking[aria-current]") ?? grid.querySelector("tr.now");
  const rows = grid.querySelector("thead");
  if (shown && rows) {
    grid.scrollTop += shown.getBoundingClientRect().top - grid.getBoundingClientRect().top - 4 * rows.offsetHeight;
  }
}

document.querySelector("#q")?.addEventListener("keydown", (event) => {
  const first = document.querySelector("#picks [data-rows] a");
  if (event.key === "ArrowDown" && first) {
    event.preventDefault();
    first.focus();
  }
});
