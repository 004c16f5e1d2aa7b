// A whole form from paper on one page. A number ticks an answer and goes on to the next question:
// at once, for nothing here waits for the server. Each answer is handed over with its key.
const LAST = "0"; // the key of "not sure", and in a checklist of "none of these"

const draw = (question) => {
  const place = make("fieldset", "");
  place.dataset.item = question.id;
  place.append(make("legend", "", question.text), make("p", "", question.help));
  const answers = make("div", "answers-row");
  if (question.options) answers.append(...choices(question, ""));
  else {
    answers.append(writing(question));
    answers.firstChild.setAttribute("aria-label", question.text);
  }
  place.append(answers);
  return place;
};

function drawn(asking, data) {
  const places = [];
  for (const part of data.parts) {
    asking.form.append(make("h2", "", part.title));
    for (const id of part.questions) {
      places.push(asking.form.appendChild(draw(asking.questions.get(id))));
      asking.show(places.at(-1), asking.questions.get(id));
    }
  }
  return places;
}

export default function ({ data, parentElement }) {
  const known = parentElement.asking;
  const asking = known || (parentElement.asking = new Asking(parentElement, "numbers"));
  asking.now(data);
  const left = () => asking.left();
  if (known) return left;
  const { form } = asking;
  const told = make("p", "told");
  told.setAttribute("role", "status");
  const places = drawn(asking, data);
  const end = form.appendChild(make("button", "", data.words.end));
  form.append(told, asking.sign);

  let at = 0;
  const tell = (words) => { told.textContent = words; };

  const stand = (to) => {
    at = Math.max(0, Math.min(to, places.length));
    const place = places[at];
    for (const one of places) one.classList.toggle("now", one === place);
    const chosen = place && (ticks(place).find((one) => one.checked) || ticks(place)[0]);
    (place ? field(place) || chosen : end).focus({ preventScroll: true });
    (place || end).scrollIntoView({ block: "center", behavior: "instant" });
    if (place) place.append(told);
    else end.after(told);
  };

  const tick = (key) => {
    if (!places[at]) return tell(data.words.complete);
    const found = ticks(places[at]);
    const boxes = asking.questions.get(places[at].dataset.item).boxes;
    const last = found.length - 1;
    const most = boxes ? boxes.length : last;
    const [none, unsure] = [found[boxes ? most : last], found[last]];
    const chosen = key === LAST ? none : key === "u" ? unsure : Number(key) <= most && found[key - 1];
    if (!chosen) return tell(data.words.no_such.replace("{most}", most));
    const isBox = boxes && found.indexOf(chosen) < most;
    chosen.checked = !isBox || !chosen.checked;
    asking.changed(chosen);
    tell("");
    if (!isBox) stand(at + 1);
  };

  const finish = () => {
    asking.finishWord();
    whenSent(() => asking.turn(data.to, data.parts.map((one) => one.id), data.does || undefined));
  };

  const press = (event, key) => {
    const now = places[at];
    const writes = now && field(now) && event.target === field(now);
    if (key === "Enter" && !event.shiftKey) {
      if (event.repeat) return true;
      if (writes) asking.changed(field(now));
      if (now) { tell(""); stand(at + 1); } else finish();
      return true;
    }
    if (key === "Backspace" && !(writes && field(now).value)) return stand(at - 1), true;
    if (writes) return false;
    if (/^[0-9]$/.test(key)) return tick(key), true;
    if (key === "u") return tick("u"), true;
    return false;
  };

  const keydown = (event) => {
    if (!form.isConnected) return document.removeEventListener("keydown", keydown);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
    if (!form.contains(event.target) && event.target.closest("a, summary, button, input, textarea")) return undefined;
    if (press(event, typed(event))) event.preventDefault();
    return undefined;
  };

  for (const [number, place] of places.entries()) {
    place.addEventListener("focusin", () => { if (at !== number) stand(number); });
  }
  end.addEventListener("click", finish);
  end.addEventListener("focus", () => { if (at < places.length) stand(places.length); });
  document.addEventListener("keydown", keydown);
  const isOpen = (one) => !one.reached && asking.said(one) === one.said;
  const open = places.findIndex((place) => isOpen(asking.questions.get(place.dataset.item)));
  stand(open < 0 ? places.length : open);
  return left;
}
