// Conveniences on top of pages that work without any of this.

// Forms that must not be sent twice: the second press of a button within three seconds does nothing.
for (const form of document.querySelectorAll("form[data-once]")) {
  let sentAt = 0;
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (Date.now() - sentAt < 3000) event.preventDefault();
    else sentAt = Date.now();
  });
}

// A page that comes back out of the browser's memory may be sent again at once.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

// What is said comes from the page, in its language; words in braces are filled in.
const words = document.querySelector("#words").dataset;
const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
const plural = new Intl.PluralRules(language);

const answerForm = document.querySelector("#answer-form");
if (answerForm) {
  for (const text of answerForm.querySelectorAll("textarea")) countCharacters(text);
  const choices = [...answerForm.querySelectorAll("input[type=radio][name=choice]")];
  if (choices.length) listenForDigits(choices);
  if (answerForm.hasAttribute("data-guard")) guard(answerForm);
}

// Enter goes on from a mark that is told.
const next = document.querySelector("a[data-next]");
if (next) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.target.closest("a, button, summary, textarea, input")) next.click();
  });
}

// Digits (and letters A to I) take a choice, Enter goes on.
function listenForDigits(choices) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target;
    const onChoice = choices.includes(target);
    if (!onChoice && target.closest("input, textarea, select")) return;
    if (event.key === "Enter") {
      if (target.closest("a, button, summary")) return;
      event.preventDefault();
      answerForm.requestSubmit(answerForm.querySelector("button[data-enter]"));
      return;
    }
    const wanted = choices[Number(event.key) - 1];
    if (/^[1-9]$/.test(event.key) && wanted) {
      wanted.checked = true;
      wanted.focus();
      wanted.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
}

// Says how much room is left, quietly until it gets tight. Characters are counted as the server counts them.
function countCharacters(text) {
  const counter = document.getElementById(text.id.replace(/text$/, "counter"));
  const longest = Number(text.dataset.longest);
  const said = counter.textContent;
  const show = () => {
    const used = [...text.value].length;
    const left = longest - used;
    counter.classList.toggle("over-limit", left < 0);
    if (left < 0) counter.textContent = counted(words.sayOverOne, words.sayOverOther, -left);
    else if (left <= 500) counter.textContent = counted(words.sayRoomOne, words.sayRoomOther, left);
    else counter.textContent = said;
  };
  text.addEventListener("input", show);
  show();
}

function counted(one, other, number) {
  const sentence = plural.select(number) === "one" ? one : other;
  return sentence.replace("{count}", number.toLocaleString(language));
}

// Warns before an answer is left behind that is not saved; a draft that got through is saved.
function guard(form) {
  const refused = form.querySelector("[aria-invalid], .error") !== null;
  const state = () =>
    JSON.stringify([...form.querySelectorAll("textarea, input[type=radio]")].map((field) => field.type === "radio" ? field.checked : field.value));
  let before = state();
  let leaving = false;
  form.addEventListener("saved", () => {
    before = state();
  });
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) leaving = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && (refused || state() !== before)) event.preventDefault();
  });
}

// On paper all is open; afterwards it is as it was.
let closed = [];
window.addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details.folded:not([open])")];
  for (const details of closed) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of closed) details.open = false;
});

// Printing, for those who have the script.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Buttons that copy an address; without the clipboard they stay hidden.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      const said = button.textContent;
      button.textContent = words.sayCopied;
      setTimeout(() => {
        button.textContent = said;
      }, 2000);
    });
  }
}

// What a browser kept of an attempt that is handed in is of no use any more.
const done = document.querySelector("[data-forget]");
if (done) {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(`quizapp:${done.dataset.forget}/`)) localStorage.removeItem(name);
    }
  } catch {
    // nothing was kept
  }
}

// After a form was refused, reading begins at what was wrong.
const summary = document.querySelector(".notice.wrong");
if (summary && !document.querySelector("[autofocus]")) {
  summary.tabIndex = -1;
  summary.focus();
}

// A file that is too large is told so before it is sent.
for (const input of document.querySelectorAll("input[data-largest]")) {
  input.addEventListener("change", () => {
    const tooLarge = input.files[0]?.size > Number(input.dataset.largest);
    input.setCustomValidity(tooLarge ? input.dataset.tooLarge : "");
    input.reportValidity();
  });
}
