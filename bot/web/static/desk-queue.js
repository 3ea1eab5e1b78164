/* The list of cases: renews itself; j and k go through it. */

import { on, refresh, renewing, typingIn } from "./desk-live.js";

renewing(document.getElementById("queue"), "/desk/queue");
on("queue", () => void refresh());

function go(step) {
  const links = [...document.querySelectorAll(".case h2 a")];
  if (!links.length) return;
  const here = document.activeElement?.closest(".case");
  const now = links.findIndex((link) => here && here.contains(link));
  links[Math.min(links.length - 1, Math.max(0, now < 0 ? 0 : now + step))].focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typingIn(event.target)) return;
  if (!document.getElementById("keys-on").checked || document.getElementById("shortcuts").open) return;
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else return;
  event.preventDefault();
});
