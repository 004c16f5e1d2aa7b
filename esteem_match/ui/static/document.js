// Shows a document as one piece. What was unfolded stays so, for it is drawn anew only when it has
// changed. A document to hand over has its text ready to copy, to share and to print.
// Whoever has something under their hands keeps it where it stood: a box is drawn anew as well.
function staying(was, draw) {
  const { top } = was.getBoundingClientRect();
  draw();
  const { tick } = was.dataset;
  const held = was.isConnected || !tick ? was : box(document, tick);
  if (!held || held === document.body || !held.isConnected) return;
  if (held !== was) held.focus({ preventScroll: true });
  const main = document.querySelector('[data-testid="stMain"]');
  main.scrollBy({ top: held.getBoundingClientRect().top - top, behavior: "instant" });
}

const box = (place, tick) => place.querySelector(`[data-tick="${CSS.escape(tick)}"]`);

// What was ticked is told until a page comes that shows it: one run may take up several ticks.
function ticking(place, tell) {
  place.ticked ??= {};
  place.onchange = ({ target }) => {
    const { tick } = target.dataset;
    if (!tick) return;
    place.ticked[tick] = target.checked;
    tell({ ...place.ticked });
  };
}

function ticked(place) {
  for (const [tick, on] of Object.entries(place.ticked)) {
    const found = box(place, tick);
    if (!found || found.checked === on) delete place.ticked[tick];
    else found.checked = on;
  }
}

// Where the map lies open beside the roles, there is nothing to unfold: no stop for a keyboard either.
const WIDE = window.matchMedia("(min-width: 64rem)");

function besides() {
  for (const summary of document.querySelectorAll('.beside details[data-fold="map"] > summary')) {
    summary.tabIndex = WIDE.matches ? -1 : 0;
  }
}

WIDE.addEventListener("change", besides);

function button(label, press) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "way on", textContent: label, onclick: press });
  return made;
}

// Where nothing can be copied, the words are marked, for somebody to copy them by hand.
function actions({ text, title, labels }, shown) {
  const row = document.createElement("div");
  row.className = "actions";
  const copy = button(labels.copy, async () => {
    const done = await window.__esteem.copied(text);
    copy.textContent = done ? labels.copied : labels.by_hand;
    if (!done) window.getSelection().selectAllChildren(shown);
  });
  row.append(copy);
  const share = () => navigator.share({ title, text }).catch(() => {}); // somebody thought better of it
  if (navigator.share) row.append(button(labels.share, share));
  if (labels.print) row.append(button(labels.print, () => window.print()));
  return row;
}

export default function ({ data, parentElement, setTriggerValue }) {
  let place = parentElement.querySelector(".painted");
  if (!place) {
    place = parentElement.appendChild(document.createElement("div"));
    place.className = "painted";
  }
  ticking(place, (told) => setTriggerValue("ticked", told));
  if (place.drawn === data.html) return;
  staying(document.activeElement, () => {
    place.innerHTML = place.drawn = data.html;
    ticked(place);
    besides();
    if (data.text) place.append(actions(data, place.firstElementChild));
  });
}
