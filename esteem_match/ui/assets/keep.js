// Hands a code to our own route once, and again where it is to be kept until another day; the answer
// is a cookie that no script can read. Then asks whether it comes back: some browsers drop it.
export default function ({ data, setTriggerValue }) {
  const kept = (window.__esteemKept = window.__esteemKept || {});
  const now = `${data.code} ${data.until}`;
  if (kept[data.kind] === now) return;
  kept[data.kind] = now;
  const fine = (answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
  };
  fetch("/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code: data.code, as: data.kind }),
  })
    .then(fine)
    .then(() => fetch(`/kept?as=${data.kind}`))
    .then(fine)
    .catch(() => setTriggerValue("failed", true));
}
