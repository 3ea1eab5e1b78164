/* What a patient can do with the chat as a whole: keep a copy, end it, delete it, change the language. */
function menuItems() {
  const item = (key, act) => button(t(key), () => (toggleMenu(), act()), { id: key });
  const others = Object.keys(TEXTS).filter((code) => code !== language);
  return [
    item("download", () => void saveTranscript()),
    item("mail", () => void mailTranscript()),
    ...others.map((code) => button(nameOf(code), () => void speak(code), { lang: code })),
    item("end", () => void endChat()),
    item("forget", () => void forgetChat()),
  ];
}

function toggleMenu() {
  const sheet = $("sheet");
  sheet.hidden = !sheet.hidden;
  $("menu").setAttribute("aria-expanded", String(!sheet.hidden));
  (sheet.hidden ? $("menu") : sheet.querySelector("button")).focus();
}

/* A language's name in itself, with a capital: "Español". */
function nameOf(code) {
  const name = new Intl.DisplayNames([code], { type: "language" }).of(code);
  return name[0].toLocaleUpperCase(code) + name.slice(1);
}

async function speak(code) {
  await loadLanguage(code);
  keep("language", language);
  colleague = null;
  hangUp();
  const draft = $("text").value;
  build();
  $("text").value = draft;
  focusText();
}

/* A question before something that can't be undone; true for yes. */
function confirmed(title, text, yes) {
  return new Promise((done) => {
    const dialog = make("dialog", { "aria-labelledby": "sure" }, make("h3", { id: "sure" }, t(title)), make("p", {}, t(text)));
    const answer = (value) => () => (dialog.close(), dialog.remove(), done(value));
    dialog.append(make("div", { class: "row" }, button(t("cancel"), answer(false)), button(t(yes), answer(true), { class: "danger" })));
    dialog.addEventListener("cancel", answer(false));
    root.append(dialog);
    dialog.showModal();
  });
}

async function transcript() {
  const answer = chat.id && (await call(`/${chat.id}/transcript`).catch(() => null));
  if (!answer?.ok) {
    tell(t(chat.id ? "not_loaded" : "nothing_yet"));
    return null;
  }
  const who = { patient: t("you"), bot: t("aftercare"), system: t("aftercare"), staff: t("staff") };
  const moment = { dateStyle: "medium", timeStyle: "short" };
  return answer.body.messages.map((line) => `${line.by || who[line.role]} (${localDate(new Date(line.at), moment)})\n${line.text}\n`);
}

async function saveTranscript() {
  const said = await transcript();
  if (said) download("chat.txt", "text/plain", `${t("title")}\n\n${said.join("\n")}`);
}

/* Mail programs take some 2,000 characters; the newest lines are kept. */
async function mailTranscript() {
  const said = await transcript();
  if (!said) return;
  let text = "";
  let cut = false;
  for (const line of said.reverse()) {
    cut = encodeURIComponent(line + text).length > 1600;
    if (cut) break;
    text = line + "\n" + text;
  }
  if (cut) text = t("mail_cut") + "\n\n" + text;
  const link = make("a", { href: `mailto:?subject=${encodeURIComponent(t("title"))}&body=${encodeURIComponent(text)}` });
  root.append(link);
  link.click();
  link.remove();
}

/* Ends it in this browser; what the clinic keeps stays until its time is over. */
async function endChat() {
  if (await confirmed("end_title", "end_text", "end_yes")) startAfresh(t("ended"));
}

async function forgetChat() {
  if (!(await confirmed("forget_title", "forget_text", "forget_yes"))) return;
  if (chat.id) {
    const answer = await call(`/${chat.id}/forget`, { method: "POST" }).catch(() => ({}));
    if (!answer.ok && !gone(answer.status)) {
      tell(t("forget_failed"));
      return;
    }
  }
  startAfresh(t("forgotten"));
}

function startAfresh(words, unsentToo = true) {
  clearTimeout(timer);
  if (unsentToo) outbox.forEach((message) => keep("unsent." + message.client_id, null));
  outbox = [];
  hangUp();
  enter({});
  build();
  tell(words);
  if ($("text")) focusText();
}

/* The chat was deleted or ended elsewhere; what was not sent yet goes into a new one. */
function lost() {
  if (chat.id) startAfresh(t("lost"), false);
}

function contactForm(opener) {
  const dialog = make("dialog", { "aria-labelledby": "sure" });
  const close = () => (dialog.close(), dialog.remove(), opener.isConnected && opener.focus());
  const field = (name, type, complete) => {
    const input = make("input", { name, type, autocomplete: complete, required: true, maxlength: 80 });
    return make("label", {}, t("contact_" + name), input);
  };
  const agree = make("label", { class: "check" }, make("input", { type: "checkbox", required: true }), t("contact_agree"));
  const failed = make("p", { role: "alert" });
  const form = make(
    "form",
    {},
    field("name", "text", "name"),
    field("phone", "tel", "tel"),
    agree,
    failed,
    make("div", { class: "row" }, button(t("back"), close), make("button", { class: "main" }, t("send")))
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { name, phone } = form.elements;
    const body = { name: name.value.trim(), phone: phone.value.trim(), consent: true };
    const answer = await call(`/${chat.id}/contact`, { body }).catch(() => ({}));
    if (!answer.ok) {
      failed.replaceChildren();
      words(failed, t("contact_failed"));
      return;
    }
    enter({ ...chat, contact: true });
    close();
    shadow.querySelectorAll(".offer").forEach((offer) => offer.remove());
    tell(t("contact_thanks"));
  });
  dialog.append(make("h3", { id: "sure" }, t("contact_title")), form);
  dialog.addEventListener("cancel", () => dialog.remove());
  root.append(dialog);
  dialog.showModal();
}
