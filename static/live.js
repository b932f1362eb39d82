// Keeps the live table fresh: asks for it every few seconds, only while somebody looks, and puts it in its place
// when it has changed. What is being typed or pressed there is left alone.

const box = document.querySelector("#live");
const state = document.querySelector("#live-state");
const PAUSE = 4000;
const LONG_PAUSE = 15000;
let tag = "";
let timer = 0;

async function look() {
  clearTimeout(timer);
  if (document.hidden) return;
  let pause = PAUSE;
  try {
    const response = await fetch(box.dataset.live, { headers: tag ? { "If-None-Match": tag } : {} });
    if (response.status === 403 || response.status === 404) {
      state.textContent = "You are not signed in any more. Reload the page.";
      return;
    }
    if (!response.ok && response.status !== 304) throw new Error(response.statusText);
    const busy = box.contains(document.activeElement) && document.activeElement.matches("input, button, a");
    if (response.status === 200 && !busy) {
      tag = response.headers.get("ETag") ?? "";
      show(await response.text());
    }
    state.textContent = busy
      ? "Waiting while you work in the table."
      : `Kept fresh. Last look at ${new Date().toLocaleTimeString("en-GB")}.`;
  } catch {
    pause = LONG_PAUSE;
    state.textContent = "No connection; trying again.";
  }
  timer = setTimeout(look, pause);
}

function show(html) {
  const across = box.querySelector(".scroller")?.scrollLeft ?? 0;
  box.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  const scroller = box.querySelector(".scroller");
  if (scroller) scroller.scrollLeft = across;
}

document.addEventListener("visibilitychange", look);
timer = setTimeout(look, PAUSE);
