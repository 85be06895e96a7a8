// A note: what depends on what was typed is shown and worked out while one types; "/" or a button pulls in from the chart;
// coded fields grow by a line; a signed note can hide what stood in the note before.
const WORK_PAUSE = 250;
const form = document.querySelector("form[data-note]");

function changed() {
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

// Which parts are shown, and what the calculations give.
let asked = 0;
let timer = 0;
async function work() {
  const mine = ++asked;
  const answer = await fetch(form.dataset.note + "/work", {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
  }).catch(() => null);
  if (mine !== asked || !answer?.ok) {
    return;
  }
  const { hidden, scores } = await answer.json();
  for (const part of form.querySelectorAll("[data-part]")) {
    part.hidden = hidden.includes(part.dataset.part);
  }
  for (const score of form.querySelectorAll("[data-score]")) {
    score.textContent = scores[score.dataset.score] ?? "";
  }
}

// A choice that is clicked again is taken back.
let picked = null;
function unpick(event) {
  const radio = event.target.closest("label")?.querySelector("input[type=radio]") ?? event.target;
  if (radio.type === "radio") {
    picked = radio.checked ? radio : null;
  }
}

// A coded field has one empty line at its end.
function grow(group) {
  const lines = [...group.querySelectorAll("input")];
  if (lines.length < 20 && lines.at(-1).value.trim() !== "") {
    const last = lines.at(-1).closest(".field");
    const next = document.createElement("div");
    next.className = "field";
    const input = document.createElement("input");
    for (const name of ["name", "maxlength", "autocomplete", "data-offers"]) {
      input.setAttribute(name, lines[0].getAttribute(name));
    }
    input.id = lines[0].name + "-" + lines.length;
    input.setAttribute("aria-label", lines[0].getAttribute("aria-label").replace(/\d+$/, lines.length + 1));
    next.append(input);
    last.after(next);
    next.dispatchEvent(new CustomEvent("throughline:added", { bubbles: true }));
  }
}

// What "/" opens: first the commands, then what one of them offers. Enter adds and stays, Escape closes.
const COMMANDS = [
  ["results", "Results"],
  ["vitals", "Vital signs"],
  ["problems", "Problems"],
  ["medications", "Medications"],
  ["allergies", "Allergies"],
  ["last", "The last note"],
];
let open = null;

function popup(area) {
  close(false);
  const box = document.createElement("div");
  box.className = "puller";
  const field = document.createElement("input");
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-expanded", "true");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", "puller-list");
  field.setAttribute("aria-label", "Pull in to " + area.labels[0].textContent);
  field.placeholder = "Results, problems, medications …";
  field.autocomplete = "off";
  const list = document.createElement("ul");
  list.id = "puller-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "What can be pulled in");
  const said = document.createElement("p");
  said.className = "hint";
  said.setAttribute("role", "status");
  box.append(field, list, said);
  area.after(box);
  open = { area, box, field, list, said, items: null, at: 0 };
  commands("");
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    open.items ? filter() : commands(field.value);
  });
  field.addEventListener("keydown", keys);
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) {
      mark(shown().indexOf(option));
      take(option);
    }
  });
  box.addEventListener("focusout", () =>
    setTimeout(() => open?.box === box && !box.contains(document.activeElement) && close(false)),
  );
  field.focus();
}

function shown() {
  return [...open.list.children].filter((each) => !each.hidden);
}

function mark(index) {
  const all = shown();
  open.list.querySelectorAll("[aria-selected=true]").forEach((each) => each.setAttribute("aria-selected", "false"));
  if (all.length === 0) {
    open.field.removeAttribute("aria-activedescendant");
    return;
  }
  open.at = (index + all.length) % all.length;
  all[open.at].setAttribute("aria-selected", "true");
  all[open.at].scrollIntoView({ block: "nearest" });
  open.field.setAttribute("aria-activedescendant", all[open.at].id);
}

function option(words, data) {
  const item = document.createElement("li");
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.textContent = words;
  Object.assign(item.dataset, data);
  return item;
}

function number() {
  [...open.list.children].forEach((each, index) => (each.id = "puller-" + index));
}

function commands(typed) {
  const start = typed.replace(/^\//, "").trim().toLowerCase();
  const fits = COMMANDS.filter(([key, words]) => key.startsWith(start) || words.toLowerCase().includes(start));
  open.list.replaceChildren(...fits.map(([key, words]) => option(words, { command: key })));
  number();
  mark(0);
}

async function load(command) {
  const mine = open;
  mine.said.textContent = "";
  const answer = await fetch(form.dataset.note + "/pull?what=" + command, {
    headers: { "HX-Request": "true" },
  }).catch(() => null);
  if (open !== mine) {
    return;
  }
  if (!answer?.ok) {
    mine.said.textContent = "It cannot be read now.";
    return;
  }
  mine.items = command;
  mine.field.value = "";
  mine.list.innerHTML = await answer.text();
  if (mine.list.children.length > 1) {
    mine.list.prepend(option("All " + mine.list.children.length, { all: "1" }));
  }
  number();
  mine.said.textContent = mine.list.children.length === 0 ? "There is nothing of this in the chart." : "Enter adds, Esc closes.";
  mark(mine.list.children.length > 1 ? 1 : 0);
}

function filter() {
  const words = open.field.value.toLowerCase().split(/\s+/);
  for (const item of open.list.children) {
    item.hidden = !words.every((word) => item.textContent.toLowerCase().includes(word));
  }
  mark(0);
}

function add(item) {
  const key = open.area.dataset.pulls;
  const list = form.querySelector('[data-pulled="' + key + '"]');
  const token = item.dataset.token;
  if ([...list.querySelectorAll("input")].some((input) => input.value === token)) {
    return false;
  }
  const line = document.createElement("li");
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = "p-" + key;
  input.value = token;
  const out = document.createElement("button");
  out.type = "button";
  out.className = "button quiet";
  out.dataset.out = "";
  out.setAttribute("aria-label", "Take out " + item.querySelector("b").textContent);
  out.textContent = "×";
  line.append(input, item.querySelector(".line-of").cloneNode(true), out);
  list.append(line);
  return true;
}

function take(item) {
  if (item.dataset.command) {
    load(item.dataset.command);
    return;
  }
  const items = item.dataset.all ? shown().filter((each) => each.dataset.token) : [item];
  const added = items.filter(add).length;
  open.said.textContent = added === 0 ? "It is there already." : added + " added. Esc closes.";
  changed();
  if (item.dataset.all) {
    close(true);
  } else {
    mark(open.at + 1);
  }
}

function keys(event) {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    mark(open.at + (event.key === "ArrowDown" ? 1 : -1));
  } else if (event.key === "Enter") {
    const item = shown()[open.at];
    if (item) {
      take(item);
    }
  } else if (event.key === "Escape" || event.key === "Tab") {
    close(true);
  } else if (event.key === "Backspace" && open.field.value === "" && open.items) {
    open.items = null;
    open.said.textContent = "";
    commands("");
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

function close(back) {
  const was = open;
  open = null;
  if (was) {
    was.box.remove();
    if (back) {
      was.area.focus();
    }
  }
}

if (form) {
  form.addEventListener("input", (event) => {
    if (open?.box.contains(event.target)) {
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(work, WORK_PAUSE);
    const group = event.target.closest?.("[data-repeats]");
    if (group) {
      grow(group);
    }
  });
  form.addEventListener("pointerdown", unpick);
  form.addEventListener("click", (event) => {
    const out = event.target.closest("[data-out]");
    const pull = event.target.closest("[data-pull]");
    if (out) {
      const next = out.closest("li").nextElementSibling?.querySelector("[data-out]");
      const area = out.closest(".field").querySelector("textarea");
      out.closest("li").remove();
      (next ?? area).focus();
      changed();
    } else if (pull) {
      popup(pull.closest(".field").querySelector("textarea"));
    } else if (event.target.type === "radio" && event.target === picked) {
      event.target.checked = false;
      changed();
    }
  });
  // "/" at the beginning of a word.
  form.addEventListener("keydown", (event) => {
    const area = event.target;
    if (event.key === "/" && area.dataset?.pulls && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const before = area.value.slice(0, area.selectionStart);
      if (before === "" || /\s$/.test(before)) {
        event.preventDefault();
        popup(area);
      }
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      form.querySelector("[data-save]").click();
    }
  });
  // Enter in a field of one line is no signature.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input") && !event.defaultPrevented && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
    }
  });
  // Who has begun to type already goes on where they are.
  if (!form.querySelector("[data-focus]") && document.activeElement === document.body) {
    form.querySelector("fieldset:not([hidden]) .field:not([hidden]) :is(input:not([type=hidden]), textarea, select)")?.focus();
  }
}

document.querySelectorAll("[data-only-new]").forEach((box) => {
  const note = box.closest("[data-note-view]");
  box.addEventListener("change", () => note.classList.toggle("only-what-is-new", box.checked));
});
