// Takes a code from the link's fragment, which is never sent to a server. A long one is exchanged by
// POST; the short one that opens a round of a workshop is handed to the page, once.
export default function ({ data, setTriggerValue }) {
  const take = () => {
    const code = window.location.hash.slice(1).replaceAll("%20", " ");
    const joins = data.joins && /^[0-9A-Za-z]{3}-?[0-9A-Za-z]{3}$/.test(code);
    if (!joins && !/^[0-9A-Za-z -]{20,40}$/.test(code)) return;
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
    if (joins) {
      setTriggerValue("join", code);
      return;
    }
    fetch("/session", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code, as: data.kind }),
    })
      .then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        window.location.replace(data.to);
      })
      .catch(() => setTriggerValue("failed", true));
  };
  take();
  window.addEventListener("hashchange", take);
  return () => window.removeEventListener("hashchange", take);
}
