// Suggestions while typing: an ARIA combobox (WAI-ARIA Authoring Practices, "list autocomplete
// with manual selection") on the search box and on the commune field. Without this script both
// are plain fields that the server resolves.

const WAIT = 150; // milliseconds after the last key
const SHORTEST = 2; // letters
// The field of a form that asks for a territory → the parameter of the code that is chosen.
const CODES = { lieu: "commune", territoire_nom: "territoire" };

let count = 0;

enhance();
document.addEventListener("page:changed", enhance);

function enhance() {
  for (const form of document.querySelectorAll("form[data-suggestions]")) {
    const input = form.querySelector('input[type="search"]');
    if (input) combobox(input, form, form.dataset.suggestions, (suggestion) => location.assign(suggestion.url));
  }
  for (const form of document.querySelectorAll("form[data-places]")) {
    const input = Object.keys(CODES).map((name) => form.elements[name]).find(Boolean);
    if (input) combobox(input, input.parentElement, form.dataset.places, (found) => choose(input, found));
  }
}

/** Submits the form of `input` with a territory of the list, by its code. */
function choose(input, { value, label }) {
  const { form } = input;
  const name = CODES[input.name];
  const code = form.elements[name] ?? document.createElement("input");
  Object.assign(code, { type: "hidden", name, value });
  form.append(code);
  input.value = input.defaultValue = label;
  form.requestSubmit();
}

/** Gives `input` a list of suggestions from `address`; `choose` is called with the chosen one. */
function combobox(input, holder, address, choose) {
  if (input.getAttribute("role") === "combobox") return;
  const list = document.createElement("ul");
  list.id = `suggestions-${++count}`;
  list.className = "suggestions";
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? "");
  holder.classList.add("has-suggestions");
  holder.append(list);
  const set = (name, value) => input.setAttribute(name, value);
  set("role", "combobox");
  set("aria-autocomplete", "list");
  set("aria-expanded", "false");
  set("aria-controls", list.id);
  set("autocomplete", "off");

  let suggestions = [];
  let current = -1;
  let timer = 0;
  let running = null;

  const close = () => {
    clearTimeout(timer);
    running?.abort();
    list.hidden = true;
    current = -1;
    set("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const mark = (index) => {
    current = index;
    [...list.children].forEach((option, position) => {
      option.setAttribute("aria-selected", String(position === current));
    });
    if (current < 0) return input.removeAttribute("aria-activedescendant");
    set("aria-activedescendant", list.children[current].id);
    list.children[current].scrollIntoView({ block: "nearest" });
  };

  const fill = (found) => {
    suggestions = found;
    list.replaceChildren(
      ...found.map((suggestion, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.role = "option";
        option.setAttribute("aria-selected", "false");
        option.append(text("span", suggestion.label));
        if (suggestion.detail) option.append(text("span", suggestion.detail, "muted small"));
        option.addEventListener("pointerdown", (event) => event.preventDefault());
        option.addEventListener("click", () => (close(), choose(suggestion)));
        return option;
      }),
    );
    current = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !found.length;
    set("aria-expanded", String(Boolean(found.length)));
  };

  const ask = async () => {
    running?.abort();
    const mine = (running = new AbortController());
    const url = new URL(address, location.href);
    url.searchParams.set("q", input.value);
    try {
      const response = await fetch(url, { signal: mine.signal });
      const answer = await response.json();
      if (document.activeElement === input) fill(answer.suggestions ?? answer);
    } catch {
      // Typing on, or offline: no suggestions, and the field works as before.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < SHORTEST) return close();
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (list.hidden) {
      if (event.key === "ArrowDown" && input.value.trim().length >= SHORTEST) {
        event.preventDefault();
        ask();
      }
      return;
    }
    const last = suggestions.length - 1;
    if (event.key === "ArrowDown") mark(current >= last ? -1 : current + 1);
    else if (event.key === "ArrowUp") mark(current < 0 ? last : current - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && current >= 0) {
      const chosen = suggestions[current];
      close();
      choose(chosen);
    } else return;
    event.preventDefault();
  });
}

function text(tag, content, className = "") {
  const element = document.createElement(tag);
  element.textContent = content;
  if (className) element.className = className;
  return element;
}
