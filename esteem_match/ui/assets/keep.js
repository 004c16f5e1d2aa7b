// Hands the code to our own route once; the answer is a cookie that no script can read. Then asks
// whether the cookie comes back: some browsers take it and drop it.
export default function ({ data, setTriggerValue }) {
  if (window.__esteemKept === data.code) return;
  window.__esteemKept = data.code;
  const fine = (answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
  };
  fetch("/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code: data.code }),
  })
    .then(fine)
    .then(() => fetch("/kept"))
    .then(fine)
    .catch(() => setTriggerValue("failed", true));
}
