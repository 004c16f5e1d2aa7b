// A new step starts at its top, and its heading is announced. Also tells the page its language.
export default function ({ data }) {
  document.documentElement.lang = data.lang;
  document.documentElement.dir = data.dir;
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
      item.scrollIntoView({ block: "start", behavior: "instant" });
      const field = item.querySelector("input, textarea");
      if (field) field.focus({ preventScroll: true });
      return;
    }
    main.scrollTo({ top: 0, behavior: "instant" });
    if (first) return;
    heading.setAttribute("tabindex", "-1");
    heading.focus({ preventScroll: true });
  };
  arrive(50);
}
