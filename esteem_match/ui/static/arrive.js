// A new step starts at its top, and its heading is announced. Also tells the page its language. A
// tab whose neighbour was told to forget this device goes to the start.
//
// Opens a link to a page of ours within this visit. Loading it anew takes longer, and would lose who
// is here where the browser keeps no cookie. A new tab or window is left to the browser.
const follow = (event) => {
  const apart = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button;
  const link = event.target.closest("main a.way");
  if (!link || link.target || apart || event.defaultPrevented) return;
  event.preventDefault();
  link.closest("details.menu")?.removeAttribute("open");
  window.__esteem.go(link.pathname + link.search);
};

// A menu that lies open is shut by a press beside it, and by Escape.
const shutMenus = ({ target, type, key }) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (type === "keydown" ? key !== "Escape" : menu.contains(target)) continue;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
};

// A new screen begins at its top, and is announced.
window.__esteem.top = (heading) => {
  document.querySelector('[data-testid="stMain"]').scrollTo({ top: 0, behavior: "instant" });
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
};

// Where a browser keeps nothing for pages, its tabs can't hear of each other either.
function hearNeighbours() {
  try {
    window.__esteem.neighbours = new BroadcastChannel("esteem");
  } catch {
    return;
  }
  window.__esteem.neighbours.onmessage = () => {
    forgetWhose();
    window.location.replace("/");
  };
}

// A page that a browser's translator has rewritten is in the language that it says. What we said last
// tells whether the language of the page is still ours to set.
const speak = ({ lang, dir }) => {
  const page = document.documentElement;
  const ours = window.__esteem.lang ?? page.lang;
  if (page.matches(".translated-ltr, .translated-rtl") || page.lang !== ours) return;
  Object.assign(page, { lang, dir });
  window.__esteem.lang = lang;
};

export default function ({ data, setTriggerValue }) {
  speak(data);
  keepLanguage(data);
  const kind = switched(data.whose);
  if (kind) setTriggerValue("switched", kind);
  if (!window.__esteem.go) {
    oneEntryAPage();
    document.addEventListener("click", follow);
    for (const sort of ["click", "keydown"]) document.addEventListener(sort, shutMenus);
    hearNeighbours();
  }
  window.__esteem.go = (address) => setTriggerValue("asked", address);
  drew(data.at);
  if (window.__esteem.step === data.step) return;
  const first = window.__esteem.step === undefined;
  window.__esteem.step = data.step;
  const arrive = (triesLeft) => {
    const main = document.querySelector('[data-testid="stMain"]');
    const heading = main?.querySelector(`h1[data-step="${CSS.escape(data.step)}"]`);
    if (!heading) {
      if (triesLeft > 0) setTimeout(() => arrive(triesLeft - 1), 40);
      return;
    }
    const asked = CSS.escape(data.item);
    const item = data.item && main.querySelector(`[data-item="${asked}"], .st-key-${asked}`);
    if (item) {
      if (item.contains(document.activeElement)) return;
      item.scrollIntoView({ block: "start", behavior: "instant" });
      const field = item.querySelector("input, textarea");
      if (field) field.focus({ preventScroll: true });
      return;
    }
    if (data.item && triesLeft > 0) return void setTimeout(() => arrive(triesLeft - 1), 40); // not drawn yet
    if (first) return; // whoever waited for it may read further down already
    if (document.activeElement?.closest(".numbers")) return; // a form from paper has the keyboard already
    window.__esteem.top(heading);
  };
  arrive(50);
}
