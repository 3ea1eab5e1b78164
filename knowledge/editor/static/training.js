// How far the training is; the page is loaded anew when it has ended.
const box = document.getElementById("training");
const EVERY = 2000;

async function follow() {
  const bar = document.getElementById("training-bar");
  const step = document.getElementById("training-step");
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, EVERY));
    try {
      const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (told.status !== "running") break;
      bar.max = told.total || 5;
      bar.value = told.done;
      if (step.textContent !== told.step) step.textContent = told.step;
    } catch {
      step.textContent = "No connection; trying again.";
    }
  }
  location.reload();
}

if (box) follow();
