// Buttons that find a page of the site, a member or an organisation. Above a message they put a link to
// it where the caret is; with data-into, its address into that field. data-only: the one kind to offer.
// Without this script one pastes the address, or types "@Name".

const WAIT = 200; // milliseconds after the last key
const SHORTEST = 2; // letters

const model = document.querySelector("template[data-picker]");

for (const button of document.querySelectorAll("button[data-into]")) button.hidden = !model;

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-pick]");
  if (!button || !model) return;
  const { into } = button.dataset;
  open(button, into ? document.getElementById(into) : button.form.querySelector("textarea[data-markdown]"));
});

/** Opens the dialog of `button`; what is chosen in it goes into `field`. */
function open(button, field) {
  const dialog = model.content.firstElementChild.cloneNode(true);
  const [input, status, list] = ["input", "[role=status]", "ul"].map((one) => dialog.querySelector(one));
  const address = new URL(button.dataset.pick, location.href);
  let timer = 0;
  let running = null;

  const choose = ({ label, url }) => {
    dialog.close();
    field.focus();
    if (button.dataset.into) {
      field.value = url;
      return;
    }
    const link = `[${label.replace(/[\\[\]*_`<>]/g, "\\$&")}](${url})`;
    if (!document.execCommand("insertText", false, link)) {
      field.setRangeText(link, field.selectionStart, field.selectionEnd, "end");
    }
  };

  const show = (found) => {
    list.replaceChildren(
      ...found.map((suggestion) => {
        const item = document.createElement("li");
        const choice = document.createElement("button");
        Object.assign(choice, { type: "button", className: "as-link", textContent: suggestion.label });
        choice.addEventListener("click", () => choose(suggestion));
        const detail = document.createElement("span");
        Object.assign(detail, { className: "small muted", textContent: ` ${suggestion.detail}` });
        item.append(choice, detail);
        return item;
      }),
    );
    status.textContent = found.length ? status.dataset.found : status.dataset.none;
  };

  const ask = async () => {
    running?.abort();
    const mine = (running = new AbortController());
    address.searchParams.set("q", input.value);
    try {
      const response = await fetch(address, { signal: mine.signal });
      const { suggestions } = await response.json();
      const { only } = button.dataset;
      show(suggestions.filter(({ group = "page", kind }) => group === "page" && (!only || kind === only)));
    } catch {
      // Typing on, or offline: the dialog stays as it is.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length >= SHORTEST) timer = setTimeout(ask, WAIT);
  });
  // Return asks at once; it does not close the dialog.
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    ask();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    field.focus();
  });
  dialog.setAttribute("aria-label", button.textContent.trim());
  document.body.append(dialog);
  dialog.showModal();
  input.focus();
}
