// Copies a text. A page without a secure line has no clipboard, only the old way: that is put in its
// place, for the copy buttons of Streamlit's too, which else would do nothing and say nothing.

// Whoever pressed keeps their place.
function copiedTheOldWay(text) {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  Object.assign(field, { value: text, readOnly: true, className: "unseen" });
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus({ preventScroll: true });
  return done;
}

// Whether it could be copied.
window.__esteem.copied = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return !window.__esteem.clipboardless && copiedTheOldWay(text);
  }
};

// Where nothing can be copied, what shows this text is marked, for somebody to copy it by hand.
async function writeText(text) {
  if (copiedTheOldWay(text)) return;
  const codes = document.querySelectorAll('[data-testid="stCode"] code');
  const shown = [...codes].find((one) => one.textContent === text);
  if (shown) window.getSelection().selectAllChildren(shown);
  throw new Error("nothing can be copied here");
}

if (!navigator.clipboard) {
  window.__esteem.clipboardless = true;
  Object.defineProperty(navigator, "clipboard", { value: { writeText }, configurable: true });
}
