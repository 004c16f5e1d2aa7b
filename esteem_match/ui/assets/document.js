// Shows a document as one piece. What was unfolded stays so, for it is drawn anew only when it has
// changed. A document to hand over has its text ready to copy, to share and to print.
const copied = async (text) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.body.appendChild(document.createElement("textarea"));
  field.value = text;
  field.select();
  document.execCommand("copy"); // all that a page without a secure line can do
  field.remove();
};

// Whoever has something below under their hands keeps it where it stood.
function staying(held, draw) {
  const { top } = held.getBoundingClientRect();
  draw();
  if (held === document.body || !held.isConnected) return;
  const main = document.querySelector('[data-testid="stMain"]');
  main.scrollBy({ top: held.getBoundingClientRect().top - top, behavior: "instant" });
}

function button(label, press) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "way on", textContent: label, onclick: press });
  return made;
}

function actions({ text, title, labels }) {
  const row = document.createElement("div");
  row.className = "actions";
  const copy = button(labels.copy, async () => {
    await copied(text);
    copy.textContent = labels.copied;
  });
  row.append(copy);
  if (navigator.share) row.append(button(labels.share, () => navigator.share({ title, text })));
  row.append(button(labels.print, () => window.print()));
  return row;
}

export default function ({ data, parentElement }) {
  let place = parentElement.querySelector(".painted");
  if (!place) {
    place = parentElement.appendChild(document.createElement("div"));
    place.className = "painted";
  }
  if (place.drawn === data.html) return;
  staying(document.activeElement, () => {
    place.innerHTML = place.drawn = data.html;
    if (data.text) place.append(actions(data));
  });
}
