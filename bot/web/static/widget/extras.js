/* What stands below an answer: its timeline, its source, thumbs, a number to be called back on. */
function extras(node, reply) {
  if (reply.timeline) node.append(timelineOf(reply));
  /* Below a card in another language, the English one; below the English one, all there are. */
  const shown = node.querySelector("h3")?.lang;
  const tongues = make("div", { class: "foot" });
  for (const [code, text] of Object.entries({ en: reply.card, ...reply.card?.translations })) {
    if (!shown || code === shown || (shown !== "en" && code !== "en")) continue;
    const heading = make("p", {}, make("strong", {}, text.heading));
    tongues.append(make("details", { lang: code, dir: "auto" }, make("summary", {}, nameOf(code)), heading, pointsOf(text, code)));
  }
  if (tongues.firstChild) node.append(tongues);
  if (reply.escalation && chat.id && !chat.contact) {
    node.append(make("p", { class: "offer" }, button(t("contact_offer"), (event) => contactForm(event.target))));
  }
  const foot = make("div", { class: "foot" });
  if (reply.sources?.length) foot.append(sourcesOf(reply));
  if (reply.role === "bot" && reply.entries?.length && reply.id) foot.append(thumbsOf(reply));
  if (foot.firstChild) node.append(foot);
}

function sourcesOf(reply) {
  const seen = new Set();
  const items = reply.sources
    .filter(({ title, section }) => !seen.has(title || section) && seen.add(title || section))
    .map(({ section, title }) => make("li", {}, title ? `${title} (${section.split(".")[0]})` : section));
  const fold = make("details", {}, make("summary", {}, t("source")), make("ul", { lang: "en", dir: "auto" }, ...items));
  const { on, by } = reply.reviewed || {};
  if (on) fold.append(make("p", {}, t("reviewed", { on: localDate(new Date(on + "T12:00")), by })));
  return fold;
}

/* Day 0 to 14 take two thirds of the width, the weeks up to three months the rest. */
function spot(day) {
  return day <= 14 ? (day / 14) * 66 : 66 + ((Math.min(day, 98) - 14) / 84) * 34;
}

function timelineOf(reply) {
  const { today: [first, last], from, to, check, call } = reply.timeline;
  const days = (a, b) => (a === b ? t("day", { day: a }) : t("days", { from: a, to: b }));
  const sign = (kind) => make("span", { class: "sign " + kind });
  const facts = [
    ["today", t("line_today", { days: days(first, last) })],
    ["usual", t("line_usual", { days: days(from, to) })],
    check && ["seen", t("line_check", { day: check })],
    call && ["late", t("line_call", { day: call })],
  ].filter(Boolean);
  /* At one day, or over several; never too narrow to be seen. */
  const at = (node, day, until) => {
    const width = until === undefined ? 0 : Math.max(spot(until) - spot(day), 2.5);
    node.style.insetInlineStart = (until === undefined ? spot(day) : (spot(day) + spot(until) - width) / 2) + "%";
    if (width) node.style.inlineSize = width + "%";
    return node;
  };
  const ticks = [0, 4, 7, 10, 14].map((day) => at(make("span", { class: "tick" }, String(day)), day));
  const weeks = [[56, t("weeks", { n: 8 })], [91, t("months", { n: 3 })]].map(([day, name]) => at(make("span", { class: "tick" }, name), day));
  const bar = make(
    "div",
    { class: "bar", "aria-hidden": "true" },
    at(sign("usual"), from, to + 1),
    check && at(sign("seen"), check),
    call && at(sign("late"), call),
    at(sign("today"), first, last),
    ...ticks,
    ...weeks
  );
  const box = make("figure", { class: "timeline" }, make("figcaption", {}, t("line_title")), bar);
  box.append(make("ul", { class: "key" }, ...facts.map(([kind, fact]) => make("li", {}, sign(kind), make("span", {}, fact)))));
  if (last < 14) box.append(button(t("calendar"), () => saveReview(first, last)));
  return box;
}

/* The review is about two weeks after the treatment; counted by the server's clock. */
function saveReview(first, last) {
  const day = serverDay();
  day.setDate(day.getDate() + 14 - Math.round((first + last) / 2));
  const next = new Date(day);
  next.setDate(next.getDate() + 1);
  const plain = (date) => isoDay(date).replaceAll("-", "");
  const safe = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
  const rows = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Aftercare//EN", "BEGIN:VEVENT",
    `UID:${newId()}@aftercare`, `DTSTAMP:${plain(serverDay())}T000000Z`,
    `DTSTART;VALUE=DATE:${plain(day)}`, `DTEND;VALUE=DATE:${plain(next)}`,
    `SUMMARY:${safe(t("calendar_title"))}`, `DESCRIPTION:${safe(t("calendar_text"))}`,
    "END:VEVENT", "END:VCALENDAR", "",
  ];
  download("review.ics", "text/calendar", rows.map(folded).join("\r\n"));
}

/* A line of a calendar file is 75 bytes at most; what is longer goes on after a space. */
function folded(row) {
  return row.replace(/.{36}(?=.)/gu, "$&\r\n ");
}

function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
  const link = make("a", { href: address, download: name });
  root.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function thumbsOf(reply) {
  const box = make("div", { class: "thumbs", role: "group", "aria-label": t("helpful") });
  const send = async (thumb, words) => {
    const answer = await call(`/${chat.id}/feedback`, { body: { reply: reply.id, thumb, words } }).catch(() => ({}));
    if (!answer.ok) tell(t("feedback_failed"));
    return answer.ok;
  };
  const choose = (thumb) => async (event) => {
    const pressed = event.currentTarget;
    if (!(await send(thumb))) return;
    for (const one of box.querySelectorAll("button")) one.setAttribute("aria-pressed", String(one === pressed));
    box.querySelector("form")?.remove();
    const input = make("input", { type: "text", maxlength: 500, "aria-label": t("feedback_words"), placeholder: t("feedback_words") });
    const form = make("form", {}, input, make("button", {}, t("feedback_send")));
    form.addEventListener("submit", async (submitted) => {
      submitted.preventDefault();
      if (!input.value.trim() || (await send(thumb, input.value.trim()))) {
        form.remove();
        tell(t("feedback_thanks"));
      }
    });
    box.append(form);
    form.scrollIntoView({ block: "nearest" });
  };
  for (const thumb of ["up", "down"]) {
    box.append(make("button", { type: "button", "aria-label": t("thumb_" + thumb), "aria-pressed": "false", onclick: choose(thumb) }, icon(ICONS[thumb])));
  }
  return box;
}
