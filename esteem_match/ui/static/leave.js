// Forgets cookie, storage and page, for the next person at this computer; or says that it could not.
// Every other tab of ours goes to the start as well: it still shows whoever was here.
// A browser that keeps nothing for pages has nothing to forget, and says so by throwing.
function forget() {
  for (const store of ["localStorage", "sessionStorage"]) {
    try {
      window[store].clear();
    } catch {
      continue;
    }
  }
}

export default function ({ data, setTriggerValue }) {
  if (window.__esteem.leaving) return;
  window.__esteem.leaving = true;
  fetch("/leave", { method: "POST" })
    .then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      forget();
      window.__esteem.neighbours?.postMessage("left");
      window.location.replace(data.to);
    })
    .catch(() => {
      window.__esteem.leaving = false;
      setTriggerValue("failed", true);
    });
}
