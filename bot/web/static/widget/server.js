/* The clinic's server. Nobody else is ever asked for anything. */
let chat = kept("chat") || {};
let lastEvent = 0;
let stream = null;
let redial = () => {};
let heardAt = 0;

async function call(path, { body, endless, signal, headers = {}, method = body ? "POST" : "GET" } = {}) {
  const stop = new AbortController();
  const late = endless ? 0 : setTimeout(() => stop.abort(), 15000);
  if (chat.token) headers.Authorization = "Bearer " + chat.token;
  if (body) headers["Content-Type"] = "application/json";
  try {
    const answer = await fetch(base + "api/conversations" + path, {
      method,
      headers,
      body: body && JSON.stringify(body),
      signal: signal || stop.signal,
      credentials: "omit",
      cache: "no-store",
    });
    if (endless && answer.ok) return answer;
    const content = await answer.json().catch(() => ({}));
    return { ok: answer.ok, status: answer.status, body: content, wait: Number(answer.headers.get("Retry-After")) };
  } finally {
    clearTimeout(late);
  }
}

const gone = (status) => status === 401 || status === 403 || status === 404;

function enter(next) {
  chat = next;
  keep("chat", next.id || next.consent ? next : null);
}

async function openChat() {
  if (chat.id) return;
  const answer = await call("", { body: { consent: Boolean(chat.consent), language } });
  if (!answer.ok) throw new Error("not opened");
  /* Another tab may have been quicker: one chat is enough. */
  const other = kept("chat");
  enter(other?.id ? other : { id: answer.body.id, token: answer.body.token, consent: chat.consent });
  void listen();
}

/* Server-sent events, read by hand: EventSource can't send the token but in the address. */
async function listen() {
  if (!chat.id || stream) return;
  const mine = (stream = {});
  let wait = 1000;
  while (stream === mine && chat.id) {
    const line = new AbortController();
    let quiet = 0;
    /* The server says something every 15 seconds. Counted, for clocks are wrong and computers sleep. */
    const watch = setInterval(() => ++quiet > 4 && line.abort(), 10000);
    const rung = new Promise((done) => (redial = () => (line.abort(), done())));
    try {
      const answer = await call(`/${chat.id}/events`, {
        headers: { "Last-Event-ID": String(lastEvent) },
        signal: line.signal,
        endless: true,
      });
      if (gone(answer.status)) {
        if (stream === mine) lost();
        break;
      }
      if (answer.ok) {
        wait = 1000;
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        let rest = "";
        for (;;) {
          const { value, done } = await reader.read();
          if (done || stream !== mine) break;
          quiet = 0;
          heardAt = Date.now();
          const events = (rest + value).split(/\r?\n\r?\n/);
          rest = events.pop();
          events.forEach(hear);
        }
      }
    } catch {
      /* The line is down; below it is tried again. */
    }
    clearInterval(watch);
    line.abort();
    if (stream !== mine) return;
    presence(null);
    await Promise.race([rung, new Promise((done) => setTimeout(done, wait + Math.random() * 500))]);
    wait = Math.min(wait * 2, 15000);
  }
  if (stream === mine) stream = null;
}

function hear(text) {
  const event = {};
  for (const line of text.split(/\r?\n/)) {
    const [, field, content] = /^(\w+): ?(.*)$/.exec(line) || [];
    if (field) event[field] = (event[field] ? event[field] + "\n" : "") + content;
  }
  if (!event.event) return;
  const data = JSON.parse(event.data);
  if (event.id) lastEvent = Math.max(lastEvent, Number(event.id));
  if (event.event === "message") received({ ...data, seq: Number(event.id) }, true);
  else if (event.event === "presence") presence(data.staff);
  else if (event.event === "typing") staffTypes(data);
  else if (event.event === "forgotten") lost();
}

function hangUp() {
  stream = null;
  redial();
  lastEvent = 0;
}

/* Awake again, or back by the back button: the old line is most likely dead. */
function wake() {
  if (stream && Math.abs(Date.now() - heardAt) > 20000) redial();
  else void listen();
  void drain();
}
