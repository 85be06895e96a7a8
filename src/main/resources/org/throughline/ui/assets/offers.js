// A field with data-offers shows what fits while one types: arrows go through the list, Enter or a click takes one, Escape
// closes it. Anything else that is typed stays as it is. See https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
const PAUSE = 80;

function offer(field) {
  const list = document.createElement("ul");
  list.id = field.id + "-offers";
  list.className = "offers";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0]?.textContent ?? field.getAttribute("aria-label") ?? "");
  field.after(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  let timer = 0;
  let asked = 0;
  let at = -1;
  // What is chosen here is taken at once: the first is marked, and the form is sent by its first button.
  const takes = field.dataset.takes !== undefined;

  const options = () => [...list.children];

  function close() {
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function mark(index) {
    const all = options();
    all[at]?.setAttribute("aria-selected", "false");
    at = (index + all.length) % all.length;
    all[at].setAttribute("aria-selected", "true");
    all[at].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", all[at].id);
  }

  function take(option) {
    field.value = option.dataset.value;
    close();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(timer);
    if (takes) {
      field.form.requestSubmit();
    }
  }

  async function ask() {
    const mine = ++asked;
    const answer = await fetch(field.dataset.offers + "?q=" + encodeURIComponent(field.value), {
      headers: { "HX-Request": "true" },
    }).catch(() => null);
    if (mine !== asked || !answer?.ok || document.activeElement !== field) {
      return;
    }
    list.innerHTML = await answer.text();
    options().forEach((option, index) => (option.id = list.id + "-" + index));
    at = -1;
    const some = list.children.length > 0;
    list.hidden = !some;
    field.setAttribute("aria-expanded", String(some));
    if (some && takes) {
      mark(0);
    }
  }

  // What was offered for less than what is typed now is not taken by Enter.
  function unmark() {
    options()[at]?.setAttribute("aria-selected", "false");
    at = -1;
    field.removeAttribute("aria-activedescendant");
  }

  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    asked++;
    unmark();
    if (!event.isTrusted) {
      return;
    }
    if (field.value.trim() === "") {
      close();
    } else {
      timer = setTimeout(ask, PAUSE);
    }
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(event.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      take(options()[at]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) {
      take(option);
    }
  });
  field.addEventListener("blur", close);
}

document.querySelectorAll("[data-offers]").forEach(offer);
document.addEventListener("throughline:added", (event) => event.target.querySelectorAll("[data-offers]").forEach(offer));
