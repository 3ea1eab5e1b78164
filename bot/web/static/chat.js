"use strict";
/* The patient's chat page. Text from the network is only ever put in as text. */

const KEY = "aftercare.chat";
const RETRY_MS = [1000, 2000, 5000, 10000, 20000];
const FINAL = new Set([400, 409, 413, 422]);

const $ = (id) => document.getElementById(id);
const phone = document.body.dataset.phone;
const emergency = document.body.dataset.emergency;
const log = $("log");
const text = $("text");
const LONGEST = Number(text.dataset.longest);

let chat = load(); /* {id, token, queue: [{client_id, text, want?, title?}]} */
let lastEvent = 0;
let sending = false;
let stream = null;
let refusals = 0;
let timer = 0;
const shown = new Set();
const mine = new Set();

function load() {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(KEY));
  } catch {
    /* Storage is off or spoiled: the chat then lasts as long as the page. */
  }
  kept = kept && typeof kept === "object" ? kept : {};
  return { id: kept.id, token: kept.token, queue: Array.isArray(kept.queue) ? kept.queue : [] };
}

function save() {
  try {
    localStorage.setItem(KEY, JSON.stringify(chat));
  } catch {
    /* As above. */
  }
}

function make(tag, className, content) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (content !== undefined) node.textContent = content;
  return node;
}

/* Paragraphs, and lists of the lines that begin with a bullet. */
function prose(parent, content) {
  for (const block of content.split(/\n{2,}/)) {
    let list = null;
    let paragraph = null;
    for (const line of block.split("\n")) {
      if (line.startsWith("• ")) {
        list = list || parent.appendChild(make("ul"));
        list.append(make("li", "", line.slice(2)));
        paragraph = null;
      } else if (line.trim()) {
        if (paragraph) paragraph.append(make("br"), line);
        else paragraph = parent.appendChild(make("p", "", line));
        list = null;
      }
    }
  }
}

function callLink(number) {
  const link = make("a", "call", `Call ${number}`);
  link.href = "tel:" + number.replace(/[^\d+*#]/g, "");
  return link;
}

function cardOf(reply) {
  const node = make("div", "card " + (reply.urgency === "emergency" ? "emergency" : "urgent"));
  node.setAttribute("role", "alert");
  const number = reply.card ? reply.card.phone : reply.urgency === "emergency" ? emergency : phone;
  if (reply.card) {
    const card = { ...reply.card, ...(reply.card.translations || {})[reply.card.language] };
    node.append(make("h2", "", card.heading));
    /* Right below the heading: on a small phone the points may need scrolling. */
    if (number) node.append(callLink(number));
    const list = make("ul");
    for (const point of card.points || []) list.append(make("li", "", point));
    node.append(list);
    if (reply.card.note) node.append(make("p", "", reply.card.note));
  } else {
    prose(node, reply.text);
    if (number) node.append(callLink(number));
  }
  return node;
}

function sourcesOf(reply) {
  const fold = make("details");
  fold.append(make("summary", "", "Where this comes from"));
  const list = make("ul");
  for (const source of reply.sources) list.append(make("li", "", `${source.title} (${source.section})`));
  fold.append(list);
  return fold;
}

function showReply(reply) {
  if (reply.id) {
    if (shown.has(reply.id)) return;
    shown.add(reply.id);
  }
  let node;
  if (reply.urgency === "emergency" || reply.urgency === "urgent") {
    node = cardOf(reply);
  } else {
    node = make("div", "line " + reply.role);
    if (reply.role === "staff") node.append(make("p", "who", "The clinic's staff"));
    prose(node, reply.text);
  }
  if ((reply.sources || []).length) node.append(sourcesOf(reply));
  /* A reply belongs above what is still waiting to be sent. */
  log.insertBefore(node, log.querySelector(".unsent"));
  showChoices(reply.choices || []);
  show(node);
}

/* What is too tall to be seen whole is shown from its beginning. */
function show(node) {
  node.scrollIntoView({ block: node.offsetHeight > log.clientHeight - 24 ? "start" : "nearest" });
}

function showPatient(content, message) {
  const node = make("div", "line patient", content);
  if (message) {
    mine.add(message.client_id);
    node.classList.add("unsent");
    node.dataset.client = message.client_id;
    node.append(make("span", "mark", "Sending…"));
  }
  log.append(node);
  show(node);
}

function nodeOf(message) {
  return [...log.querySelectorAll("[data-client]")].find((n) => n.dataset.client === message.client_id);
}

function mark(message, words) {
  const node = nodeOf(message);
  const label = node && node.querySelector(".mark");
  if (label && words) {
    label.textContent = words;
  } else if (label) {
    label.remove();
    node.classList.remove("unsent");
  }
}

function showChoices(choices) {
  $("choices").replaceChildren(
    ...choices.map((choice) => {
      const button = make("button", "", choice.title);
      button.type = "button";
      button.addEventListener("click", () => {
        text.focus();
        say(choice.value, { title: choice.title });
      });
      return button;
    })
  );
}

function state(words, retry) {
  $("state").textContent = words;
  if (retry) {
    const button = make("button", "", "Try now");
    button.type = "button";
    button.addEventListener("click", () => void drain());
    $("state").append(" ", button);
  }
}

async function call(path, options = {}) {
  const headers = { ...(options.headers || {}) };
  if (chat.token) headers.Authorization = "Bearer " + chat.token;
  const stop = new AbortController();
  const late = options.endless ? 0 : setTimeout(() => stop.abort(), 15000);
  try {
    const answer = await fetch("/api/conversations" + path, { ...options, headers, signal: options.signal || stop.signal });
    if (options.endless && answer.ok) return answer;
    const body = await answer.json().catch(() => ({}));
    return { ok: answer.ok, status: answer.status, body };
  } finally {
    clearTimeout(late);
  }
}

async function open() {
  if (chat.id) return;
  const answer = await call("", { method: "POST" });
  if (!answer.ok) throw new Error("not opened");
  chat.id = answer.body.id;
  chat.token = answer.body.token;
  save();
  void listen();
}

function clientId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
}

function say(content, { want, title } = {}) {
  const message = { client_id: clientId(), text: content, want, title };
  chat.queue.push(message);
  save();
  showChoices([]);
  showPatient(title || content, message);
  void drain();
}

/* Sends what is waiting, in order; a message stays in the queue until its reply is here. */
async function drain() {
  if (sending) return;
  sending = true;
  clearTimeout(timer);
  $("typing").hidden = false;
  try {
    while (chat.queue.length) {
      if (!(await deliver(chat.queue[0]))) break;
    }
  } finally {
    sending = false;
    $("typing").hidden = true;
  }
  if (chat.queue.length) {
    chat.queue.forEach((message) => mark(message, "Not sent yet"));
    timer = setTimeout(drain, RETRY_MS[Math.min(refusals++, RETRY_MS.length - 1)]);
    state(`Your message is not sent yet. I keep trying. If it can't wait, call ${phone}; in an emergency ${emergency}.`, true);
  } else {
    refusals = 0;
  }
}

async function deliver(message) {
  let answer;
  try {
    await open();
    const body = { client_id: message.client_id, text: message.text };
    if (message.want) body.want = message.want;
    answer = await call(`/${chat.id}/messages`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    return false;
  }
  if (answer.ok) {
    state("");
    settled(message);
    answer.body.replies.forEach(showReply);
    return true;
  }
  (answer.body.replies || []).forEach((reply) => {
    if (!message.warned) showReply(reply);
    message.warned = true;
  });
  if (answer.status === 403 || answer.status === 404) {
    /* The chat was deleted or has run out: go on in a new one. */
    chat.id = chat.token = undefined;
    hangUp();
    save();
    return !message.moved && (message.moved = true);
  }
  if (FINAL.has(answer.status)) {
    const error = answer.body.error || { message: "That could not be sent.", what_to_do: "" };
    settled(message, "Not sent");
    state(`${error.message} ${error.what_to_do}`);
    return true;
  }
  return false;
}

function settled(message, words) {
  chat.queue = chat.queue.filter((one) => one.client_id !== message.client_id);
  save();
  mark(message, words);
}

/* Server-sent events, read by hand: EventSource can't send the token but in the address. */
async function listen() {
  if (!chat.id || stream) return;
  const mine = (stream = new AbortController());
  let wait = 1000;
  while (!mine.signal.aborted && chat.id) {
    try {
      const answer = await call(`/${chat.id}/events`, {
        headers: { "Last-Event-ID": String(lastEvent) },
        signal: mine.signal,
        endless: true,
      });
      if (answer.status === 403 || answer.status === 404) break;
      if (answer.ok) {
        wait = 1000;
        await read(answer.body, mine.signal);
      }
    } catch {
      /* The line is down; below it is tried again. */
    }
    await new Promise((done) => setTimeout(done, wait));
    wait = Math.min(wait * 2, 30000);
  }
  if (stream === mine) stream = null;
}

function hangUp() {
  if (stream) stream.abort();
  stream = null;
  lastEvent = 0;
}

async function read(body, ended) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done || ended.aborted) return;
    buffer += value;
    const parts = buffer.split(/\r?\n\r?\n/);
    buffer = parts.pop();
    for (const part of parts) {
      const event = {};
      for (const line of part.split(/\r?\n/)) {
        const [, field, content] = /^(\w+): ?(.*)$/.exec(line) || [];
        if (field) event[field] = (event[field] ? event[field] + "\n" : "") + content;
      }
      if (event.id) lastEvent = Number(event.id);
      /* The answer to a message under way comes with that request, in the right place. */
      if (event.event !== "message") continue;
      if (sending) later(JSON.parse(event.data), ended);
      else showLine(JSON.parse(event.data));
    }
  }
}

/* A line that came by the stream: the patient's own come there, too, for their other tabs. */
function showLine(line) {
  if (line.role !== "patient") showReply(line);
  else if (!mine.has(line.client_id)) showPatient(line.text);
}

function later(reply, ended) {
  setTimeout(() => {
    if (ended.aborted) return;
    if (sending) later(reply, ended);
    else showLine(reply);
  }, 300);
}

async function restore() {
  if (chat.id) {
    try {
      const answer = await call(`/${chat.id}/transcript`);
      if (answer.ok) {
        const lines = answer.body.messages;
        lastEvent = answer.body.last_event_id;
        const answered = new Set(lines.filter((line) => line.answered).map((line) => line.client_id));
        chat.queue = chat.queue.filter((message) => !answered.has(message.client_id));
        save();
        for (const line of lines) {
          if (line.role !== "patient") showReply(line);
          else if (!chat.queue.some((one) => one.client_id === line.client_id)) showPatient(line.text);
        }
      } else if (answer.status === 403 || answer.status === 404) {
        chat.id = chat.token = undefined;
        save();
      }
    } catch {
      state(`The chat can't be loaded just now. If it can't wait, call ${phone}.`);
    }
  }
  chat.queue.forEach((message) => showPatient(message.title || message.text, message));
  void listen();
  if (chat.queue.length) void drain();
}

async function forget() {
  clearTimeout(timer);
  if (chat.id) {
    let answer;
    try {
      answer = await call(`/${chat.id}/forget`, { method: "POST" });
    } catch {
      answer = { ok: false, status: 0 };
    }
    if (!answer.ok && answer.status !== 403) {
      state(`The chat could not be deleted just now. Try again, or call ${phone}.`);
      return;
    }
  }
  hangUp();
  chat = { id: undefined, token: undefined, queue: [] };
  save();
  shown.clear();
  [...log.children].forEach((node) => node.id === "welcome" || node.remove());
  showChoices([]);
  state("Your chat is deleted.");
  text.focus();
}

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const content = text.value.trim();
  if (!content) return;
  if (content.length > LONGEST) {
    // Cutting a pasted message could cut off the part that matters.
    state(`That is ${content.length - LONGEST} characters too long and was not sent. Shorten it, or send it in parts.`);
    return;
  }
  text.value = "";
  $("count").textContent = "";
  state("");
  say(content);
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("form").requestSubmit();
  }
});
text.addEventListener("input", () => {
  const left = LONGEST - text.value.length;
  $("count").textContent = left < 0 ? `${-left} too many.` : left <= 100 ? `${left} left.` : "";
});
$("person").addEventListener("click", () => say("I would like to talk to a person.", { want: "person" }));
$("forget").addEventListener("click", () => $("confirm").showModal());
$("confirm").addEventListener("close", () => {
  if ($("confirm").returnValue === "yes") void forget();
  $("confirm").returnValue = "";
});
$("unloaded").remove();
window.addEventListener("online", () => void drain());
void restore();
