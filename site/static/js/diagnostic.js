// Progressive enhancement of the questions of the self-diagnosis; the server decides the same.

const form = document.querySelector("form[data-diagnostic]");

// [data-only-if]: shown while a question of the same form has one of data-answers, and is shown itself.
function show() {
  for (const question of form.querySelectorAll("[data-only-if]")) {
    const { onlyIf, answers } = question.dataset;
    const ticked = [...form.querySelectorAll(`[name="${onlyIf}"]:checked`)];
    const asked = ticked.some((one) => !one.closest("[hidden]") && answers.split(" ").includes(one.value));
    question.hidden = !asked;
  }
}

// What begins with "_" stands alone: "none of these", "I do not know", "not our responsibility".
function alone({ target }) {
  const group = target.closest("fieldset");
  if (!group) return;
  const boxes = [...group.querySelectorAll('[type="checkbox"]')];
  const typed = target.type === "text" && target.value.trim();
  if (target.type !== "checkbox" && !typed) return;
  if (target.type === "checkbox" && !target.checked) return;
  const isAlone = target.type === "checkbox" && target.value.startsWith("_");
  for (const box of boxes) {
    if (box !== target && (isAlone || box.value.startsWith("_"))) box.checked = false;
  }
}

if (form) {
  form.addEventListener("input", (event) => (alone(event), show()));
  show();
}
