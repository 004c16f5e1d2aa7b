// The questions of one part. A tick is shown at once, and handed over; a sign says when it is kept.
const asked = (question, tag) => {
  const place = make(tag, "ask-label");
  place.append(make("span", "ask-text", question.text));
  if (question.help) place.append(make("span", "ask-help", question.help));
  return place;
};

const choice = (question, [value, words]) => {
  const label = make("label", "choice");
  const tick = Object.assign(make("input", ""), { type: "radio", name: question.key, value });
  label.append(tick, make("span", "", words));
  return label;
};

const draw = (question) => {
  const place = make(question.options ? "fieldset" : "div", "ask");
  place.dataset.item = question.id;
  place.append(asked(question, question.options ? "legend" : "label"));
  if (question.options) place.append(...question.options.map((one) => choice(question, one)));
  else place.append(writing(question));
  if (!question.options) place.querySelector("label").htmlFor = question.key;
  return place;
};

// Who is here keeps what is under their hands: a question that stays is not drawn anew.
function update(asking) {
  for (const place of asking.form.querySelectorAll("[data-item]")) {
    if (!asking.questions.has(place.dataset.item)) place.remove();
  }
  let before = null;
  for (const question of asking.questions.values()) {
    const place = asking.place(question.id) || draw(question);
    if (!place.isConnected && before) before.after(place);
    else if (!place.isConnected) asking.form.prepend(place);
    asking.show(place, question);
    before = place;
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const asking = (parentElement.asking ??= new Asking(parentElement, "asked"));
  asking.now(data, () => setTriggerValue("again", true));
  update(asking);
  return () => asking.left();
}
