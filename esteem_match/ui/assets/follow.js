// Opens a link to a question within this visit. Loading the page anew takes longer, and would lose
// who is here where the browser keeps no cookie. A new tab or window is left to the browser.
export default function ({ setTriggerValue }) {
  const follow = (event) => {
    const apart = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button;
    const link = event.target.closest('main a[href^="/assess?step="]');
    if (!link || apart || event.defaultPrevented) return;
    event.preventDefault();
    setTriggerValue("asked", link.search);
  };
  document.addEventListener("click", follow);
  return () => document.removeEventListener("click", follow);
}
