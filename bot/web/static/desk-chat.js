/* One chat: its transcript and case renew themselves; a draft survives whatever happens. */

import { call, on, refresh, renewing, say, typingIn } from "./desk-live.js";

const $ = (id) => document.getElementById(id);
const id = $("chat").dataset.id;
const base = `/desk/conversations/${id}`;
const text = $("text");
const DRAFT = `desk.draft.${id}`;

let lastLine = 0;
renewing($("transcript"), `${base}/transcript`);
renewing($("case"), `${base}/case`);
renewing($("about"), `${base}/about`);
on("chat", (now) => {
  if (now.line !== lastLine && $("typing")) $("typing").hidden = true;
  lastLine = now.line;
  void refresh();
});
$("transcript").scrollTop = $("transcript").scrollHeight;

/* --- The message */

let clientId = null;
let lastSign = 0;

function fresh() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

function keepDraft() {
  try {
    if (text.value) sessionStorage.setItem(DRAFT, JSON.stringify({ text: text.value, clientId }));
    else sessionStorage.removeItem(DRAFT);
  } catch {
    /* Without storage the draft lasts as long as the page. */
  }
}

function restoreDraft() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(DRAFT));
    if (kept && kept.text) {
      text.value = kept.text;
      clientId = kept.clientId || null;
      $("kept").textContent = "Your draft is back.";
    }
  } catch {
    /* As above. */
  }
}

async function send() {
  const words = text.value.trim();
  if (!words) return;
  if ($("send").disabled) {
    $("kept").textContent = "Not sent yet. Your text is kept.";
    return;
  }
  /* The same id when it is sent again: the patient gets it once. */
  clientId = clientId || fresh();
  keepDraft();
  $("send").disabled = true;
  const body = new URLSearchParams({ text: words, client_id: clientId });
  const answer = await call(`${base}/say`, { method: "POST", body });
  hint();
  if (!answer) {
    $("kept").textContent = "Not sent. Your text is kept.";
    return;
  }
  clientId = null;
  text.value = "";
  keepDraft();
  $("kept").textContent = "";
  say("");
  await refresh();
}

if (text) {
  restoreDraft();
  text.addEventListener("input", () => {
    clientId = null;
    keepDraft();
    $("kept").textContent = "";
    if (text.value && Date.now() - lastSign > 2000) {
      lastSign = Date.now();
      /* A sign that is lost does no harm, so nothing is said about it. */
      void fetch(`${base}/typing`, {
        method: "POST",
        headers: { "X-CSRF-Token": document.querySelector("meta[name=csrf]").content },
      }).catch(() => {});
    }
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void send();
    }
  });
  $("say-form").addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });
}

/* --- Who may write: the person who is in the chat, once the page of the case says so */

const HINT = $("text-hint")?.textContent;
function hint() {
  const card = $("case").querySelector("[data-writer]");
  if (!text || !card) return;
  const { writer, name } = card.dataset;
  const words = {
    me: HINT,
    colleague: `${name} is in this chat. What you write waits here.`,
    bot: "Take the chat over (t), then send. What you write waits here.",
  };
  $("text-hint").textContent = words[writer];
  $("send").disabled = writer !== "me";
}
new MutationObserver(hint).observe($("case"), { childList: true });
hint();

/* --- The private note: a half-written one survives, too */

const note = $("note");
const NOTE = `desk.note.${id}`;
function keepNote() {
  try {
    if (note.value) sessionStorage.setItem(NOTE, note.value);
    else sessionStorage.removeItem(NOTE);
  } catch {
    /* As above. */
  }
}
if (note) {
  try {
    note.value = sessionStorage.getItem(NOTE) || note.value;
  } catch {
    /* As above. */
  }
  note.addEventListener("input", keepNote);
  note.form.addEventListener("saved", keepNote);
}

/* --- The patient is typing */

let quiet = 0;
on("typing", () => {
  if (!$("typing")) return;
  $("typing").hidden = false;
  clearTimeout(quiet);
  quiet = setTimeout(() => ($("typing").hidden = true), 5000);
});

/* --- Ready answers */

let found = [];

function put(answer) {
  text.value = text.value.trim() ? `${text.value.trimEnd()}\n\n${answer.text}` : answer.text;
  clientId = null;
  keepDraft();
  $("kept").textContent = `Put in: ${answer.title}`;
}

function list() {
  $("answers").replaceChildren(
    ...found.map((answer, place) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button quiet small";
      const key = document.createElement("kbd");
      key.textContent = String(place + 1);
      button.append(key, ` ${answer.title}`);
      button.title = answer.text;
      button.addEventListener("click", () => put(answer));
      item.append(button);
      return item;
    })
  );
  if (!found.length) {
    const none = document.createElement("li");
    none.className = "soft small";
    none.textContent = $("find").value
      ? "No published answer holds these words."
      : "Answers that fit appear here once an area or symptom is known. Or search.";
    $("answers").append(none);
  }
}

let asked = 0;
async function search() {
  const mine = ++asked;
  const answer = await call(`${base}/answers?q=${encodeURIComponent($("find").value)}`);
  if (!answer || mine !== asked) return;
  found = (await answer.json()).answers;
  list();
}

if ($("find")) {
  let wait = 0;
  $("find").addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(search, 200);
  });
  $("find").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && found.length) {
      event.preventDefault();
      put(found[0]);
      text.focus();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typingIn(event.target)) return;
    if (!$("keys-on").checked || $("shortcuts").open) return;
    const answer = /^[1-9]$/.test(event.key) && found[Number(event.key) - 1];
    if (!answer) return;
    event.preventDefault();
    put(answer);
  });
  on("chat", () => $("find").value || void search());
  void search();
}
