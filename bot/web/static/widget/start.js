/* Starts with what this browser remembers of the chat. */
async function restore() {
  outbox = keptUnsent();
  if (chat.id) {
    try {
      const answer = await call(`/${chat.id}/transcript`);
      if (answer.ok) {
        lastEvent = answer.body.last_event_id;
        for (const line of answer.body.messages) {
          received(line, false);
          const waits = outbox.find((one) => one.client_id === line.client_id);
          if (waits && line.answered) settled(waits, "");
        }
      } else if (gone(answer.status)) {
        enter({ consent: chat.consent });
      }
    } catch {
      tell(t("not_loaded"));
    }
  }
  for (const message of outbox) {
    if (!lines.has(message.client_id)) showPatient(message.title || message.text, message.client_id, t("sending"));
  }
  void listen();
  void drain();
}

/* Another tab of this browser: the same chat, or its end. */
function elsewhere(event) {
  if (event.key !== PREFIX + "chat") return;
  const other = kept("chat") || {};
  if (other.id === chat.id) return;
  hangUp();
  chat = other;
  build();
}

async function start() {
  window.aftercareChat = {};
  if (!TEXTS[language]) await loadLanguage(language);
  /* A script that the browser had kept may run before the page has its body. */
  if (wholePage && document.readyState === "loading") await new Promise((done) => document.addEventListener("DOMContentLoaded", done));
  build();
  if (wholePage) document.querySelector("main").replaceChildren(host);
  else document.documentElement.append(host);
  /* A chat under way goes on where it was, on every page of the site. */
  if (!wholePage && kept("open")) openPanel(false);
  else if (!wholePage && chat.id) buildPanel();
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", (event) => event.persisted && wake());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake());
  window.addEventListener("storage", elsewhere);
  DARK.addEventListener("change", () => dress(root));
  NARROW.addEventListener("change", fit);
  window.visualViewport?.addEventListener("resize", fit);
  Object.assign(window.aftercareChat, { open: () => openPanel(true), close: closePanel });
  requestAnimationFrame(() => setTimeout(() => performance.mark("aftercare:painted")));
}

if (!window.aftercareChat) void start();
