// Progressive enhancement of every page. Each part looks for its own hook and does nothing without.

// [data-print]: a button that prints; hidden in the page until this script is here.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// [data-share]: the device's own sharing, or the address copied; says so in its status line.
for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const url = button.dataset.share || location.href;
    try {
      if (navigator.share) {
        await navigator.share({ title: document.title, url });
      } else {
        await navigator.clipboard.writeText(url);
        button.nextElementSibling.textContent = button.dataset.copied;
      }
    } catch (error) {
      if (error.name !== "AbortError") throw error; // the person closed the sharing panel
    }
  });
}

// [data-embed]: a link to a video becomes a player of that address, on click only.
for (const link of document.querySelectorAll("a[data-embed]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = link.dataset.embed;
    frame.title = link.dataset.title;
    frame.allow = "fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    link.replaceWith(frame);
    frame.focus();
  });
}

// <details class="menu">: Escape closes it and gives the focus back.
for (const menu of document.querySelectorAll("details.menu")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// [data-show]: a password can be read while it is typed; the button comes with this script.
for (const field of document.querySelectorAll("input[data-show]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn--line";
  button.setAttribute("aria-controls", field.id);
  const show = (shown) => {
    field.type = shown ? "text" : "password";
    button.textContent = shown ? field.dataset.hide : field.dataset.show;
  };
  button.addEventListener("click", () => show(field.type === "password"));
  field.form.addEventListener("submit", () => show(false)); // browsers keep passwords, not texts
  show(false);
  field.after(button);
}

// [data-focus]: the summary of errors takes the focus when the page opens.
document.querySelector("[data-focus]")?.focus();

// Suggestions while typing come with the first use of a field that has them.
let suggests = false;
document.addEventListener("focusin", async ({ target }) => {
  if (suggests || !target.closest("form[data-suggestions], form[data-places]")) return;
  suggests = true;
  await import("./suggestions.js");
  // What was typed while the script was on its way.
  if (target.value !== target.defaultValue) target.dispatchEvent(new Event("input", { bubbles: true }));
});
