// The questions of one part, and the ways to the others. Which part is shown is settled here: the page
// around it is run once, and where it is run again its own idea of that may be an old one.
const asked = (question, tag) => {
  const place = make(tag, "ask-label");
  place.append(make("span", "ask-text", question.text));
  if (question.help) place.append(" ", make("span", "ask-help", question.help));
  return place;
};

const draw = (question) => {
  const place = make(question.options ? "fieldset" : "div", "ask");
  place.dataset.item = question.id;
  place.style.setProperty("--options", question.options?.length);
  place.classList.toggle("scale", question.scale === true);
  place.classList.toggle("paired", question.aside === true);
  place.append(asked(question, question.options ? "legend" : "label"));
  if (question.options) place.append(...choices(question, "choice"));
  else place.append(writing(question));
  if (!question.options) place.querySelector("label").htmlFor = question.key;
  return place;
};

const PIECES = ["progress", "head", "why", "ways", "map"];

// Makes one piece of a page like another, element by element: what both have stays where it is.
function match(place, other) {
  const wanted = [...other.childNodes];
  for (const [at, one] of wanted.entries()) {
    const now = place.childNodes[at];
    if (now?.nodeName !== one.nodeName || now.className !== one.className) {
      if (now) now.replaceWith(one);
      else place.append(one);
    } else {
      if (one.nodeType === Node.TEXT_NODE) now.data = one.data;
      for (const { name, value } of one.attributes ?? []) now.setAttribute(name, value);
      match(now, one);
    }
  }
  while (place.childNodes.length > wanted.length) place.lastChild.remove();
}

// Draws a piece of a part. Of the same part, what is there stays in place, for somebody may just press
// it, or has pressed it and waits for an answer to be kept. What is unfolded stays so in any part.
function fill(place, html, same) {
  if (place.said === html) return;
  const made = document.createElement("template");
  made.innerHTML = place.said = html;
  if (same) return match(place, made.content);
  const unfolded = [...place.querySelectorAll("details[open]")].map((one) => one.dataset.fold);
  place.replaceChildren(made.content);
  for (const one of place.querySelectorAll("details")) one.open ||= unfolded.includes(one.dataset.fold);
}

class Part extends Asking {
  constructor(parent) {
    super(parent, "asked");
    this.contraries = new Contraries(this);
    this.pieces = new Map(PIECES.map((name) => [name, make("div", `part-${name}`)]));
    const { progress, head, why, ways, map } = Object.fromEntries(this.pieces);
    this.form.before(progress, head, why);
    this.form.after(ways, map);
    parent.addEventListener("click", (event) => this.touched(event));
  }

  // What a run of the page says. A part that it did not say before is the one to go to.
  run({ part, ...page }) {
    if (this.waits) return undefined;
    const moved = part.step !== this.ran || page.who !== this.who;
    this.ran = part.step;
    this.page = page;
    if (moved || part.step === this.part.step) return this.draw(part);
    this.now({ ...page, ...this.part });
    document.title = this.part.page;
    return this.again();
  }

  draw(part) {
    const form = `${this.page.form} ${part.step}`;
    const same = this.drawn === form;
    if (!same) this.clear();
    Object.assign(this, { drawn: form, part });
    this.now({ ...this.page, ...part });
    for (const [name, place] of this.pieces) fill(place, part[name], same);
    update(this);
    this.contraries.listen();
    document.title = part.page;
    this.inAddress();
  }

  changed(touched) {
    super.changed(touched);
    const place = touched.closest("[data-item]");
    if (place) this.contraries.compare(place);
  }

  // Once all of it is answered, a first look may be offered.
  counted(item, writes, own) {
    super.counted(item, writes, own);
    const whole = this.places().every((place) => field(place) || standing(place) !== undefined);
    if (this.part.looks && whole) this.again();
  }

  clear() {
    this.finishWord();
    for (const place of this.places()) place.remove();
  }

  // What reloads, or is sent to somebody, is the part that is shown.
  inAddress() {
    const { pathname, search } = window.location;
    if (pathname !== "/assess" || stepOf(search) === this.part.step) return;
    const asked = new URLSearchParams(search);
    asked.set("step", this.part.step);
    if (!window.__esteem.push) return void requestAnimationFrame(() => this.inAddress());
    window.__esteem.push(`${pathname}?${asked}`, true);
  }

  wentBack() {
    super.wentBack();
    this.ran = this.turning = null;
    this.waits = false;
  }

  go(to) {
    this.ran = null;
    super.go(to);
  }

  again() {
    return (this.looking = this.look());
  }

  async look() {
    if (this.waits) return;
    const asked = this.part;
    const came = await this.fetched(asked.step, [], asked.back);
    if (this.part !== asked || this.turning || !came || !this.form.isConnected) return;
    if (came.status === 200) this.draw(came.told);
    else if (came.status === 204 || came.status === 412) this.go(`/assess?step=${asked.step}`);
  }

  turned(to, came) {
    if (came.status !== 200) return super.turned(to, came);
    this.turning = null;
    if (came.told.wait !== undefined) return this.wait(to, came.told);
    const lang = new URLSearchParams(window.location.search).get("lang");
    window.__esteem.push(lang ? `${to}&${new URLSearchParams({ lang })}` : to);
    if (this.told === "stays") this.tell("");
    this.draw(came.told);
    const item = this.place(asksFor(to, "item"));
    if (!item) return this.top();
    item.scrollIntoView({ block: "start", behavior: "instant" });
    return (field(item) || ticks(item)[0]).focus({ preventScroll: true });
  }

  top() {
    window.__esteem.top(this.pieces.get("head").querySelector("h1"));
  }

  // Where the workshop stands, until its page comes, in its own time: all may finish in one moment.
  wait(to, { title, html, wait }) {
    this.clear();
    this.waits = true;
    for (const [name, place] of this.pieces) fill(place, name === "head" ? html : "", false);
    const heading = make("h1", "", title);
    this.pieces.get("head").prepend(heading);
    this.tell("");
    this.top();
    document.title = title;
    setTimeout(() => {
      const here = this.waits && this.form.isConnected;
      this.waits = false; // where the page does not come, a later run of this one is heard again
      if (here) this.go(to);
    }, 1000 * wait);
  }

  // The way on that was touched, where it is one of this page's own. An answer that was kept just now
  // may have changed where it leads: what the server says of that is waited for.
  async touched(event) {
    const way = event.target.closest("a.way, button.way");
    if (!way || isApart(event)) return;
    event.preventDefault();
    await this.looking;
    const { to = way.pathname + way.search, left, does } = way.dataset;
    this.turn(to, left ? [left] : [], does || undefined);
  }
}

// Who is here keeps what is under their hands: a question that stays is not drawn anew.
function update(asking) {
  for (const place of asking.form.querySelectorAll("[data-item]")) {
    if (!asking.questions.has(place.dataset.item)) place.remove();
  }
  let before = null;
  let last = {};
  for (const question of asking.questions.values()) {
    const place = asking.place(question.id) || draw(question);
    if (!place.isConnected && before) before.after(place);
    else if (!place.isConnected) asking.form.prepend(place);
    asking.show(place, question);
    place.classList.toggle("follows", oneScale(question, last) === true);
    [before, last] = [place, question];
  }
}

// Whether two questions have the same answers, so that one can stand below the other in a table.
const oneScale = (one, other) =>
  one.scale && other.scale && `${one.options}` === `${other.options}`;

export default function ({ data, parentElement }) {
  const part = (parentElement.asking ??= new Part(parentElement));
  part.run(data);
  return () => part.left();
}
