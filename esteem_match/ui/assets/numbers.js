// A whole form from paper on one page. A number ticks an answer and goes on to the next question:
// at once, for nothing here waits for the server. What was typed here is handed over with each key.
const UNSURE = "0";

const make = (tag, name, words = "") => {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = words;
  return made;
};

const choices = (question) =>
  question.options.map((words, at) => {
    const sign = at === question.options.length - 1 ? UNSURE : String(at + 1);
    const radio = Object.assign(make("input", ""), { type: "radio", name: question.id, value: sign });
    const label = make("label", "");
    label.append(radio, make("span", "", words));
    return label;
  });

const writing = (question) => {
  const field = make(question.long ? "textarea" : "input", "");
  field.maxLength = question.most;
  field.setAttribute("aria-label", question.text);
  return [field];
};

const draw = (question) => {
  const place = make("fieldset", "");
  place.append(make("legend", "", question.text), make("p", "", question.hint));
  const answers = make("div", "answers-row");
  answers.append(...(question.options ? choices(question) : writing(question)));
  place.append(answers);
  return place;
};

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  if (parentElement.querySelector(".numbers")) return;
  const form = make("div", "numbers");
  const told = make("p", "told");
  told.setAttribute("role", "status");
  const questions = data.parts.flatMap((part) => part.questions);
  const places = [];
  for (const part of data.parts) {
    form.append(make("h2", "", part.title));
    for (const question of part.questions) places.push(form.appendChild(draw(question)));
  }
  const end = form.appendChild(make("button", "", data.words.end));
  form.append(told);
  parentElement.append(form);

  const typed = {};
  let at = 0;
  const radios = (place) => [...place.querySelectorAll('input[type="radio"]')];
  const field = (place) => place.querySelector('textarea, input:not([type="radio"])');
  const tell = (words) => { told.textContent = words; };

  const stand = (to) => {
    at = Math.max(0, Math.min(to, places.length));
    const place = places[at];
    for (const one of places) one.classList.toggle("now", one === place);
    const chosen = place && (radios(place).find((one) => one.checked) || radios(place)[0]);
    (place ? field(place) || chosen : end).focus({ preventScroll: true });
    (place || end).scrollIntoView({ block: "center", behavior: "instant" });
    if (place) place.append(told);
    else form.append(told);
  };

  const say = (place, answer) => {
    typed[questions[places.indexOf(place)].id] = answer;
    setStateValue("typed", { ...typed });
  };

  const tick = (sign) => {
    if (!places[at]) return tell(data.words.complete);
    const radio = radios(places[at]).find((one) => one.value === sign);
    const most = radios(places[at]).length - 1;
    if (!radio) return tell(data.words.no_such.replace("{most}", most));
    radio.checked = true;
    say(places[at], sign);
    tell("");
    stand(at + 1);
  };

  const written = (place) => {
    const id = questions[places.indexOf(place)].id;
    const text = field(place).value;
    if (text !== (typed[id] ?? data.said[id] ?? "")) say(place, text);
  };

  const finish = () => setTriggerValue("done", true);

  const press = (event, key) => {
    const now = places[at];
    const writes = now && field(now) && event.target === field(now);
    if (key === "Enter" && !event.shiftKey) {
      if (event.repeat) return true;
      if (writes) written(now);
      if (now) { tell(""); stand(at + 1); } else finish();
      return true;
    }
    if (key === "Backspace" && !(writes && field(now).value)) return stand(at - 1), true;
    if (writes) return false;
    if (/^[0-9]$/.test(key)) return tick(key), true;
    if (key.toLowerCase() === "u") return tick(UNSURE), true;
    return false;
  };

  const keydown = (event) => {
    if (!form.isConnected) return document.removeEventListener("keydown", keydown);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
    if (!form.contains(event.target) && event.target.closest("a, summary, button, input, textarea")) return undefined;
    if (press(event, event.key)) event.preventDefault();
    return undefined;
  };

  for (const [number, question] of questions.entries()) {
    const said = data.said[question.id];
    const place = places[number];
    const radio = said !== undefined && radios(place).find((one) => one.value === said);
    if (radio) radio.checked = true;
    if (field(place) && said) field(place).value = said;
    place.addEventListener("focusin", () => { if (at !== number) stand(number); });
    place.addEventListener("change", (event) => {
      if (event.target === field(place)) written(place);
      else say(place, event.target.value);
    });
  }
  end.addEventListener("click", finish);
  end.addEventListener("focus", () => { if (at < places.length) stand(places.length); });
  document.addEventListener("keydown", keydown);
  const open = questions.findIndex((question) => data.said[question.id] === undefined);
  stand(open < 0 ? places.length : open);
}
