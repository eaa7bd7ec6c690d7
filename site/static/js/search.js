// The search page without reloading: ticking a filter, or following a link of the page's own
// tools, fetches the next page and puts its parts in place. Without this script, and whenever
// something fails, forms and links work by themselves.

const PARTS = ["hints", "filters", "results", "status"];
const HEAD = ['meta[name="robots"]', 'link[rel="canonical"]'];
const OWN_LINKS = ".chips a, .switch a, .pager a, .facet a, .section__head a, .ruled a, .spell a, .alert a";
const WAIT = 250; // milliseconds: several boxes ticked in a row make one request

const part = (name, root = document) => root.querySelector(`[data-part="${name}"]`);
let running = null;
let timer = 0;

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-filters]");
  if (!form || event.target.name === "lieu" || event.target.type === "search") return;
  if (event.target.name === "perimetre" && !form.elements.commune) return;
  clearTimeout(timer);
  timer = setTimeout(() => visit(addressOf(form), { push: true }), WAIT);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-filters]")) return;
  event.preventDefault();
  clearTimeout(timer);
  visit(addressOf(event.target), { push: true, follow: true });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey) return;
  if (event.shiftKey || event.altKey || !link.closest("[data-part]")) return;
  if (!link.matches(OWN_LINKS) || link.origin !== location.origin) return;
  event.preventDefault();
  visit(link.href, { push: true, follow: true, top: Boolean(link.closest(".pager")) });
});

addEventListener("popstate", () => visit(location.href, { push: false }));

/** The address that the browser would go to, without its empty fields. */
function addressOf(form) {
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  const place = form.elements.lieu;
  const kept = place && place.value === place.defaultValue;
  const commune = form.elements.commune;
  const address = new URL(form.action);
  address.search = new URLSearchParams(
    fields.filter(([name]) => {
      if (name === "lieu") return !kept;
      if (name === "perimetre") return commune || !kept;
      return true;
    }),
  );
  if (place && !place.value && place.defaultValue) address.searchParams.delete("commune");
  return address.href;
}

/** Fetches `href` and shows its parts; goes there in the ordinary way when that fails. */
async function visit(href, { push, follow = false, top = false }) {
  running?.abort();
  const mine = (running = new AbortController());
  const region = part("results");
  region.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(href, { signal: mine.signal, headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error(response.statusText);
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!PARTS.every((name) => part(name, next))) throw new Error("another page");
    const address = next.querySelector('link[rel="canonical"]')?.href ?? response.url;
    show(next);
    if (push) history.pushState(null, "", pathOf(response.url, address, href));
    if (top) {
      part("results").focus({ preventScroll: true });
      part("results").scrollIntoView({ block: "start" });
    } else if (follow && document.activeElement === document.body) {
      part("results").focus({ preventScroll: true });
    }
  } catch (error) {
    if (error.name === "AbortError") return;
    location.assign(href);
  } finally {
    part("results").removeAttribute("aria-busy");
  }
}

/** The canonical address where it says all that was asked; else the one that answered. */
function pathOf(answered, canonical, asked) {
  const shown = new URL(asked).searchParams;
  const partial = ["voir", "tri", "lieu"].some((name) => shown.has(name));
  const url = new URL(partial ? answered : canonical);
  url.host = location.host;
  url.protocol = location.protocol;
  return url.href;
}

/** Puts the parts of `next` in place, and keeps focus, open drawers and scroll as they were. */
function show(next) {
  const focused = document.activeElement;
  const again = focused?.name && focused.value !== undefined
    ? `[data-part="filters"] [name="${CSS.escape(focused.name)}"][value="${CSS.escape(focused.value)}"]`
    : focused?.id && `#${CSS.escape(focused.id)}`;
  const open = new Set([...document.querySelectorAll("details[id][open]")].map((each) => each.id));
  const scroll = scrollY;
  for (const name of PARTS) {
    part(name).replaceChildren(...part(name, next).childNodes);
  }
  for (const details of document.querySelectorAll('[data-part="filters"] details[id]')) {
    if (open.has(details.id)) details.open = true;
  }
  document.title = next.title;
  for (const selector of HEAD) {
    document.head.querySelector(selector)?.remove();
    const fresh = next.head.querySelector(selector);
    if (fresh) document.head.append(fresh);
  }
  const field = document.querySelector('header.site input[name="q"]');
  const nextField = next.querySelector('header.site input[name="q"]');
  if (field && nextField && field !== document.activeElement) field.value = nextField.value;
  if (again) document.querySelector(again)?.focus({ preventScroll: true });
  scrollTo({ top: scroll, behavior: "instant" });
  document.dispatchEvent(new CustomEvent("page:changed"));
}
