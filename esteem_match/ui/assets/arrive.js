// A new step starts at its top, and its heading is announced. Also tells the page its language, and
// names the ways at its top and foot as landmarks, however often they are drawn anew. A tab whose
// neighbour was told to forget this device goes to the start.
const name = () => {
  for (const old of document.querySelectorAll("[data-landmark]")) {
    if (old.matches(`.st-key-${old.dataset.landmark}`)) continue;
    for (const what of ["role", "aria-label", "data-landmark"]) old.removeAttribute(what);
  }
  for (const [key, label] of Object.entries(window.__esteemLandmarks)) {
    for (const place of document.querySelectorAll(`.st-key-${key}`)) {
      if (place.getAttribute("aria-label") === label) continue;
      place.dataset.landmark = key;
      place.setAttribute("role", "navigation");
      place.setAttribute("aria-label", label);
    }
  }
};

export default function ({ data }) {
  document.documentElement.lang = data.lang;
  document.documentElement.dir = data.dir;
  if (!window.__esteemLandmarks) {
    new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
    window.__esteemNeighbours = new BroadcastChannel("esteem");
    window.__esteemNeighbours.onmessage = () => window.location.replace("/");
  }
  window.__esteemLandmarks = data.landmarks;
  name();
  if (window.__esteemStep === data.step) return;
  const first = window.__esteemStep === undefined;
  window.__esteemStep = data.step;
  const arrive = (triesLeft) => {
    const main = document.querySelector('[data-testid="stMain"]');
    const heading = main && main.querySelector("h1");
    const plain = (text) => text.replaceAll("\u2060", "").trim();
    if (!heading || plain(heading.textContent) !== plain(data.heading)) {
      if (triesLeft > 0) setTimeout(() => arrive(triesLeft - 1), 40);
      return;
    }
    const item = data.item && main.querySelector(".st-key-" + CSS.escape(data.item));
    if (item) {
      if (item.contains(document.activeElement)) return;
      item.scrollIntoView({ block: "start", behavior: "instant" });
      const field = item.querySelector("input, textarea");
      if (field) field.focus({ preventScroll: true });
      return;
    }
    if (data.item && triesLeft > 0) return void setTimeout(() => arrive(triesLeft - 1), 40); // not drawn yet
    main.scrollTo({ top: 0, behavior: "instant" });
    if (first) return;
    heading.setAttribute("tabindex", "-1");
    heading.focus({ preventScroll: true });
  };
  arrive(50);
}
