"use strict";
/* Renews the list of cases. The server has escaped all text; the policy of the page runs no script in it. */

const RENEW_MS = 3000;
const list = document.getElementById("cases");
let before = list.innerHTML;

function tally() {
  const count = list.querySelector(".count").dataset.count;
  const words = count === "0" ? "No open case" : count === "1" ? "1 open case" : `${count} open cases`;
  const status = document.getElementById("tally");
  /* Said aloud only when the number changes. */
  if (status.textContent !== words) status.textContent = words;
  document.title = document.title.replace(/^(\(\d+\) )?/, count === "0" ? "" : `(${count}) `);
}

async function renew() {
  try {
    const answer = await fetch("/desk/cases", { signal: AbortSignal.timeout(5000) });
    if (!answer.ok) throw new Error(String(answer.status));
    const html = await answer.text();
    if (html !== before) {
      before = html;
      const open = new Set([...list.querySelectorAll("details[open]")].map((fold) => fold.dataset.key));
      const fresh = new DOMParser().parseFromString(html, "text/html").body;
      fresh.querySelectorAll("details").forEach((fold) => (fold.open = open.has(fold.dataset.key)));
      /* A button that has the focus keeps it. */
      const form = document.activeElement.closest && document.activeElement.closest("form");
      list.replaceChildren(...fresh.childNodes);
      if (form) {
        const same = [...list.querySelectorAll("form")].find((one) => one.action === form.action);
        if (same) same.querySelector("button").focus();
      }
      tally();
    }
    document.getElementById("stale").hidden = true;
  } catch {
    document.getElementById("stale").hidden = false;
  }
  setTimeout(renew, RENEW_MS);
}

tally();
setTimeout(renew, RENEW_MS);
