/* Every desk page: the live line, the alarm, the shortcuts. Text from the server comes escaped. */

import { desktopAlerts } from "./desk-notify.js";

const $ = (id) => document.getElementById(id);
const csrf = document.querySelector("meta[name=csrf]");
const title = document.title;
const listeners = { queue: [], chat: [], typing: [] };
const heard = new Set();
let alarms = [];
let audio = null;
let lastSound = 0;

export function on(event, work) {
  listeners[event].push(work);
}

/* --- Words for the person at the desk */

let silence = 0;
export function say(words, kind = "", link = null) {
  const place = $("say");
  clearTimeout(silence);
  place.className = `notice ${kind}`;
  place.replaceChildren(words);
  if (link) {
    const node = document.createElement("a");
    node.href = link.href;
    node.textContent = link.words;
    place.append(" ", node);
  }
  place.hidden = !words;
  if (words && kind !== "bad") silence = setTimeout(() => (place.hidden = true), 6000);
}

export function signedOut() {
  const next = encodeURIComponent(location.pathname + location.search);
  say("You are signed out. What you have typed is kept on this page.", "bad", {
    href: `/signin?next=${next}`,
    words: "Sign in again",
  });
}

/* --- Asking the server. Null when it refused, which has been said then. */

function ask(path, options) {
  const headers = { Accept: "application/json", "X-CSRF-Token": csrf.content, ...(options.headers || {}) };
  return fetch(path, { ...options, headers, signal: AbortSignal.timeout(10000) });
}

/* Somebody who signed in again in another tab has a new session: take its token. */
async function renewed() {
  const answer = await ask("/api/staff/session", {});
  if (!answer.ok) return false;
  const { csrf: token } = await answer.json();
  const changed = token !== csrf.content;
  csrf.content = token;
  document.querySelectorAll("input[name=csrf]").forEach((field) => (field.value = token));
  return changed;
}

export async function call(path, options = {}) {
  let answer;
  try {
    answer = await ask(path, options);
    if (answer.status === 403 && options.method === "POST" && (await renewed())) answer = await ask(path, options);
  } catch {
    say("The server does not answer. Nothing was lost; try again.", "bad");
    return null;
  }
  if (answer.ok) return answer;
  if (answer.status === 401) {
    signedOut();
    return null;
  }
  const body = await answer.json().catch(() => ({}));
  const error = body.error || { message: "That did not work.", what_to_do: "Try again." };
  say(`${error.message} ${error.what_to_do}`, "bad");
  if (answer.status === 409 || answer.status === 410) await refresh();
  return null;
}

/* --- Parts of the page that renew themselves; what is typed in them and the focus stay. */

const parts = [];
export function renewing(node, path) {
  parts.push({ node, path, html: null, running: null });
}

export async function refresh() {
  await Promise.all(parts.map(renew));
}

async function renew(part) {
  if (part.running) {
    part.again = true;
    return part.running;
  }
  part.running = (async () => {
    do {
      part.again = false;
      const answer = await call(part.path, { headers: { Accept: "text/html, application/json" } });
      if (!answer) break;
      const html = await answer.text();
      if (html !== part.html) swap(part, html);
    } while (part.again);
  })();
  try {
    await part.running;
  } finally {
    part.running = null;
  }
}

function swap(part, html) {
  part.html = html;
  const { node } = part;
  const opened = new Set([...node.querySelectorAll("details")].flatMap((d, i) => (d.open ? [i] : [])));
  const chosen = new Map([...node.querySelectorAll("select[id], input[id], textarea[id]")].map((f) => [f.id, f.value]));
  const focus = keyOf(document.activeElement, node);
  const bottom = node.scrollHeight - node.scrollTop - node.clientHeight < 60;
  const fresh = new DOMParser().parseFromString(html, "text/html").body;
  /* A row in which the version moved on is another question: a choice made before is not kept. */
  node.replaceChildren(...fresh.childNodes);
  node.querySelectorAll("details").forEach((d, i) => (d.open = opened.has(i)));
  for (const [id, value] of chosen) if ($(id) && value) $(id).value = value;
  if (focus) find(focus, node)?.focus();
  if (bottom) node.scrollTop = node.scrollHeight;
  tick();
}

function keyOf(active, node) {
  if (!active || !node.contains(active)) return null;
  const form = active.closest("form");
  return {
    id: active.id,
    href: active.getAttribute("href"),
    action: form && form.getAttribute("action"),
    article: active.closest("[data-id]")?.dataset.id,
  };
}

function find(key, node) {
  if (key.id && $(key.id)) return $(key.id);
  const scope = (key.article && node.querySelector(`[data-id="${CSS.escape(key.article)}"]`)) || node;
  if (key.action) {
    const same = scope.querySelector(`form[action="${CSS.escape(key.action)}"] button`);
    if (same) return same;
  }
  if (key.href) return scope.querySelector(`a[href="${CSS.escape(key.href)}"]`);
  return scope.querySelector("a, button");
}

/* --- Forms that change something stay on the page. */

document.addEventListener("submit", (event) => {
  if (!("live" in event.target.dataset)) return;
  event.preventDefault();
  void sendForm(event);
}, { capture: true }); /* Before staff.js, which looks after forms that leave the page. */

async function sendForm(event) {
  const form = event.target;
  const body = new URLSearchParams(new FormData(form, event.submitter || undefined));
  const button = event.submitter || form.querySelector("button");
  button.disabled = true;
  const answer = await call(form.getAttribute("action"), { method: "POST", body });
  button.disabled = false;
  if (!answer) return;
  say("");
  if ("clear" in form.dataset) form.querySelectorAll("textarea").forEach((one) => (one.value = ""));
  form.dispatchEvent(new CustomEvent("saved", { bubbles: true }));
  form.querySelectorAll("select").forEach((one) => (one.value = ""));
  await refresh();
}

/* --- Waiting times tick without asking. */

function words(seconds) {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 86400)} days`;
}

function tick() {
  document.querySelectorAll("[data-since]").forEach((node) => {
    const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(node.dataset.since)) / 1000));
    const shown = node.querySelector("b");
    const now = words(seconds);
    if (shown && shown.textContent !== now) shown.textContent = now;
    node.classList.toggle("over", seconds > Number(node.dataset.target));
  });
}
setInterval(tick, 1000);

/* --- The alarm: words, title, sound, desktop. */

function alarmed(now) {
  alarms = now;
  const fresh = alarms.filter((one) => !heard.has(`${one.id} ${one.at}`));
  fresh.forEach((one) => heard.add(`${one.id} ${one.at}`));
  const emergencies = alarms.filter((one) => one.urgency === "emergency").length;
  const siren = $("siren");
  const what = emergencies
    ? `${emergencies} ${emergencies === 1 ? "emergency" : "emergencies"} not yet seen by anybody`
    : alarms.length
      ? `${alarms.length} urgent ${alarms.length === 1 ? "case" : "cases"} not yet seen by anybody`
      : "";
  if (siren.dataset.words !== what) {
    siren.dataset.words = what;
    siren.replaceChildren(what);
    if (what && location.pathname !== "/desk") {
      const link = document.createElement("a");
      link.href = `/desk/cases/${alarms[0].id}`;
      link.textContent = "Open it";
      siren.append(". ", link);
    }
    siren.hidden = !what;
  }
  document.title = what ? `(${alarms.length}) ${emergencies ? "EMERGENCY" : "Urgent"} – ${title}` : title;
  desktop.settle(alarms);
  if (fresh.length) {
    sound(emergencies > 0);
    desktop.ring(fresh);
  }
}

function sound(emergency) {
  if (!audio || audio.state !== "running") return;
  lastSound = Date.now();
  const start = audio.currentTime;
  const tones = emergency ? [880, 660, 880, 660, 880] : [660, 660];
  tones.forEach((pitch, number) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, start + number * 0.28);
    volume.gain.exponentialRampToValueAtTime(0.3, start + number * 0.28 + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + number * 0.28 + 0.25);
    tone.connect(volume).connect(audio.destination);
    tone.start(start + number * 0.28);
    tone.stop(start + number * 0.28 + 0.26);
  });
  document.body.dataset.sounded = String(Number(document.body.dataset.sounded || 0) + 1);
}
/* An emergency sounds again until somebody has seen it. */
setInterval(() => {
  const emergency = alarms.some((one) => one.urgency === "emergency");
  if (emergency && Date.now() - lastSound > 15000) sound(true);
}, 1000);

function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    /* Without storage the choice lasts as long as the page. */
  }
}

function showSound() {
  const wanted = $("sound").getAttribute("aria-pressed") === "true";
  const running = audio && audio.state === "running";
  $("sound").textContent = !wanted ? "Sound is off" : running ? "Sound is on" : "Sound: click once to allow it";
}
async function wake() {
  if ($("sound").getAttribute("aria-pressed") !== "true") return;
  audio = audio || new AudioContext();
  audio.onstatechange = showSound;
  if (audio.state === "suspended") await audio.resume().catch(() => {});
  showSound();
}
$("sound").hidden = false;
$("sound").setAttribute("aria-pressed", kept("desk.sound") === "on" ? "true" : "false");
$("sound").addEventListener("click", async () => {
  const turnOn = $("sound").getAttribute("aria-pressed") !== "true";
  $("sound").setAttribute("aria-pressed", String(turnOn));
  keep("desk.sound", turnOn ? "on" : "off");
  if (turnOn) {
    await wake();
    sound(false);
  } else if (audio) {
    await audio.suspend();
  }
  showSound();
});
/* A browser lets a page sound only after a click or key in it. */
["pointerdown", "keydown"].forEach((kind) => document.addEventListener(kind, () => void wake(), { capture: true }));
showSound();

const desktop = desktopAlerts($("notify"), { kept, keep, say });

/* --- The line */

const chat = document.getElementById("chat")?.dataset.id;
let source = null;
function listen() {
  source = new EventSource("/desk/events" + (chat ? `?chat=${encodeURIComponent(chat)}` : ""));
  source.onopen = () => ($("line").textContent = "Live");
  source.onerror = () => {
    $("line").textContent = "Not live just now; trying again …";
    if (source.readyState !== EventSource.CLOSED) return;
    /* Refused, most likely because the session has ended. */
    setTimeout(async () => {
      if (await call("/api/desk/escalations")) listen();
      else setTimeout(listen, 10000);
    }, 2000);
  };
  source.addEventListener("queue", (event) => {
    alarmed(JSON.parse(event.data).alarms);
    listeners.queue.forEach((work) => work());
  });
  source.addEventListener("chat", (event) => listeners.chat.forEach((work) => work(JSON.parse(event.data))));
  source.addEventListener("typing", () => listeners.typing.forEach((work) => work()));
}

/* --- Keys */

const keysOn = $("keys-on");
keysOn.checked = kept("desk.keys") !== "off";
keysOn.addEventListener("change", () => keep("desk.keys", keysOn.checked ? "on" : "off"));
$("keys").hidden = false;
$("keys").addEventListener("click", () => $("shortcuts").showModal());

export function typingIn(node) {
  return node.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=submit], [type=button])");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && typingIn(event.target)) {
    event.target.blur();
    return;
  }
  if (typingIn(event.target) || $("shortcuts").open) return;
  if (event.key === "?") {
    event.preventDefault();
    $("shortcuts").showModal();
    return;
  }
  if (!keysOn.checked) return;
  if (event.key === "v") {
    event.preventDefault();
    $("sound").click();
    return;
  }
  /* In a list, a key means the case that has the focus. */
  const near = document.activeElement?.closest("[data-id]:not(#chat)");
  const target = [...(near || document).querySelectorAll("[data-key]"), ...document.querySelectorAll("[data-key]")].find(
    (node) => node.dataset.key === event.key && node.offsetParent !== null
  );
  if (!target) return;
  event.preventDefault();
  if (target.matches("textarea, select, input")) target.focus();
  else target.click();
});

/* Pages that import this have registered by then. */
queueMicrotask(() => {
  tick();
  listen();
});
