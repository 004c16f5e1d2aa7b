// Reads a file that somebody chooses, and hands its text to the page. One that is too large is not
// read at all. The same file can be chosen again.
export default function ({ data, parentElement, setTriggerValue }) {
  const input = parentElement.querySelector("input");
  parentElement.querySelector("label").textContent = data.label;
  input.onclick = () => (input.value = "");
  input.onchange = () => {
    const file = input.files[0];
    if (!file) return;
    if (file.size > data.most) {
      setTriggerValue("problem", "large");
      return;
    }
    file
      .text()
      .then((text) => setTriggerValue("text", text || " "))
      .catch(() => setTriggerValue("problem", "not_json"));
  };
}
