// What a key stands for on a form of numbers, by every layout and set of digits: "0" to "9", "u" for
// "not sure", or its own name.
const isDigit = (code) => /\p{Nd}/u.test(String.fromCodePoint(code));

// Each set of digits stands in one row, from its own zero on.
function digitOf(letter) {
  const code = letter.codePointAt(0);
  if (!isDigit(code)) return "";
  let zero = code;
  while (isDigit(zero - 1)) zero -= 1;
  return String(code - zero);
}

// Some layouts have digits only behind a second key: in France, "&" stands on the key of the 1.
function typed({ key, code }) {
  const letter = key.normalize("NFKC").toLowerCase();
  const isOne = [...letter].length === 1;
  if (!isOne && key !== "Dead") return key;
  const below = /^(?:Digit|Numpad)(\d)$/.exec(code ?? "")?.[1];
  const digit = (isOne && digitOf(letter)) || below;
  if (digit) return digit;
  return letter === "u" || (code === "KeyU" && !/\p{Script=Latin}/u.test(letter)) ? "u" : key;
}
