// The replay's progress on the review page: asked for twice a second until its report is there.
const box = document.getElementById("replay-progress");
const EVERY = 500;

function wait(time) {
  return new Promise((resolve) => setTimeout(resolve, time));
}

async function follow() {
  const bar = document.getElementById("replay-bar");
  const state = document.getElementById("replay-state");
  const again = document.getElementById("replay-again");
  for (;;) {
    let replay;
    try {
      const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
      replay = await answer.json();
    } catch {
      state.textContent = "No connection; trying again.";
      await wait(EVERY * 4);
      continue;
    }
    if (replay.total) {
      bar.max = replay.total;
      bar.value = replay.done;
    }
    if (replay.status === "done") {
      document.getElementById("replay-report").innerHTML = replay.html;
      state.textContent = "The replay is done.";
      box.hidden = true;
      return;
    }
    if (replay.status === "failed" || replay.status === "none") {
      state.textContent = "The replay failed. Load the page to run it again.";
      again.hidden = false;
      return;
    }
    await wait(EVERY);
  }
}

if (box && !box.hidden) follow();
