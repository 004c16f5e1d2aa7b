// One page is one entry in the browser's history. Streamlit goes to another page in two steps, the
// query first and then the path; and a page may lead on before it has shown anything. An address at
// which no page was drawn is no place to go back to: the next one takes its place.
const addressOf = (url) => {
  const { pathname, searchParams } = new URL(url, window.location);
  searchParams.sort();
  return `${pathname}?${searchParams}`;
};

let drawn = null; // the address of the page that Streamlit drew last
let waiting = null; // one at which it has not drawn any yet

const setOut = () => {
  const here = addressOf(window.location);
  waiting = here === drawn ? null : here;
};

const isWaiting = () => waiting === addressOf(window.location);

function oneEntryAPage() {
  const { pushState, replaceState } = History.prototype;
  window.history.pushState = (...step) => {
    (isWaiting() ? replaceState : pushState).apply(window.history, step);
    setOut();
  };
  window.history.replaceState = (...step) => {
    replaceState.apply(window.history, step);
    setOut();
  };
  // What a script of ours draws without a run is there at once.
  window.__esteem.push = (url, inPlace = false) => {
    (inPlace ? replaceState : pushState).call(window.history, {}, "", url);
    drew(url);
    waiting = null;
  };
  // Nor is what stands here in the place of a page that is about to come: all steps there are one.
  window.__esteem.early = (url) => {
    window.__esteem.push(url, true);
    waiting = drawn;
  };
  window.addEventListener("popstate", setOut);
}

function drew(address) {
  drawn = addressOf(address);
  if (waiting === drawn) waiting = null;
}
