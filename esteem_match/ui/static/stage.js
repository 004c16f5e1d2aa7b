// Where the round stands. News of the room are shown at once, on every phone in the same moment; the
// page around them is drawn a little later, each at a moment of its own (see pulse.js).
const LONGEST_WAIT = 8000;
let stage = null;

function draw(told) {
  const { place } = stage;
  if (stage.html !== told.html) place.innerHTML = stage.html = told.html;
  place.setAttribute("aria-label", told.title);
}

// A new screen begins at its top, and is announced.
function arrive(told) {
  if (window.__esteemStep === told.step) return;
  window.__esteemStep = told.step;
  window.__esteemTop(stage.place);
}

// What the address asks to look at belongs to what is shown.
function fetched(pass) {
  const chosen = new URLSearchParams(window.location.search).get("with") ?? "";
  const asked = { pass, lang: document.documentElement.lang, with: chosen };
  return posted("/stage", asked, LONGEST_WAIT);
}

// Gives the room's beat that is shown now, and the seconds until the page may be drawn anew; nothing
// where only the page can show the news.
async function early() {
  if (!stage?.place.isConnected) return null;
  const { pass } = stage;
  const { status, told } = (await fetched(pass)) ?? {};
  if (status !== 200) return null;
  if (!stage.place.isConnected || stage.pass !== pass) return null;
  draw(told);
  arrive(told);
  return told;
}

window.__esteemEarly = early;

export default function ({ data, parentElement }) {
  let place = parentElement.querySelector(".stage");
  if (!place) {
    place = parentElement.appendChild(document.createElement("div"));
    Object.assign(place, { className: "stage", tabIndex: -1, role: "region" });
  }
  if (stage?.place !== place) stage = { place, html: null };
  stage.pass = data.pass;
  draw(data);
}
