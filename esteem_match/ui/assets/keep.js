// Hands a code to our own route once; the answer is a cookie that no script can read. Then asks
// whether the cookie comes back: some browsers take it and drop it.
export default function ({ data, setTriggerValue }) {
  const kept = (window.__esteemKept = window.__esteemKept || {});
  if (kept[data.kind] === data.code) return;
  kept[data.kind] = data.code;
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
