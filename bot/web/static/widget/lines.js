/* The lines of the chat: in the server's order, each shown once and read out once. */
const RED = new Set(["urgent", "emergency"]);
const lines = new Map(); /* by reply id or client_id */
let offered = []; /* What the last question could be answered with. */
let lastCard = null;
let lastAt = null; /* The server's clock; the browser's may be wrong. */

function received(line, live) {
  const known = lines.get(line.id || line.client_id);
  if (line.at) lastAt = line.at;
  if (known) {
    if (line.seq) place(known, line.seq);
    if (line.role === "patient") mark(line.client_id, "");
  } else if (line.role === "patient") {
    /* What was tapped stays in the words that were tapped: "Jaw", and not "masseter". */
    const tapped = offered.find((choice) => choice.value === line.text);
    showPatient(tapped ? titleOf(tapped) : line.text, line.client_id, "", line.seq);
  } else {
    showReply(line, live);
  }
}

/* Below everything older; above what is newer or still waits to be sent. */
function place(node, seq) {
  const log = $("log");
  const fits = (one) => !one || one.seq === undefined || one.seq < seq;
  node.seq = seq;
  if (node.isConnected && fits(node.previousElementSibling) && !(node.nextElementSibling?.seq < seq)) return;
  const later = [...log.children].find((one) => one !== node && (one.seq > seq || (!one.seq && one.matches(".unsent"))));
  log.insertBefore(node, later || null);
}

function showPatient(text, clientId, words, seq) {
  const node = make("div", { class: words ? "line patient unsent" : "line patient", "data-client": clientId, dir: "auto" });
  node.append(make("span", { class: "sr" }, t("you")), text);
  if (words) node.append(make("span", { class: "mark" }, words));
  lines.set(clientId, node);
  if (seq) place(node, seq);
  else $("log").append(node);
  reveal(node);
}

function mark(clientId, words) {
  const label = lines.get(clientId)?.querySelector(".mark");
  if (!label) return;
  label.textContent = words;
  if (!words) label.remove();
  if (!words || words === t("not_sent")) lines.get(clientId).classList.remove("unsent");
}

/* Numbers to call can be tapped and never break across lines. */
function words(parent, text, links = true) {
  const numbers = [CLINIC.phone, CLINIC.emergency, CLINIC.crisis].map((one) => one.replace(/[^\w ]/g, "\\$&"));
  for (const part of text.split(new RegExp(`(?<!\\d)(${numbers.join("|")})(?!\\d)`))) {
    const number = part === CLINIC.phone || part === CLINIC.emergency || part === CLINIC.crisis;
    if (!number) parent.append(part);
    else parent.append(links ? make("a", { href: dial(part), class: "whole" }, part) : make("span", { class: "whole" }, part));
  }
  return parent;
}

/* Paragraphs, and lists of the lines that begin with a bullet. */
function prose(parent, text) {
  for (const block of text.split(/\n{2,}/)) {
    let list = null;
    let paragraph = null;
    for (const line of block.split("\n")) {
      if (line.startsWith("• ")) {
        list = list || parent.appendChild(make("ul"));
        list.append(words(make("li"), line.slice(2)));
        paragraph = null;
      } else if (line.trim()) {
        if (paragraph) words(paragraph, "\n" + line);
        else paragraph = words(parent.appendChild(make("p")), line);
        list = null;
      }
    }
  }
}

function showReply(reply, live) {
  const red = RED.has(reply.urgency);
  const again = red && repeats(reply);
  const node = red ? make("div", { class: "turn" }, cardOf(reply, again)) : bubbleOf(reply);
  if (reply.id) lines.set(reply.id, node);
  if (!again) extras(node, reply);
  if (reply.seq) place(node, reply.seq);
  else $("log").insertBefore(node, $("log").querySelector(".unsent"));
  if (red && !again) lastCard = { reply, node };
  if (reply.role !== "system" || reply.asks) ask(reply);
  offered = reply.choices || [];
  if (live && !red) announce(node);
  if (live && red) {
    openPanel(false);
    /* The keyboard of a phone would cover half of the card. */
    if (matchMedia("(pointer: coarse)").matches) $("text").blur();
  }
  if (live && panelHidden()) unread(1);
  reveal(node, red);
  if (!live && red) node.firstChild.setAttribute("role", "group");
}

function bubbleOf(reply) {
  const node = make("div", { class: "line " + reply.role });
  if (reply.role === "staff") node.append(make("p", { class: "who" }, reply.by || t("staff")));
  else node.append(make("span", { class: "sr" }, t("aftercare")));
  const text = node.appendChild(make("div", { class: "text", lang: reply.role === "staff" ? null : "en", dir: "auto" }));
  prose(text, reply.text);
  if (reply.language && text.firstChild) Object.assign(text.firstChild, { lang: reply.language, dir: "auto" });
  if (language !== "en" && reply.role === "bot" && reply.language !== language) {
    node.append(make("p", { class: "note" }, t("english_only")));
  }
  return node;
}

/* A later reply that only says the same card once more: the patient reported nothing new. */
function repeats(reply) {
  const last = lastCard?.reply;
  const known = (one) => JSON.stringify([one.card?.heading, [...(one.facts?.symptoms || [])].sort(), one.urgency]);
  return Boolean(last && reply.card && known(last) === known(reply));
}

function cardOf(reply, again) {
  const node = make("div", { class: `card ${reply.urgency}`, role: "alert" });
  const number = reply.card?.phone || (reply.urgency === "emergency" ? CLINIC.emergency : CLINIC.phone);
  const call = words(make("a", { class: "call", href: dial(number) }), t("call", { number }), false);
  if (!reply.card) {
    prose(node, reply.text);
    node.append(call);
    return node;
  }
  const { card } = reply;
  const own = card.language && card.language !== "en" ? card.language : language;
  const code = card.translations?.[own] ? own : "en";
  const shown = card.translations?.[code] || card;
  const texting = card.id === "crisis" ? [make("a", { class: "call", href: "sms:" + number }, t("text_to", { number }))] : [];
  if (again) {
    node.append(make("p", {}, t("card_again")), call, ...texting, button(t("card_show"), () => focusOn(lastCard.node)));
    return node;
  }
  node.append(words(make("h3", { lang: code, dir: "auto" }), shown.heading, false), call);
  node.append(...texting);
  if (card.sentence) node.append(make("p", { lang: card.language, dir: "auto" }, card.sentence));
  node.append(pointsOf(shown, code));
  /* Whoever also thinks of suicide needs an ambulance first, and then somebody to talk to. */
  if (!texting[0] && reply.facts?.symptoms?.includes("suicidal_thoughts")) node.append(words(make("p"), t("crisis_too")));
  /* That nobody is at the desk comes from the server, in English. */
  const note = card.note && t("nobody_there", { note: card.note });
  if (note || reply.escalation) node.append(words(make("p"), note || t("card_told")));
  return node;
}

function pointsOf(card, code) {
  return make("ul", { lang: code, dir: "auto" }, ...card.points.map((point) => words(make("li"), point)));
}

function focusOn(node) {
  node.tabIndex = -1;
  node.scrollIntoView({ block: "start" });
  node.focus({ preventScroll: true });
}

/* Screen readers hear each line once, when it comes; moving it about later is silent. */
function announce(node) {
  const text = node.querySelector(".text") || node;
  const who = node.querySelector(".who, .sr")?.textContent || "";
  $("heard").append(make("p", { lang: text.getAttribute("lang") }, `${who} ${text.innerText}`));
  while ($("heard").childElementCount > 3) $("heard").firstChild.remove();
}

/* What is too tall to be seen whole is shown from its beginning, like every urgent card. */
function reveal(node, red) {
  const log = $("log");
  const tall = node.offsetHeight > log.clientHeight - 16;
  const block = red || tall ? "start" : "nearest";
  node.scrollIntoView({ block });
}
