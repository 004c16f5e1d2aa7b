// Answers on their way to the server, one after the other, each question's newest only. What can't
// be handed over waits here and is tried again: it outlives the server, and the page that asked it.
const FIRST_REST = 500;
const LONGEST_REST = 8000;
const LONGEST_WAIT = 20000;
const IN_TIME = 4000;
const KINDS = { 404: "gone", 409: "late", 412: "renewed", 422: "bad" };

// One for the whole tab, whichever script asks: what waits, what was handed over last of each
// question, how often answers were written when a page was drawn last, the page that asks now, what
// is under way, and the press that is held until all is sent.
const hands = (window.__esteem.hands ??= {
  waiting: new Map(),
  newest: new Map(),
  drawn: new Map(),
  page: null,
  posting: null,
  busy: false,
  held: null,
  wake: () => {},
});
const { waiting, newest } = hands;

const here = () => (hands.page?.form.isConnected ? hands.page : null);

async function post(one) {
  const { token, item, answer, answers } = one;
  const said = answers ? { answers } : { item, answer };
  const came = await posted("/answer", { token, ...said }, LONGEST_WAIT);
  if (came?.status === 429) return { kind: "fast" };
  if (came?.status === 413) return { kind: "bad", problem: "too_long" };
  const kind = came?.status === 200 ? "kept" : KINDS[came?.status];
  return kind && { ...came.told, kind };
}

const keyOf = (who, item) => `${who} ${item}`;

const rest = (time) =>
  new Promise((done) => {
    hands.wake = done;
    setTimeout(done, time);
  });

const unsaved = () => here()?.tell("unsaved");

// Gives what the server said; nothing where it could not be asked.
async function tryOne(one) {
  const slow = setTimeout(unsaved, IN_TIME);
  hands.posting = one;
  const told = await post(one);
  hands.posting = null;
  clearTimeout(slow);
  if (!told) unsaved();
  return told?.kind === "fast" ? undefined : told;
}

// What fails goes to the end of the row: it keeps nothing else back.
async function sendAll() {
  let pause = FIRST_REST;
  while (waiting.size) {
    const [key, one] = waiting.entries().next().value;
    const told = await tryOne(one);
    const isNewest = waiting.get(key) === one;
    if (isNewest) waiting.delete(key);
    if (told) {
      pause = FIRST_REST;
      heard(key, one, told);
    } else {
      if (isNewest) waiting.set(key, one);
      await rest(pause);
      pause = Math.min(2 * pause, LONGEST_REST);
    }
  }
  here()?.done();
}

// What is said of an answer that was changed meanwhile is of no use to anybody. That it came too late
// is told also where news of a room have taken its page away by then.
function heard(key, one, told) {
  if (told.kind === "kept") one.writes = told.writes;
  else if (newest.get(key) === one) newest.delete(key);
  if (told.kind === "bad" && newest.has(key)) return;
  const asking = told.kind === "late" ? hands.page : here();
  if (asking?.who === one.who) asking.heard(one, told);
}

// Hands over an answer to a question, or the answers to all boxes of a checklist.
function hand(answered) {
  const one = { ...answered, writes: Infinity };
  const key = keyOf(one.who, one.item);
  waiting.delete(key);
  waiting.set(key, one);
  newest.set(key, one);
  if (hands.busy) return hands.wake();
  hands.busy = true;
  return sendAll().finally(() => (hands.busy = false));
}

// What is closed takes none of the others either.
function drop(who) {
  for (const all of [waiting, newest]) {
    for (const [key, one] of all) if (one.who === who) all.delete(key);
  }
}

// Answers that were taken back or begun anew are counted from the start: what was kept before is old.
function count(who, writes) {
  const anew = writes < (hands.drawn.get(who) ?? 0);
  hands.drawn.set(who, writes);
  if (!anew) return false;
  for (const [key, one] of newest) if (one.who === who && one.writes < Infinity) newest.delete(key);
  return true;
}

async function allSent() {
  let least = waiting.size;
  let late = performance.now() + IN_TIME;
  while (waiting.size && performance.now() < late) {
    await new Promise((done) => setTimeout(done, 20));
    if (waiting.size < least) late = performance.now() + IN_TIME;
    least = Math.min(least, waiting.size);
  }
  return !waiting.size;
}

// Of several presses while something is under way the last one counts, once.
async function whenSent(act) {
  const first = !hands.held;
  hands.held = act;
  if (!first) return;
  const sent = await allSent();
  const { held } = hands;
  hands.held = null;
  if (!held || !here()) return;
  if (here().bad().length) here().bad()[0].focus();
  else if (sent) held();
  else unsaved();
}

// What the browser opens in another tab or window is left to it.
const isApart = (event) =>
  event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button;

// Whoever goes on right after a tap, or with the last word just typed, waits until it is kept.
function holdWay(event) {
  const way = event.target.closest("button, a");
  if (!here() || !way || isApart(event) || here().form.contains(way)) return;
  here().finishWord();
  if (!waiting.size && !here().bad().length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  whenSent(() => way.click());
}

// A phone that is put away may not come back, nor a page that is left: the words in hand go first,
// and what waits for its turn goes with them.
const putAway = () => here()?.finishWord();

function leave() {
  putAway();
  for (const one of waiting.values()) if (one !== hands.posting) post(one);
}

// Where there is no line, only staying keeps what waits: the browser asks before it leaves.
function stay(event) {
  if (waiting.size && here()?.told === "unsaved") event.preventDefault();
}

if (!hands.listens) {
  hands.listens = true;
  document.addEventListener("click", holdWay, true);
  document.addEventListener("visibilitychange", () => (document.hidden ? putAway() : hands.wake()));
  window.addEventListener("popstate", () => here()?.wentBack());
  window.addEventListener("beforeunload", stay);
  window.addEventListener("pagehide", leave);
  window.addEventListener("online", () => hands.wake());
}
