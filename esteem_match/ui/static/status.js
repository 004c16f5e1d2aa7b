// Where the round stands. News of the room are shown at once, on every phone in the same moment; the
// page around them is drawn a little later, each at a moment of its own (see pulse.js).
const LONGEST_WAIT = 8000;
let status = null;

function draw(told) {
  const { place } = status;
  if (status.html !== told.html) place.innerHTML = status.html = told.html;
  place.setAttribute("aria-label", told.title);
}

// A new screen begins at its top, and is announced.
function arrive(told) {
  if (window.__esteemStep === told.step) return;
  window.__esteemStep = told.step;
  window.__esteemTop(status.place);
}

// What the address asks to look at belongs to what is shown.
function fetched(token) {
  const chosen = new URLSearchParams(window.location.search).get("with") ?? "";
  const asked = { step: "status", token, lang: document.documentElement.lang, with: chosen };
  return posted("/part", asked, LONGEST_WAIT);
}

// Gives the room's beat that is shown now, and the seconds until the page may be drawn anew; nothing
// where only the page can show the news.
async function early() {
  if (!status?.place.isConnected) return null;
  const { token } = status;
  const came = await fetched(token);
  if (came?.status !== 200) return null;
  const { told } = came;
  if (!status.place.isConnected || status.token !== token) return null;
  draw(told);
  arrive(told);
  return told;
}

window.__esteemEarly = early;

export default function ({ data, parentElement }) {
  let place = parentElement.querySelector(".status");
  if (!place) {
    place = parentElement.appendChild(document.createElement("div"));
    Object.assign(place, { className: "status", tabIndex: -1, role: "region" });
  }
  if (status?.place !== place) status = { place, html: null };
  status.token = data.token;
  draw(data);
}
