// Two answers of one person that contradict each other: asked about on the spot, once in a tab.
const askedOnce = (window.__esteem.contrary ??= new Set());

const without = (said, { box, boxes }) =>
  boxes ? said.split(" ").filter((one) => one !== box).join(" ") || NONE : "0";

const contradiction = (words, choices) => {
  const place = make("div", "contrary");
  const asks = place.appendChild(make("p", "contrary-text", words));
  asks.id = "contrary-text";
  place.setAttribute("role", "group");
  place.setAttribute("aria-labelledby", asks.id);
  for (const [label, act] of choices) {
    const button = place.appendChild(make("button", "choose", label));
    Object.assign(button, { type: "button", onclick: act });
  }
  return place;
};

class Contraries {
  constructor(page) {
    this.page = page;
    this.shown = new Map();
  }

  // What is read out when something comes into it has to be there before.
  listen() {
    for (const one of this.page.part.contrary) {
      for (const { id } of [{ id: one.limits }, ...one.wishes]) {
        const place = this.page.place(id);
        if (!place || place.querySelector(".contraries")) continue;
        place.appendChild(make("div", "contraries")).setAttribute("aria-live", "polite");
      }
    }
  }

  // Looks at what was just answered.
  compare(place) {
    for (const one of this.page.part.contrary) this.compareOne(one, place);
  }

  compareOne(one, place) {
    const { item } = place.dataset;
    const key = `${this.page.who} ${one.limits} ${one.box}`;
    const limits = this.stands({ id: one.limits, said: one.said }) ?? "";
    const wanted = one.wishes.filter((wish) => wish.yes.includes(this.stands(wish)));
    const wish = wanted.find(({ id }) => id === item) ?? wanted[0];
    if (!wish || !limits.split(" ").includes(one.box)) return this.shown.get(key)?.remove();
    if (askedOnce.has(key) || (item !== one.limits && item !== wish.id)) return;
    askedOnce.add(key);
    this.ask(key, one, place, item === one.limits ? wish.asks : one.no);
  }

  stands({ id, said }) {
    const place = this.page.place(id);
    return place ? standing(place) : this.page.said({ id, said });
  }

  ask(key, one, place, words) {
    const done = (act) => () => {
      act();
      this.shown.get(key).remove();
      ticks(place).find((tick) => tick.checked)?.focus();
    };
    const choices = [
      [one.keep, done(() => {})],
      [one.drop, done(() => this.drop(one))],
    ];
    this.shown.set(key, contradiction(words, choices));
    place.querySelector(".contraries").append(this.shown.get(key));
    this.shown.get(key).scrollIntoView({ block: "nearest" });
  }

  // Takes a clear no off: where it stands on this page by its tick, else as it is kept.
  drop(one) {
    const place = this.page.place(one.limits);
    if (!place) return this.dropElsewhere(one);
    const tick = ticks(place).find(({ value }) => value === (one.boxes ? one.box : "0"));
    tick.checked = !one.boxes;
    return this.page.changed(tick);
  }

  dropElsewhere(one) {
    const said = without(this.page.said({ id: one.limits, said: one.said }), one);
    return this.page.hand(one.limits, said, { boxes: one.boxes, options: true });
  }
}
