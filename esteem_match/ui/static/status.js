// Where the round stands. News of the room are shown at once, on every phone in the same moment; the
// page around them is drawn a little later, each at a moment of its own (see live.js). A wall is such
// a piece too, from an address of its own, and has no page around it.
const LONGEST_WAIT = 8000;
let status = null;

function draw(told) {
  const { place } = status;
  status.counts = told.counts;
  status.shown = told.shown;
  if (status.html !== told.html) place.innerHTML = status.html = told.html;
  place.setAttribute("aria-label", told.title);
}

// A new screen begins at its top, and is announced.
function arrive(told) {
  if (window.__esteem.step === told.step) return;
  window.__esteem.step = told.step;
  window.__esteem.top(status.place);
}

const sleep = (time) => new Promise((done) => setTimeout(done, time));
const line = (kind, text) => Object.assign(document.createElement("p"), { className: kind, textContent: text });

// A result that was not there yet appears everywhere in the same moment. What draws the page
// meanwhile ends it.
async function countDown({ left, shown, countdown, step }) {
  if (!left || status.shown === shown) return;
  const ends = performance.now() + 1000 * left;
  const number = line("countdown-number", Math.ceil(left));
  const text = line("countdown-text", countdown);
  const said = document.createElement("div");
  said.className = status.data.path ? "wall wall-message" : "countdown";
  said.append(text, number);
  status.place.replaceChildren(said);
  status.place.setAttribute("aria-label", `${countdown} ${number.textContent}`);
  status.html = null;
  arrive({ step: `${step}_countdown` });
  while (said.isConnected && performance.now() < ends) {
    number.textContent = Math.ceil((ends - performance.now()) / 1000);
    await sleep(100);
  }
}

// What the address asks to look at belongs to what is shown.
function fetched({ path, token, room }) {
  const { search, origin } = window.location;
  const chosen = new URLSearchParams(search).get("with") ?? "";
  const page = { lang: document.documentElement.lang, with: chosen, home: origin };
  return posted(path ?? "/part", { step: "status", token, room, ...page }, LONGEST_WAIT);
}

const isThere = (asks) => status.place.isConnected && status.data.token === asks.token;

// Gives the room's revision that is shown now, and the seconds until the page may be drawn anew; nothing
// where only the page can show the news. How many have finished is no news, and is fetched without.
async function fetchStatus(without = false) {
  if (!status?.place.isConnected || (without && !status.counts)) return null;
  const asks = status.data;
  const came = await fetched(asks);
  if (came?.status !== 200) return null;
  const { told } = came;
  if (!isThere(asks)) return null;
  await countDown(told);
  if (!isThere(asks)) return null;
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
