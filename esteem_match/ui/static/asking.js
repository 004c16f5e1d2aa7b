// A page of questions: what stands at each, what is told there, and what of it is handed over.
const UNSURE = "unsure";
const NONE = "none";

const make = (tag, name, words = "") => {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = words;
  return made;
};

const said = (role, name, words) => {
  const made = make("p", name, words);
  made.setAttribute("role", role);
  return made;
};

const ticks = (place) => [...place.querySelectorAll('input:is([type="radio"], [type="checkbox"])')];
const field = (place) => place.querySelector("textarea, input:not([type])");
const ticked = (place) => ticks(place).filter((one) => one.checked).map((one) => one.value);
const standing = (place) => (field(place) ? field(place).value : ticked(place).join(" ") || undefined);

// Words that are being written stay; a text that somebody else wrote shows where nobody writes.
const show = (place, said) => {
  const text = field(place);
  const before = place.dataset.sent;
  place.dataset.sent = said ?? "";
  const values = (said ?? "").split(" ");
  if (!text) for (const one of ticks(place)) one.checked = values.includes(one.value);
  else if (before === undefined || text.value === before) {
    if (text.value !== place.dataset.sent) text.value = place.dataset.sent;
    place.dataset.sent = text.value; // as the field writes its ends of lines
  }
};

const writing = (question) => {
  const made = make(question.long ? "textarea" : "input", "");
  return Object.assign(made, { id: question.key, autocomplete: "off" });
};

const choices = (question, name) =>
  question.options.map(([value, words]) => {
    const type = question.boxes ? "checkbox" : "radio";
    const tick = Object.assign(make("input", ""), { type, name: question.key, value });
    const label = make("label", name);
    label.append(tick, make("span", "", words));
    return label;
  });

// What is handed over: a text, the number of a choice, null for "not sure", or each box of a checklist.
const handedOver = (said, { boxes, options }) => {
  if (!options) return { answer: said };
  if (!boxes) return { answer: said === UNSURE ? null : Number(said) };
  const values = said.split(" ");
  const of = (at) => (said === UNSURE ? null : Number(values.includes(String(at))));
  return { answers: Object.fromEntries(boxes.map((id, at) => [id, of(at)])) };
};

// "None of these" and "not sure" stand alone, and give way only to another tick. Whoever takes the
// last tick away says "none of these": what is answered can't become unanswered.
function settle(place, touched) {
  const alone = (one) => one.value === NONE || one.value === UNSURE;
  const all = ticks(place);
  if (!touched.checked && alone(touched)) touched.checked = true;
  for (const one of all) {
    if (touched.checked && one !== touched && (alone(one) || alone(touched))) one.checked = false;
  }
  if (!all.some((one) => one.checked)) all.find((one) => one.value === NONE).checked = true;
}

function complain(place, words) {
  const asked = field(place) || place;
  place.querySelector(".box")?.remove();
  for (const name of ["aria-invalid", "aria-describedby"]) asked.removeAttribute(name);
  if (!words) return;
  const told = place.appendChild(said("alert", "box wrong", words));
  told.id = `wrong-${place.dataset.item}`;
  asked.setAttribute("aria-describedby", told.id);
  if (asked !== place) asked.setAttribute("aria-invalid", "true");
}

const asksFor = (address, name) => new URL(address, window.location).searchParams.get(name) ?? "";
const stepOf = (address) =>
  new URL(address, window.location).pathname === "/workshop" ? "status" : asksFor(address, "step");

// A page that asks: its questions by place (`data-item`), and a sign of how the sending goes.
class Asking {
  constructor(parent, name) {
    this.form = parent.appendChild(make("div", name));
    this.sign = this.form.appendChild(make("div", "sign"));
    this.written = 0;
    this.form.addEventListener("change", (event) => this.changed(event.target));
  }

  // What the server says of the page now.
  now(data) {
    Object.assign(this, { data, who: data.who, token: data.token });
    const anew = count(data.who, data.writes);
    this.written = anew ? data.writes : Math.max(this.written, data.writes);
    this.questions = new Map(data.questions.map((one) => [one.id, one]));
    hands.page = this;
    if (waiting.size) this.sign.classList.add("waits");
    else if (data.saved && !this.told) this.tell("saved");
    hands.wake(); // there is a server
  }

  place(id) {
    return this.form.querySelector(`[data-item="${CSS.escape(id)}"]`);
  }

  // What stands at a question: what went out from here, where the server drew the page before that.
  said(question) {
    const own = newest.get(keyOf(this.who, question.id));
    return own && own.writes > this.data.writes ? own.said : question.said;
  }

  show(place, question) {
    if (!place.querySelector(".box")) show(place, this.said(question));
  }

  changed(touched) {
    const place = touched.closest("[data-item]");
    if (place && touched.type === "checkbox") settle(place, touched);
    if (!place || (standing(place) ?? "") === place.dataset.sent) return;
    this.turning = null;
    place.dataset.sent = standing(place);
    complain(place, "");
    const { item } = place.dataset;
    this.hand(item, standing(place), this.questions.get(item));
  }

  hand(item, said, question) {
    this.sign.classList.add("waits");
    const { who, token } = this;
    hand({ who, token, item, said, ...handedOver(said, question) });
  }

  finishWord() {
    for (const place of this.places()) if (field(place)) this.changed(field(place));
  }

  // Somebody went back or forth in the browser: the words in hand go first.
  wentBack() {
    this.finishWord();
  }

  // Asks the server what has changed; nothing, where all is on one page.
  again() {}

  // Goes to another page of ours.
  go(to) {
    window.__esteem.go(to);
  }

  // Leaves these parts for another place, and keeps what is empty in them; `does`: what is done before.
  // A part of the questions is drawn here; all else by a page. It is tried until it can be, or
  // something else is wanted.
  async turn(to, left, does = stepOf(to)) {
    const turning = (this.turning = {});
    const wanted = () => this.turning === turning && this.form.isConnected;
    for (let pause = FIRST_REST; wanted(); pause = Math.min(2 * pause, LONGEST_REST)) {
      const came = await this.fetched(does, left, asksFor(to, "back"));
      if (!wanted()) return;
      if (came && came.status < 500 && came.status !== 429) return this.turned(to, came);
      this.tell("stays");
      await rest(pause);
    }
  }

  fetched(step, left = [], back = "") {
    const { token, lang } = this.data;
    return posted("/part", { token, lang, back, step, left }, LONGEST_WAIT);
  }

  turned(to, { status }) {
    this.turning = null;
    if (status === 409 && stepOf(to) !== "status") this.late();
    else this.go(to);
  }

  // A page that is taken away may have words in hand.
  left() {
    if (!this.form.isConnected) this.finishWord();
  }

  heard({ item, answers }, told) {
    if (told.kind === "late") this.late();
    else if (told.kind === "gone") this.tell("gone");
    else if (told.kind === "renewed") this.again();
    else if (told.kind === "bad") this.refused(item, told.problem);
    else this.counted(item, told.writes, Object.keys(answers ?? [item]).length);
  }

  late() {
    hands.held = null;
    drop(this.who);
    this.go("/assess?late=1");
  }

  // Where somebody else wrote meanwhile, or the answer opens more questions, the page has changed.
  counted(item, writes, own) {
    const alone = writes === this.written + own;
    this.written = writes;
    if (!alone || this.questions.get(item)?.opens) this.again();
  }

  refused(item, problem) {
    const place = this.place(item);
    if (!place) return;
    const words = this.data.words.bad[problem] ?? this.data.words.bad.wrong_kind;
    delete place.dataset.sent;
    complain(place, words.replace("{limit}", this.questions.get(item).most));
  }

  places() {
    return [...this.form.querySelectorAll("[data-item]")];
  }

  bad() {
    const places = this.places().filter((place) => place.querySelector(".box"));
    return places.map((place) => field(place) || ticks(place)[0]);
  }

  done() {
    if (this.told !== "gone") this.tell(this.bad().length ? "" : "saved");
  }

  tell(what) {
    this.sign.classList.remove("waits");
    if (this.told === what) return;
    this.told = what;
    const how = what === "saved" ? ["status", "saved"] : ["alert", "box wrong"];
    this.sign.replaceChildren(...(what ? [said(...how, this.data.words[what])] : []));
  }
}
