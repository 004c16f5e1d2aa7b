// Until the page is there, its first words stand over it, as the server sent them. What was ticked and
// pressed there meanwhile is ticked and pressed on the page.
{
  const SLOW = 15000; // ms
  const UNREACHED = 8000; // ms
  const FOOT = ".st-key-foot";
  // A page that failed has no foot. It is at rest for longer than one is that still comes.
  const FAILED = ".stApp[data-test-script-state='notRunning'] [data-testid='stElementContainer']";
  const RESTED = 3000; // ms

  const there = (key) => document.querySelector(`#root .st-key-${CSS.escape(key)} :is(button, input)`);

  const carry = (cover, pressed) => {
    const ticked = [...cover.querySelectorAll("input:checked")].map((box) => box.dataset.press);
    const focused = cover.contains(document.activeElement) && document.activeElement.dataset.press;
    cover.remove();
    for (const key of [...ticked, ...pressed]) there(key)?.click();
    if (focused && !pressed.size) there(focused)?.focus({ preventScroll: true });
  };

  // Streamlit is there, and can't connect to a server that answers all else: something in between, such
  // as a proxy, keeps it away. The server is told, for its log; a proxy may have put it below a path.
  const lookOut = (cover) => {
    let since = performance.now();
    const tell = () =>
      fetch("unreached", { cache: "no-store" }).then(({ ok }) => {
        cover.querySelector(".unreached").hidden = !ok;
      });
    return setInterval(() => {
      const state = document.querySelector(".stApp")?.dataset.testConnectionState;
      if (!state || state === "CONNECTED") since = performance.now();
      else if (performance.now() - since > UNREACHED) {
        since = performance.now();
        tell().catch(() => {}); // no network at all: that it is slow is told below
      }
    }, 1000);
  };

  const wait = (cover) => {
    const root = document.getElementById("root");
    const pressed = new Set();
    cover.toggleAttribute("data-opens", location.hash !== ""); // a link that opens something
    cover.addEventListener("click", ({ target }) => {
      const key = target.closest("button")?.dataset.press;
      if (!key) return;
      pressed.add(key);
      cover.querySelector(".wait").hidden = false;
    });
    const slow = setTimeout(() => (cover.querySelector(".slow").hidden = false), SLOW);
    const unreached = lookOut(cover);
    let waiting = 0;
    const gone = () => {
      seen.disconnect();
      clearTimeout(slow);
      clearInterval(unreached);
      clearTimeout(waiting);
      carry(cover, pressed);
    };
    const keys = [...cover.querySelectorAll("[data-press]")].map((one) => one.dataset.press);
    const come = () => {
      if (root.querySelector(FOOT) && keys.every(there)) return gone();
      clearTimeout(waiting);
      if (root.querySelector(FAILED)) waiting = setTimeout(gone, RESTED);
    };
    const seen = new MutationObserver(come);
    const attributeFilter = ["data-test-script-state"];
    seen.observe(root, { childList: true, subtree: true, attributeFilter });
  };

  const cover = document.querySelector("body > .first");
  if (cover) wait(cover);

  // Streamlit's own style sheet is not waited for: nothing of it is shown before the page is there.
  const sheet = document.querySelector('link[rel="stylesheet"][media="print"]');
  const use = () => (sheet.media = "all");
  if (sheet.sheet) use();
  else sheet.addEventListener("load", use);
}
