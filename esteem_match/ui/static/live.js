// Keeps one request open, which is answered when the room's news differ from what the page shows.
// The page is then drawn anew, and tells what it shows now. A hidden page does not ask.
const SHORTEST_PAUSE = 200;
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 10000;
const LONGEST_WAIT = 40000;
const IN_HAND = 1000;
const LONGEST_IN_HAND = 5000;
let page = null;
let pressed = -IN_HAND;

async function differs(asking) {
  const { room, revision, people } = asking.shown;
  const request = (asking.request = new AbortController());
  const late = setTimeout(() => request.abort(), LONGEST_WAIT);
  try {
    const url = `/live?room=${room}&revision=${revision}&people=${people}`;
    const answer = await fetch(url, { signal: request.signal });
    if (answer.status === 204) return false;
    if (answer.status === 404) return true;
    if (answer.status !== 200) throw new Error(String(answer.status));
    return isNew(await answer.json(), asking.shown);
  } finally {
    clearTimeout(late);
  }
}

// It may have been drawn anew while it waited. Only the host is told how many are there, and what the wall shows.
function isNew(news, shown) {
  const counts = shown.people !== "-" && "joined" in news;
  const people = counts ? `${news.joined}.${news.finished}.${news.wall}` : shown.people;
  return news.revision !== shown.revision || people !== shown.people;
}

// News that come at the moment of a press would cut its run short before it is heard.
const sleep = (time) => new Promise((done) => setTimeout(done, time));
const inHand = () => {
  const app = document.querySelector('[data-testid="stApp"]');
  return performance.now() - pressed < IN_HAND || app?.dataset.testScriptState === "running";
};

async function freeHands() {
  const late = performance.now() + LONGEST_IN_HAND;
  while (inHand() && performance.now() < late) await sleep(SHORTEST_PAUSE / 2);
}

// What all phones shall see at once is fetched at once (status.js), and the page comes later: one
// drawing for all the news that have come by then.
const early = async (without) => window.__esteem.status?.(without).catch(() => null) ?? null;

async function drawLater(asking, wait) {
  asking.behind = true;
  if (asking.coming) return;
  asking.coming = true;
  await sleep(1000 * wait);
  await freeHands();
  asking.coming = false;
  if (asking === page && asking.behind) asking.tell();
}

async function hear(asking) {
  const { shown } = asking;
  const told = await early();
  if (asking !== page || asking.shown !== shown) return 0;
  if (told && told.revision >= shown.revision) {
    asking.shown = { ...shown, revision: told.revision, people: told.people ?? shown.people };
    if (told.wait !== null) drawLater(asking, told.wait);
    return 0;
  }
  await freeHands();
  if (asking === page && asking.shown === shown) asking.tell();
  return longer(asking.pause);
}

const longer = (pause) => Math.min(Math.max(2 * pause, FIRST_PAUSE), LONGEST_PAUSE);

async function pauseAfter(asking) {
  if (document.hidden) return LONGEST_PAUSE;
  try {
    if (await differs(asking)) return await hear(asking);
    if (asking === page) await early(true);
    return 0;
  } catch {
    return longer(asking.pause);
  }
}

const rest = (asking) =>
  new Promise((done) => {
    asking.wake = done;
    setTimeout(done, asking.hurry ? SHORTEST_PAUSE : Math.max(asking.pause, SHORTEST_PAUSE));
  });

async function watch(asking) {
  while (asking === page) {
    if (asking.hurry) asking.pause = 0;
    asking.hurry = false;
    asking.pause = await pauseAfter(asking);
    await rest(asking);
  }
}

function hurry() {
  page.hurry = true;
  page.wake();
}

// A phone that slept, or was without a network, may hold a request that nobody will answer.
function anew() {
  if (!page || document.hidden) return;
  page.request.abort();
  hurry();
}

function stop() {
  const last = page;
  page = null;
  last.request.abort();
  last.wake();
}

const note = () => (pressed = performance.now());
document.addEventListener("click", note, true);
document.addEventListener("keydown", (event) => event.key === "Enter" && note(), true);
document.addEventListener("visibilitychange", anew);
window.addEventListener("online", anew);

export default function ({ data, setTriggerValue }) {
  if (page && page.shown.room !== data.room) stop();
  const begins = !page;
  page = page || { request: new AbortController(), wake: () => {}, pause: 0, hurry: false };
  const drawing = { shown: data, behind: false, tell: () => setTriggerValue("changed", true) };
  const asking = Object.assign(page, drawing, { drawing });
  if (begins) watch(asking);
  else hurry();
  return () => {
    if (page === asking && asking.drawing === drawing) stop();
  };
}
