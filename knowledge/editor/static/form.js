// The entry's form: live preview, messages beside fields, autosave, and no change lost by accident.
const form = document.getElementById("entry-form");
const preview = document.getElementById("preview");
const kept = document.getElementById("kept");
const csrf = document.querySelector("meta[name=csrf]").content;
const PREVIEW_AFTER = 350;
const KEEP_AFTER = 1500;

let dirty = form.dataset.dirty === "yes";
let leaving = false;
let asked = 0;

function send(path) {
  const body = new URLSearchParams(new FormData(form));
  return fetch(path, { method: "POST", body, headers: { "X-CSRF-Token": csrf, Accept: "application/json" } });
}

function later(work, delay) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, delay);
  };
}

function showProblems(problems) {
  for (const place of document.querySelectorAll("[data-error]")) {
    const messages = problems[place.dataset.error] || [];
    // An empty form is not full of mistakes: beside the field only once something is in it.
    const field = form.elements[place.dataset.error];
    const filled = !(field instanceof HTMLElement) || field.value.trim() !== "";
    place.textContent = filled ? messages.join("; ") : "";
    place.hidden = place.textContent === "";
    if (field instanceof HTMLElement) field.setAttribute("aria-invalid", String(!place.hidden));
  }
}

async function renewPreview() {
  const number = ++asked;
  try {
    const answer = await send("/editor/preview");
    if (!answer.ok || number !== asked) return;
    const { html, problems } = await answer.json();
    preview.innerHTML = html;
    showProblems(problems);
  } catch {
    kept.textContent = "The preview can't be renewed: no connection.";
  }
}

async function keep() {
  if (!dirty || leaving) return;
  try {
    const answer = await send("/editor/autosave");
    if (answer.status === 401) {
      kept.textContent = "You are signed out. Sign in in another tab; then go on here.";
      return;
    }
    kept.textContent = (await answer.json()).message || "Your changes could not be kept.";
  } catch {
    kept.textContent = "Your changes are not kept yet: no connection.";
  }
}

const previewSoon = later(renewPreview, PREVIEW_AFTER);
const keepSoon = later(keep, KEEP_AFTER);

form.addEventListener("input", (event) => {
  if (event.target.id === "find-fact") return;
  dirty = true;
  previewSoon();
  keepSoon();
});
form.addEventListener("submit", () => {
  leaving = true;
});
window.addEventListener("beforeunload", (event) => {
  if (dirty && !leaving) event.preventDefault();
});

function fits(label, words) {
  const text = label.textContent.toLowerCase();
  return words.every((word) => text.includes(word));
}

const find = document.getElementById("find-fact");
find.addEventListener("input", () => {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const section of document.querySelectorAll(".references .section")) {
    let any = false;
    for (const paragraph of section.querySelectorAll(".paragraph")) {
      const whole = fits(paragraph.firstElementChild, words);
      let some = whole;
      for (const fact of paragraph.querySelectorAll(".fact")) {
        const fitting = whole || fits(fact, words);
        fact.hidden = !fitting;
        some ||= fitting;
      }
      paragraph.hidden = !some;
      found += some;
      any ||= some;
    }
    section.hidden = !any;
    if (words.length) section.open = any;
  }
  document.getElementById("facts-found").textContent = words.length
    ? found
      ? `${found} ${found === 1 ? "paragraph" : "paragraphs"} found.`
      : "No fact has these words. Try fewer or other ones."
    : "";
});
find.addEventListener("keydown", (event) => {
  if (event.key === "Enter") event.preventDefault();
});

document.getElementById("problems")?.focus();
