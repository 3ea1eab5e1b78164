/* What this browser remembers until the chat is ended. Where storage is off or full, the page does. */
const PREFIX = "aftercare.";
const memory = new Map();

function kept(key) {
  if (memory.has(key)) return memory.get(key);
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null; /* Off, or spoilt by someone else. */
  }
}

function keep(key, value) {
  memory.delete(key);
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    if (value !== null) memory.set(key, value);
  }
}

function forgetful() {
  keep("test", 1);
  const off = memory.has("test");
  keep("test", null);
  return off;
}

/* Each unsent message has a place of its own, so that two tabs can't overwrite each other's. */
function keptUnsent() {
  let names = [];
  try {
    names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX + "unsent."));
  } catch {
    /* Off. */
  }
  const keys = new Set([...names.map((name) => name.slice(PREFIX.length)), ...memory.keys()]);
  return [...keys]
    .filter((key) => key.startsWith("unsent."))
    .map(kept)
    .filter((one) => one && typeof one.text === "string" && one.client_id)
    .sort((a, b) => a.order - b.order);
}
