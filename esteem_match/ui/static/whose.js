// A tab remembers whose answers it shows, and which workshop it runs. After a restart, a sleep or a
// reload the server finds that in the browser's cookies: another tab may have changed those meanwhile.
const nameOf = (kind) => `esteem_whose_${kind}`;

// Where a browser keeps nothing for pages, a tab remembers until it is loaded anew.
function stored(act) {
  try {
    return act(window.sessionStorage);
  } catch {
    return null;
  }
}

function forgetWhose() {
  stored((store) => store.clear());
}

// The kind of what this tab shows now in the place of another's: said until the server has heard it.
// What was opened in this very tab is no surprise.
function switched(whose) {
  const now = (window.__esteem.whose ??= {});
  let found = "";
  for (const [kind, { tag, unheard }] of Object.entries(whose)) {
    const before = now[kind] ?? stored((store) => store.getItem(nameOf(kind)));
    if (unheard && before && before !== tag) found = kind;
    else {
      now[kind] = tag;
      stored((store) => store.setItem(nameOf(kind), tag));
    }
  }
  return found;
}
