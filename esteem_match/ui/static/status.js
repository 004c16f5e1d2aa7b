// Where the round stands. News of the room are shown at once, on every phone in the same moment; the
// page around them is drawn a little later, each at a moment of its own (see live.js). A wall is such
// a piece too, from an address of its own, and has no page around it.
const LONGEST_WAIT = 8000;
let status = null;

function draw(told) {
  const { place } = status;
  status.counts = told.counts;
  if (status.html !== told.html) place.innerHTML = status.html = told.html;
  place.setAttribute("aria-label", told.title);
}

// A new screen begins at its top, and is announced.
function arrive(told) {
  if (window.__esteem.step === told.step) return;
  window.__esteem.step = told.step;
  window.__esteem.top(status.place);
}

// What the address asks to look at belongs to what is shown.
function fetched({ path, token, room }) {
  const { search, origin } = window.location;
  const chosen = new URLSearchParams(search).get("with") ?? "";
  const page = { lang: document.documentElement.lang, with: chosen, home: origin };
  return posted(path ?? "/part", { step: "status", token, room, ...page }, LONGEST_WAIT);
}

// Gives the room's revision that is shown now, and the seconds until the page may be drawn anew; nothing
// where only the page can show the news. How many have finished is no news, and is fetched without.
async function fetchStatus(without = false) {
  if (!status?.place.isConnected || (without && !status.counts)) return null;
  const asks = status.data;
  const came = await fetched(asks);
  if (came?.status !== 200) return null;
  const { told } = came;
  if (!status.place.isConnected || status.data.token !== asks.token) return null;
  draw(told);
  arrive(told);
  return told;
}

window.__esteem.status = fetchStatus;

export default function ({ data, parentElement }) {
  let place = parentElement.querySelector(".status");
  if (!place) {
    place = parentElement.appendChild(document.createElement("div"));
    Object.assign(place, { className: "status", tabIndex: -1, role: "region" });
  }
  if (status?.place !== place) status = { place, html: null };
  status.data = data;
  draw(data);
}
