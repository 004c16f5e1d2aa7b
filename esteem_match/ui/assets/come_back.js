// Takes a code from the link's fragment, which is never sent to a server, and exchanges it by POST.
export default function ({ setTriggerValue }) {
  const take = () => {
    const code = decodeURIComponent(window.location.hash.slice(1));
    if (!/^[0-9A-Za-z -]{20,40}$/.test(code)) return;
    window.history.replaceState(null, "", "/");
    fetch("/session", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code }),
    })
      .then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        window.location.replace("/assess");
      })
      .catch(() => setTriggerValue("failed", true));
  };
  take();
  window.addEventListener("hashchange", take);
  return () => window.removeEventListener("hashchange", take);
}
