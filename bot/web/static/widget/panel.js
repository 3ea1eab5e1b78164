/* The launcher, the panel and what its buttons do. */
const host = make("aftercare-chat");
const shadow = host.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
shadow.adoptedStyleSheets = [sheet];
let root = null;
let waiting = 0;
let colleague = null; /* The member of staff who is in this chat. */
let typingUntil = 0;

const $ = (id) => shadow.getElementById(id);
const panelHidden = () => !$("panel") || $("panel").hidden;

function build() {
  const open = root ? !panelHidden() : wholePage;
  root?.remove();
  root = make("div", { class: wholePage ? "root page" : "root", lang: language, dir: TEXTS[language].dir });
  root.dataset.side = asked.side === "left" ? "left" : "right";
  dress(root);
  lines.clear();
  lastCard = null;
  if (!wholePage) {
    const label = asked.label || t("launcher");
    const launcher = make("button", { type: "button", id: "launcher", "aria-expanded": "false", onclick: () => (panelHidden() ? openPanel(true) : closePanel()) });
    launcher.append(icon(ICONS.chat), make("span", {}, label), make("span", { id: "unread", hidden: true }));
    root.append(launcher);
  }
  shadow.append(root);
  if (open) openPanel(false);
}

function buildPanel() {
  const panel = make("section", { id: "panel", role: wholePage ? "region" : "dialog", "aria-labelledby": "title", tabindex: "-1", hidden: true });
  const menu = button("", () => toggleMenu(), { id: "menu", "aria-expanded": "false", "aria-controls": "sheet", "aria-label": t("menu") });
  menu.append(icon(ICONS.menu));
  const bar = make("header", {}, make(wholePage ? "h1" : "h2", { id: "title" }, t("title")), menu);
  if (!wholePage) bar.append(make("button", { type: "button", id: "close", "aria-label": t("close"), onclick: closePanel }, icon(ICONS.close)));
  const help = make(
    "nav",
    { "aria-label": t("help") },
    make("a", { class: "danger", href: dial(CLINIC.emergency) }, t("emergency_call")),
    make("a", { href: dial(CLINIC.phone) }, t("clinic_call")),
    button(t("person"), () => say("I would like to talk to a person.", { want: "person", title: t("person_words") }), { id: "person" })
  );
  const form = make(
    "form",
    { id: "form", onsubmit: submit },
    make("label", { for: "text", class: "sr" }, t("message")),
    make("textarea", { id: "text", rows: 1, placeholder: t("message"), autocomplete: "off", enterkeyhint: "send", "aria-describedby": "count", onkeydown: enterSends, oninput: measure }),
    make("button", { id: "send" }, t("send"))
  );
  panel.append(
    bar,
    make("div", { id: "sheet", hidden: true }, ...menuItems()),
    help,
    make("p", { id: "presence", role: "status", hidden: true }),
    make("div", { id: "log", role: "log", "aria-live": "off", "aria-label": t("log"), tabindex: "0" }, welcome()),
    make("p", { id: "typing", hidden: true }, make("span", { class: "dots", "aria-hidden": "true" }, make("i"), make("i"), make("i")), make("span", {})),
    make("div", { id: "ask", role: "group", "aria-labelledby": "question", hidden: true }),
    make("p", { id: "state", role: "status" }),
    form,
    make("p", { id: "count" }),
    make("div", { id: "heard", class: "sr", "aria-live": "polite" })
  );
  panel.addEventListener("keydown", keys);
  root.prepend(panel);
  agreed();
  void restore();
}

function openPanel(byHand) {
  if (!$("panel")) buildPanel();
  if (!panelHidden()) return;
  $("panel").hidden = false;
  $("launcher")?.setAttribute("aria-expanded", "true");
  unread(-waiting);
  fit();
  if (!wholePage) keep("open", true);
  if (byHand) (matchMedia("(pointer: coarse)").matches || $("text").disabled ? $("panel") : $("text")).focus();
  $("log").lastElementChild && reveal($("log").lastElementChild, $("log").lastElementChild.matches(".turn"));
}

function closePanel() {
  if (wholePage) return;
  $("panel").hidden = true;
  $("launcher").setAttribute("aria-expanded", "false");
  $("launcher").focus();
  keep("open", null);
}

/* On a phone the panel fills the screen, less what the keyboard covers. */
function fit() {
  const narrow = NARROW.matches && !wholePage;
  $("panel")?.toggleAttribute("data-full", narrow);
  if (!wholePage) $("panel")?.setAttribute("aria-modal", String(narrow));
  root.classList.toggle("full", narrow && !panelHidden());
  if ($("panel")) $("panel").style.blockSize = narrow && window.visualViewport ? visualViewport.height + "px" : "";
}

function keys(event) {
  if (event.key === "Escape") {
    if (!$("sheet").hidden) toggleMenu();
    else closePanel();
    event.stopPropagation();
  } else if (event.key === "Tab" && NARROW.matches && !wholePage) {
    const stops = [...$("panel").querySelectorAll("a, button, input, textarea, summary, [tabindex='0']")].filter((one) => one.offsetParent && !one.disabled);
    const end = event.shiftKey ? stops[0] : stops.at(-1);
    if (shadow.activeElement === end) {
      (event.shiftKey ? stops.at(-1) : stops[0]).focus();
      event.preventDefault();
    }
  }
}

function welcome() {
  const box = make("div", { class: "line bot", id: "welcome" }, make("p", {}, asked.greeting || t("hello")));
  box.append(words(make("p", {}, make("strong", {}, t("not_emergency")), " "), t("red_flags")));
  box.append(words(make("p"), t("clinic_line")));
  if (CLINIC.consent !== "none") box.append(make("p", {}, t("privacy")));
  if (language !== "en") box.append(make("p", {}, t("answers_language")));
  /* Whoever's browser speaks another of our languages need not look for it in a menu. */
  const own = firstKnown(navigator.languages);
  if (own && own !== language) box.prepend(make("p", {}, button(nameOf(own), () => void speak(own), { lang: own })));
  if (forgetful()) box.append(make("p", { class: "note" }, t("no_storage")));
  if (CLINIC.consent === "ask" && !chat.consent) {
    box.append(make("p", { id: "consent" }, t("consent_ask"), " ", button(t("consent_yes"), consent)));
  } else {
    box.append(make("p", {}, t("begin")));
  }
  return box;
}

function consent() {
  enter({ ...chat, consent: true });
  $("consent").replaceChildren(t("begin"));
  agreed();
  $("text").focus();
}

/* Before the consent nothing can be written; the numbers to call work all the same. */
function agreed() {
  const closed = CLINIC.consent === "ask" && !chat.consent && !chat.id;
  for (const id of ["text", "send", "person"]) $(id).disabled = closed;
}

function submit(event) {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  const over = [...text].length - CLINIC.longest;
  if (over > 0) {
    /* Cutting a pasted message could cut off the part that matters. */
    tell(t("too_long", { over }));
    return;
  }
  $("text").value = "";
  measure();
  say(text);
}

function enterSends(event) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("form").requestSubmit();
  }
}

let typedAt = 0;
function measure() {
  const input = $("text");
  const left = CLINIC.longest - [...input.value].length;
  $("count").textContent = left < 0 ? t("over", { over: -left }) : left <= 100 ? t("left", { left }) : "";
  input.style.blockSize = "auto";
  input.style.blockSize = Math.min(input.scrollHeight + 2, 120) + "px";
  /* Only a person wants to know that the patient is writing. */
  if (colleague && input.value && Math.abs(Date.now() - typedAt) > 4000) {
    typedAt = Date.now();
    call(`/${chat.id}/typing`, { body: {} }).catch(() => {});
  }
}

function tell(text, more) {
  const state = $("state");
  if (!state) return;
  state.replaceChildren(...(text ? [words(make("span"), text)] : []));
  if (more) state.append(" ", more);
}

function focusText() {
  if (!matchMedia("(pointer: coarse)").matches) $("text").focus();
  else $("log").focus({ preventScroll: true });
}

function unread(more) {
  waiting = Math.max(0, waiting + more);
  const badge = $("unread");
  if (!badge) return;
  badge.hidden = !waiting;
  badge.replaceChildren(String(waiting), make("span", { class: "sr" }, " " + t("unread")));
}

function typing() {
  const line = $("typing");
  if (!line) return;
  const staff = Date.now() < typingUntil;
  line.hidden = !staff && !(sending && !colleague);
  line.lastChild.textContent = staff ? t("staff_types", { name: colleague || t("staff") }) : t("looking");
}

function staffTypes({ who }) {
  if (who !== "staff") return;
  typingUntil = Date.now() + 6000;
  setTimeout(typing, 6050);
  typing();
}

function presence(name) {
  const line = $("presence");
  if (!line || name === colleague) return;
  line.textContent = name ? t("staff_here", { name }) : t("staff_left", { name: colleague });
  line.hidden = !name;
  colleague = name;
  typing();
}
