// A card that moves to another heading is drawn anew there, and so is a field that was written
// elsewhere. Whoever has a part of it under their hands keeps it, and it stays where it stood.
let held = null;

// A tick box is a tiny field hidden in its label, and lies there as it likes: the label is what is seen.
const topOf = (element) => (element.closest("label") ?? element).getBoundingClientRect().top;
const keyOf = (element) => [...element.classList].find((name) => name.startsWith("st-key-"));
const foldOf = (element) => (element.matches("summary") && element.parentElement.dataset.fold) || "";
const labelOf = (element) =>
  foldOf(element) ||
  element.getAttribute("aria-label") ||
  (element.closest("label") || element).textContent;

function hold(element) {
  const keys = [];
  for (let up = element; up; up = up.parentElement) if (keyOf(up)) keys.push(keyOf(up));
  held = { element, keys, label: labelOf(element), top: topOf(element) };
}

function twin() {
  for (const key of held.keys) {
    const place = document.querySelector("." + CSS.escape(key));
    const alike = place ? [...place.querySelectorAll(held.element.localName)] : [];
    const found = alike.find((one) => labelOf(one) === held.label && one.checkVisibility());
    if (found) return found;
  }
  return null;
}

// Parts that were unfolded are drawn folded: they are unfolded again before anybody sees it. A part
// of another page that is called alike is another one.
const unfolded = new Set();
const nameOf = (fold) => `${window.location.pathname} ${fold.dataset.fold}`;

function noteFold({ target }) {
  if (!target.dataset?.fold) return;
  if (target.open) unfolded.add(nameOf(target));
  else unfolded.delete(nameOf(target));
}

function unfold() {
  if (!unfolded.size) return;
  for (const fold of document.querySelectorAll("details[data-fold]:not([open])")) {
    if (unfolded.has(nameOf(fold))) fold.open = true;
  }
}

function catchUp() {
  unfold();
  if (!held || held.element.isConnected || document.activeElement !== document.body) return;
  const found = twin();
  if (!found) return;
  const { top } = held;
  found.focus({ preventScroll: true });
  const main = document.querySelector('[data-testid="stMain"]');
  main.scrollBy({ top: topOf(found) - top, behavior: "instant" });
}

function begin() {
  document.addEventListener("focusin", (event) => hold(event.target));
  document.addEventListener("focusout", (event) =>
    setTimeout(() => {
      if (held?.element === event.target && event.target.isConnected) held = null;
    }),
  );
  document.addEventListener("toggle", noteFold, true);
  const note = () => {
    if (held?.element.isConnected) held.top = topOf(held.element);
  };
  document.addEventListener("scroll", note, { capture: true, passive: true });
  new MutationObserver(catchUp).observe(document.body, { childList: true, subtree: true });
}

if (!window.__esteem.holds) {
  window.__esteem.holds = true;
  begin();
}
