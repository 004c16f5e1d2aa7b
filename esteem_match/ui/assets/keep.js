// Hands the code to our own route once; the answer is a cookie that no script can read.
export default function ({ data, setTriggerValue }) {
  if (window.__esteemKept === data.code) return;
  window.__esteemKept = data.code;
  fetch("/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code: data.code }),
  })
    .then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
    })
    .catch(() => setTriggerValue("failed", true));
}
