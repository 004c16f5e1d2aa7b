// A language that was chosen is what this browser begins with the next time. Where it keeps no cookies,
// only the address goes on saying it.
function keepLanguage({ chosen, kept }) {
  window.__esteem.language ??= kept;
  if (!chosen || chosen === window.__esteem.language) return;
  window.__esteem.language = chosen;
  const body = JSON.stringify({ language: chosen });
  fetch("/language", { method: "POST", body, keepalive: true }).catch(() => (window.__esteem.language = kept));
}
