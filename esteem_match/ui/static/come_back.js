// Hands the code of a link's fragment, which is never sent to a server in an address, to the page. It
// opens nothing by itself. It stays in the address until the page has looked it up: a busy server, or
// a line that is cut, loses nothing.
const PAUSE = 5000;
const LONG = /^[0-9A-Za-z -]{20,40}$/;
const SHORT = /^[0-9A-Za-z]{3}-?[0-9A-Za-z]{3}$/; // opens a round of a workshop
const AROUND = /^[\s"'“”‘’«»(<]+|[\s"'“”‘’«»)>.,;:!?]+$/g; // of a sentence in which somebody sent the link
let page = null;
let again = 0;

function takeOff(code) {
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
  if (page.data.onward) page.setTriggerValue("off", code);
}

// The fragment as somebody wrote it; as it stands, where it can't be read.
function written(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function look() {
  clearTimeout(again);
  const code = written(window.location.hash.slice(1)).replaceAll(AROUND, "");
  if (!page || !(LONG.test(code) || (page.data.joins && SHORT.test(code)))) return;
  if (code !== page.data.heard) {
    page.setTriggerValue("code", code);
    again = setTimeout(look, PAUSE);
  } else if (page.data.looked) takeOff(code);
}

window.addEventListener("hashchange", look);

export default function (shown) {
  page = shown;
  look();
  return () => {
    if (page === shown) page = null;
  };
}
