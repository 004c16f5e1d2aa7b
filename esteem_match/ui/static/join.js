// The form with which somebody takes a seat in a workshop. A whole room may press it in one moment: so
// the press is posted, what comes next is drawn at once, and the page's own run comes at a time of its own.
const FIRST_REST = 500;
const LONGEST_REST = 8000;
const LONGEST_WAIT = 20000;
const SLOW = 1000;

const rest = (time) => new Promise((done) => setTimeout(done, time));

// What the server said for good; all else may come right when it is asked again.
const isSaid = (came) => came && came.status !== 429 && (came.status < 500 || came.told.problem);

const pageButton = (key) => document.querySelector(`.st-key-${CSS.escape(key)} [data-testid="stButton"] button`);

// Presses a button of the page that comes as soon as it is there; not that of another page.
function pressThere(key, path) {
  const look = () => {
    const there = pageButton(key);
    if (!there && window.location.pathname === path) return;
    seen.disconnect();
    there?.click();
  };
  const seen = new MutationObserver(look);
  seen.observe(document.body, { childList: true, subtree: true });
  look();
}

class Joining {
  constructor(parent) {
    this.place = parent.appendChild(document.createElement("div"));
    this.place.className = "status joining";
    this.place.addEventListener("submit", (event) => {
      event.preventDefault();
      this.press();
    });
    this.place.addEventListener("change", ({ target }) => this.tell(target.name, ""));
    this.place.addEventListener("click", ({ target }) => this.hold(target.closest("[data-press]")));
  }

  // What a run of the page says. What is ticked stays, in any language.
  run(page, tellPage) {
    Object.assign(this, { page, tellPage });
    if (this.busy || this.next || this.said === page.html) return;
    const ticked = this.fields().filter((one) => one.checked);
    this.place.innerHTML = this.said = page.html;
    for (const { name, value } of ticked) {
      const same = this.fields().find((one) => one.name === name && one.value === value);
      if (same) same.checked = true;
    }
  }

  fields() {
    return [...this.place.querySelectorAll("input")];
  }

  chosen(name) {
    return this.fields().find((one) => one.name === name && one.checked)?.value;
  }

  // Says it at a question, or below the button; nothing takes away what stands there.
  tell(name, words, role = "alert") {
    const place = this.place.querySelector(`[data-item="${name}"]`);
    if (!place || (place.lastElementChild?.textContent === words && words)) return;
    place.querySelector("[role]")?.remove();
    if (!words) return;
    const told = place.appendChild(document.createElement("p"));
    Object.assign(told, { className: role === "alert" ? "box wrong" : "small", textContent: words, role });
    told.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  // What is not chosen yet is asked for, at the first such place.
  isComplete() {
    const names = this.fields().map((one) => one.name);
    const missing = names.find((name) => !this.chosen(name));
    if (!missing) return true;
    this.tell(missing, this.page.words[missing]);
    this.fields().find((one) => one.name === missing).focus();
    return false;
  }

  async press() {
    this.tell("press", "");
    if (this.busy || !this.isComplete()) return;
    this.rests(true);
    const came = await this.handedOver();
    if (!came) return;
    this.rests(false);
    if (came.status === 200) this.show(came.told);
    else this.tell("press", this.page.words[came.told.problem] ?? this.page.words.failed);
  }

  // Until it is answered, the form stays as it was sent.
  rests(busy) {
    this.busy = busy;
    if (busy) this.place.querySelector("button").focus({ preventScroll: true });
    for (const one of this.fields()) one.disabled = busy;
  }

  async handedOver() {
    const { token, own, keeps, lang, words } = this.page;
    const [seat, again] = ["seat", "again"].map((name) => this.chosen(name));
    const sent = { token, own, keeps, lang, seat, again, yes: true, home: window.location.origin };
    const slow = setTimeout(() => this.tell("press", words.slow, "status"), SLOW);
    for (let pause = FIRST_REST; this.place.isConnected; pause = Math.min(2 * pause, LONGEST_REST)) {
      const came = await posted("/join", sent, LONGEST_WAIT);
      clearTimeout(slow);
      if (isSaid(came)) return came;
      this.tell("press", words.waits);
      await rest(pause);
    }
    return undefined;
  }

  // What comes next, and its address: what reloads is that. Nothing more is asked of anybody here.
  show({ to, step, title, html, wait }) {
    this.next = step;
    this.place.innerHTML = html;
    document.title = title;
    const lang = new URLSearchParams(window.location.search).get("lang");
    const spoken = lang ? `${to.includes("?") ? "&" : "?"}${new URLSearchParams({ lang })}` : "";
    window.__esteem.early(to + spoken);
    window.__esteem.top(this.heading());
    this.coming = setTimeout(() => this.go(), 1000 * wait);
  }

  heading() {
    return this.place.querySelector("h1");
  }

  // Has the page run. Where somebody has moved on from the heading by then, it is no new screen.
  go() {
    clearTimeout(this.coming);
    if (this.went || !this.place.isConnected) return;
    this.went = true;
    const main = document.querySelector('[data-testid="stMain"]');
    if (document.activeElement !== this.heading() || main.scrollTop) window.__esteem.step = this.next;
    this.tellPage();
  }

  // Who goes on before the page is there goes on as soon as it is.
  hold(button) {
    if (!button || this.held) return;
    this.held = true;
    this.place.querySelector('[role="status"]').textContent = this.page.words.slow;
    window.__esteem.step = this.next;
    pressThere(button.dataset.press, window.location.pathname);
    this.go();
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const form = (parentElement.joining ??= new Joining(parentElement));
  form.run(data, () => setTriggerValue("done", true));
}
