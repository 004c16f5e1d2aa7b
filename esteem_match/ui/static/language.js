// A language that was chosen is what this browser begins with the next time. Where it keeps no cookies,
// only the address goes on saying it.
function keepLanguage({ chosen, kept }) {
  const page = (window.__esteem ??= {});
  page.language ??= kept;
  if (!chosen || chosen === page.language) return;
  page.language = chosen;
  const body = JSON.stringify({ language: chosen });
  fetch("/language", { method: "POST", body, keepalive: true }).catch(() => (page.language = kept));
}
