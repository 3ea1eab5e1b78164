"use strict";
// Nothing typed is lost when the session ends: before a form is sent, ask whether somebody is still
// signed in. If not, say how to sign in elsewhere and keep the page as it is.

const CHECK = "/api/staff/session";

async function stillSignedIn() {
  const answer = await fetch(CHECK, { headers: { Accept: "application/json" } });
  if (answer.status === 401) return false;
  if (answer.ok) renew((await answer.json()).csrf);
  return true;
}

// After signing in again in another tab the page's forms need the new session's token.
function renew(token) {
  document.querySelector('meta[name="csrf"]').content = token;
  for (const field of document.querySelectorAll('input[name="csrf"]')) field.value = token;
}

function say(button) {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "signed-out-title");
  const title = document.createElement("h2");
  title.id = "signed-out-title";
  title.textContent = "You were signed out";
  const words = document.createElement("p");
  words.textContent = "Nothing was sent and nothing is lost. Sign in in another tab, come back here and press "
    + `“${button}” again.`;
  const row = document.createElement("p");
  row.className = "row";
  const link = document.createElement("a");
  link.className = "button primary";
  link.href = "/signin";
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = "Sign in (new tab)";
  const close = document.createElement("button");
  close.className = "button quiet";
  close.type = "button";
  close.textContent = "Back to the page";
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  row.append(link, close);
  dialog.append(title, words, row);
  document.body.append(dialog);
  dialog.showModal();
}

const checked = new WeakSet();

document.addEventListener("submit", async (event) => {
  const form = event.target;
  // A page's own script that sends the form itself also answers for this.
  if (event.defaultPrevented || form.method !== "post" || checked.delete(form)) return;
  event.preventDefault();
  const { submitter } = event;
  let go = true;
  try {
    go = await stillSignedIn();
  } catch {
    // No connection: let the browser say so.
  }
  if (!go) {
    say(submitter?.textContent.trim() || "Send");
    return;
  }
  checked.add(form);
  form.requestSubmit(submitter);
});
