/* Messages on their way: in order, each exactly once (the server knows them by client_id), none lost. */
const RETRY_MS = [1000, 2000, 5000, 10000, 20000];
const FINAL = new Set([400, 409, 413, 422]);
let outbox = [];
let sending = false;
let refusals = 0;
let timer = 0;

function say(text, { want, title } = {}) {
  const message = { client_id: newId(), text, want, title, order: Date.now() };
  message.order = Math.max(message.order, (outbox.at(-1)?.order || 0) + 1);
  outbox.push(message);
  keep("unsent." + message.client_id, message);
  tell("");
  ask(null);
  showPatient(title || text, message.client_id, t("sending"));
  void drain();
}

async function drain() {
  if (sending || !outbox.length) return;
  sending = true;
  clearTimeout(timer);
  typing();
  let pause = 0;
  try {
    while (outbox.length) {
      pause = await deliver(outbox[0]);
      if (pause) break;
    }
  } finally {
    sending = false;
    typing();
  }
  if (pause) {
    outbox.forEach((message) => mark(message.client_id, t("unsent")));
    const wait = RETRY_MS[Math.min(refusals++, RETRY_MS.length - 1)];
    timer = setTimeout(drain, Math.max(wait, pause));
    tell(t("unsent_why"), button(t("try_now"), () => void drain()));
  } else if (refusals) {
    refusals = 0;
    tell("");
  }
}

/* 0 when it is off our hands, else the least milliseconds to wait before the next try. */
async function deliver(message) {
  let answer;
  try {
    await openChat();
    answer = await call(`/${chat.id}/messages`, {
      body: { client_id: message.client_id, text: message.text, want: message.want },
    });
  } catch {
    return 1;
  }
  if (answer.ok) {
    settled(message, "");
    answer.body.replies.forEach((reply) => received(reply, true));
    return 0;
  }
  /* An urgent card comes even with a refusal. */
  if (!message.warned) (answer.body.replies || []).forEach((reply) => received(reply, true));
  message.warned = message.warned || Boolean(answer.body.replies);
  if (gone(answer.status)) {
    /* The chat was deleted or has run out: go on in a new one, once. */
    hangUp();
    enter({ consent: chat.consent });
    const again = message.moved;
    message.moved = true;
    return again ? 5000 : deliver(message);
  }
  if (FINAL.has(answer.status)) {
    settled(message, t("not_sent"));
    const input = $("text");
    if (!input.value && !message.title) input.value = message.text;
    tell(t(answer.status === 413 || answer.body.error?.code === "too_long" ? "refused_long" : "refused"));
    return 0;
  }
  return (answer.wait || 0) * 1000 || 1;
}

function settled(message, words) {
  outbox = outbox.filter((one) => one.client_id !== message.client_id);
  keep("unsent." + message.client_id, null);
  mark(message.client_id, words);
}
