// While the title of a question is typed: what of the site may answer it already. Without this
// script the same list stands below the title once the form has been sent for a preview.

const WAIT = 400; // milliseconds after the last key

for (const place of document.querySelectorAll("[data-answered]")) {
  const field = document.getElementById(place.dataset.field);
  const parts = (root) => [root.querySelector("[role=status]"), root.querySelector("ul")];
  let timer = 0;
  let running = null;

  const ask = async () => {
    running?.abort();
    const mine = (running = new AbortController());
    const url = new URL(place.dataset.answered, location.href);
    url.searchParams.set("titre", field.value);
    try {
      const response = await fetch(url, { signal: mine.signal });
      if (!response.ok) return;
      const answer = new DOMParser().parseFromString(await response.text(), "text/html");
      const [status, list] = parts(place);
      const [newStatus, newList] = parts(answer);
      // The status is one live region throughout; the same words again are not read again.
      if (status.textContent !== newStatus.textContent) status.textContent = newStatus.textContent;
      list.replaceChildren(...newList.children);
      list.hidden = newList.hidden;
    } catch {
      // Typing on, or offline: the form works as before.
    }
  };

  field?.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
}
