/* Desktop alerts: a control that says whether they come, and the alerts themselves. */

const WORDS = { default: "Allow desktop alerts", denied: "Desktop alerts are blocked" };
const HOW =
  "The browser blocks alerts from this address. Allow notifications for it in the browser's settings " +
  "for this page. Until then the alarm shows here, in the title, and as a sound if it is on.";

/* `kept` and `keep` remember a choice, `say` tells the person at the desk something. */
export function desktopAlerts(button, { kept, keep, say }) {
  const supported = "Notification" in window;
  const open = new Map();
  const wanted = () => kept("desk.notify") !== "off";

  function show() {
    const now = Notification.permission;
    const on = now === "granted" && wanted();
    button.textContent = WORDS[now] || (on ? "Desktop alerts are on" : "Desktop alerts are off");
    button.setAttribute("aria-pressed", String(on));
  }

  function unheard({ id, at }) {
    const heard = (kept("desk.notified") || "").split(",");
    if (heard.includes(`${id} ${at}`)) return false;
    keep("desk.notified", [...heard, `${id} ${at}`].slice(-50).join(","));
    return true;
  }

  async function press() {
    if (Notification.permission === "default") {
      keep("desk.notify", "on");
      await Notification.requestPermission();
    } else if (Notification.permission === "granted") {
      keep("desk.notify", wanted() ? "off" : "on");
    }
    if (Notification.permission === "denied") say(HOW, "bad");
    show();
  }

  if (supported) {
    button.hidden = false;
    button.addEventListener("click", () => void press());
    show();
    /* Changed in the browser's settings, or in another tab. */
    navigator.permissions?.query({ name: "notifications" }).then((state) => (state.onchange = show), () => {});
    addEventListener("storage", show);
  }

  return {
    /* One alert for what is new; no patient's words, as it can show on a locked screen. */
    ring(fresh) {
      if (!supported || Notification.permission !== "granted" || !wanted()) return;
      const [first] = fresh;
      const worst = fresh.some((one) => one.urgency === "emergency") ? "Emergency" : "Urgent case";
      try {
        const note = new Notification(`${worst} at the front desk`, {
          tag: first.id,
          /* The next page takes it over quietly, so that it can still take it away. */
          renotify: unheard(first),
          requireInteraction: true,
        });
        note.onclick = () => {
          window.focus();
          location.href = `/desk/cases/${first.id}`;
        };
        open.set(first.id, note);
      } catch {
        /* Browsers of phones know the word and refuse the thing. */
        button.textContent = "No desktop alerts in this browser";
      }
    },
    /* What somebody has seen need not stay on the screen. */
    settle(alarms) {
      for (const [id, note] of open) {
        if (alarms.some((one) => one.id === id)) continue;
        note.close();
        open.delete(id);
      }
    },
  };
}
