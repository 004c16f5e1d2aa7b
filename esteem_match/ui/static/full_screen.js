// A click on the wall has it fill the whole screen; Escape, as everywhere, brings the window back.
let listens = false;

function fill({ target }) {
  if (target.closest(".wall") && !document.fullscreenElement)
    document.documentElement.requestFullscreen?.().catch(() => {}); // some devices have none
}

export default function () {
  if (!listens) document.addEventListener("click", fill);
  listens = true;
}
