// What the scripts of the pages share, each under its own name.
window.__esteem = {};

// A file of the page that could not be fetched stays missing, and what it draws with it. The page is
// loaded anew as soon as the server answers; not sooner than 5 s after it was loaded last, so that a
// file that is gone for good does not have it load without a pause.
{
  const again = () =>
    fetch("/healthz", { cache: "no-store" })
      .then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        window.location.reload();
      })
      .catch(() => setTimeout(again, 1000));

  const missing = () => {
    const page = document.documentElement;
    if ("incomplete" in page.dataset) return;
    page.dataset.incomplete = "";
    setTimeout(again, Math.max(0, 5000 - performance.now()));
  };

  window.addEventListener("vite:preloadError", missing);
  const first = (event) => event.target instanceof HTMLScriptElement && missing();
  window.addEventListener("error", first, true);
}
