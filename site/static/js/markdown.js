// Buttons above a message that lay out what is selected; without them, one types the same signs.

// What a button puts around the selection, or before each of its lines.
const AROUND = { bold: ["**", "**"], italic: ["*", "*"], link: ["[", "](https://)"] };
const BEFORE = { list: "- ", quote: "> " };

function layOut(field, kind) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const chosen = value.slice(start, end);
  let text = chosen;
  if (kind in BEFORE) {
    text = chosen.split("\n").map((line) => BEFORE[kind] + line).join("\n");
    if (start > 0 && value[start - 1] !== "\n") text = `\n${text}`;
  } else {
    const [opening, closing] = AROUND[kind];
    text = opening + chosen + closing;
  }
  field.focus();
  // So that the browser's own undo takes it back; setRangeText does not.
  if (!document.execCommand("insertText", false, text)) field.setRangeText(text, start, end, "end");
  if (!chosen && kind in AROUND) {
    const caret = start + AROUND[kind][0].length;
    field.setSelectionRange(caret, caret);
  }
}

for (const field of document.querySelectorAll("textarea[data-markdown]")) {
  const model = field.form.querySelector("template[data-toolbar]");
  if (!model) continue;
  const bar = model.content.firstElementChild.cloneNode(true);
  bar.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button?.value) layOut(field, button.value);
  });
  field.before(bar);
}
