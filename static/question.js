// Taking a quiz: drafts are saved while somebody types, kept in the browser while there is no connection,
// and sent when it is back; the time that is left. The pages work without any of this.

const PAUSE = 800; // milliseconds without a key before a draft is sent
const AGAIN = 5000; // milliseconds before a draft is sent again that did not get through
const WARNINGS = [300, 60]; // seconds left at which it is said aloud

// What is said comes from the page, in its language; words in braces are filled in.
const words = document.querySelector("#words").dataset;
const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;

const form = document.querySelector("#answer-form");
const token = form?.querySelector("[name=csrf_token]").value;
// Every page has a name of its own; its drafts are numbered, so that an old one never overwrites a newer one.
const page = [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => byte.toString(36).padStart(2, "0")).join("");
const drafts = form ? [...form.querySelectorAll("[data-draft]")].map(watch) : [];

function watch(block) {
  const text = block.querySelector("textarea");
  const radios = [...block.querySelectorAll("input[type=radio]")];
  const before = block.querySelector("[data-before]");
  const key = block.querySelector("[data-key]");
  const said = block.querySelector("[data-saved]");
  const place = `quizapp:${block.dataset.draft}`; // app.js forgets these when the attempt is handed in
  let number = 0;
  let timer = 0;
  let sending = false;
  let waiting = null; // the newest draft that the server does not have yet

  const answer = () => (text ? { text: text.value } : { choice: radios.find((radio) => radio.checked)?.value ?? "" });
  const say = (sentence) => {
    if (said.textContent !== sentence) said.textContent = sentence;
  };
  const changed = () => {
    number += 1;
    key.value = `${page}-${number}`;
    waiting = { ...answer(), key: key.value, before: before.value };
    keep(place, waiting);
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  };

  async function send() {
    clearTimeout(timer);
    if (!waiting || sending) return;
    const draft = waiting;
    const fields = new URLSearchParams({ csrf_token: token });
    for (const [name, value] of Object.entries(draft)) fields.set(name, value);
    sending = true;
    let reply = null;
    let status = 0;
    try {
      const response = await fetch(block.dataset.draft, { method: "POST", body: fields, keepalive: fields.toString().length < 60000 });
      status = response.status;
      reply = response.headers.get("Content-Type")?.startsWith("application/json") ? await response.json() : null;
    } catch {
      status = 0;
    }
    sending = false;
    if (reply?.saved) {
      if (waiting === draft) {
        waiting = null;
        drop(place);
        const time = new Date().toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
        say(words.saySaved.replace("{time}", time));
        block.dispatchEvent(new CustomEvent("saved", { bubbles: true, detail: reply }));
      } else {
        timer = setTimeout(send, PAUSE);
      }
      before.value = reply.before;
    } else if (status === 0 || status >= 500) {
      say(words.sayOffline);
      timer = setTimeout(send, AGAIN);
    } else if (reply?.over) {
      drop(place);
      window.location.reload();
    } else {
      say(words.sayRefused.replace("{reason}", () => reply?.message ?? words.sayStale));
    }
  }

  // What this browser kept and the server may not have comes back into the box, and is sent.
  const kept = recall(place);
  if (kept && kept.key) {
    if (text && kept.text !== undefined && kept.text !== text.value) {
      text.value = kept.text;
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (kept.choice && radios[kept.choice]) radios[kept.choice].checked = true;
    waiting = kept;
    say(words.saySending);
    send();
  }
  block.addEventListener("input", (event) => {
    if (event.target === text || radios.includes(event.target)) changed();
  });
  return { send, isWaiting: () => waiting !== null, place };
}

// Storage may be full or forbidden; then the page is as it is without it.
function keep(place, draft) {
  try {
    localStorage.setItem(place, JSON.stringify(draft));
  } catch {
    // the answer is still in the box, and the guard asks before it is left
  }
}
function recall(place) {
  try {
    return JSON.parse(localStorage.getItem(place));
  } catch {
    return null;
  }
}
function drop(place) {
  try {
    localStorage.removeItem(place);
  } catch {
    // nothing was kept
  }
}

window.addEventListener("online", () => drafts.forEach((draft) => draft.send()));
window.addEventListener("pagehide", () => drafts.forEach((draft) => draft.send()));

// Without a connection a form that is sent would lead to the browser's own error page: it waits instead. This
// runs before the listeners of app.js, which must not take the form for sent.
form?.addEventListener(
  "submit",
  (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    document.querySelector("[data-saved]").textContent = words.sayWait;
  },
  { capture: true },
);

// Left and right go back and on, where nothing else uses them.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, summary")) return;
  const go = { ArrowRight: "next", ArrowLeft: "back" }[event.key];
  const button = go && form?.querySelector(`button[name=go][value=${go}]`);
  if (button) form.requestSubmit(button);
});

const timer = document.querySelector("[data-left]");
if (timer) countDown(timer);

// Counts by the stretch of time since the server said how much is left, so a wrong clock of the device does no
// harm; asks again every minute and when the page is looked at again, as a teacher may give more.
function countDown(box) {
  const shown = box.querySelector("[data-shown]");
  const warning = document.querySelector("[data-time-warning]");
  let left = Number(box.dataset.left);
  let since = Date.now();
  let said = left;
  const now = () => Math.max(0, Math.round(left - (Date.now() - since) / 1000));
  const stretch = (seconds) => {
    const [size, unit] = seconds >= 7200 ? [3600, "hour"] : seconds >= 120 ? [60, "minute"] : [1, "second"];
    return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(Math.round(seconds / size));
  };
  const show = () => {
    const seconds = now();
    shown.textContent = stretch(seconds);
    box.classList.toggle("short", seconds <= WARNINGS[0]);
    for (const limit of WARNINGS) {
      if (said > limit && seconds <= limit && seconds > 0) warning.textContent = words.sayLeft.replace("{time}", stretch(seconds));
    }
    said = seconds;
    if (seconds === 0) handOver();
  };
  const ask = async () => {
    try {
      const reply = await (await fetch(box.dataset.clock)).json();
      if (reply.over) window.location.reload();
      if (reply.left === null) return;
      if (reply.left > now() + 30) warning.textContent = words.sayMoreTime.replace("{time}", stretch(reply.left));
      left = reply.left;
      since = Date.now();
      show();
    } catch {
      // no connection: the count goes on
    }
  };
  setInterval(show, 1000);
  setInterval(ask, 60000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) ask();
  });
  show();
}

// The time is over: what stands in the boxes is sent, and the server hands in.
let over = false;
async function handOver() {
  if (over) return;
  over = true;
  await Promise.allSettled(drafts.map((draft) => draft.send()));
  setTimeout(() => window.location.reload(), 12000);
}
