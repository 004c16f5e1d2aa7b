// Forgets cookie, storage and page, for the next person at this computer.
export default function () {
  if (window.__esteemLeaving) return;
  window.__esteemLeaving = true;
  const out = () => {
    window.localStorage.clear();
    window.sessionStorage.clear();
    window.location.replace("/");
  };
  fetch("/leave", { method: "POST" }).then(out, out);
}
