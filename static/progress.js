// Shows how far long work is, without loading the page again; at the end the page shows what came of it.

const job = document.querySelector("#job");
const said = document.querySelector("#job-words");
const bar = document.querySelector("#job-progress");
const PAUSE = 1000;
const LONG_PAUSE = 5000;

async function look() {
  let pause = PAUSE;
  try {
    const response = await fetch(job.dataset.state, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(response.statusText);
    const state = await response.json();
    if (!state.active) {
      window.location.reload();
      return;
    }
    if (said.textContent !== state.words) said.textContent = state.words;
    if (state.total) {
      bar.max = state.total;
      bar.value = state.done;
    } else bar.removeAttribute("value");
  } catch {
    pause = LONG_PAUSE; // the server may be starting again
  }
  setTimeout(look, pause);
}

setTimeout(look, PAUSE);
