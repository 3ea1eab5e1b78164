/* Show, don't ask: a face to tap, a day to pick. The names stand beside as buttons, for everyone. */
const SHAPES = {
  "forehead": ["M52 74Q56 26 100 24Q144 26 148 74Q100 62 52 74Z"],
  "frown lines": ["M88 72H112V100H88Z"],
  "crow's feet": ["M32 84H54V112H36Z", "M168 84H146V112H164Z"],
  "lips": ["M72 150H128V176H72Z"],
  "chin": ["M78 178H122Q120 206 100 208Q80 206 78 178Z"],
  "masseter": ["M40 132H66V186Q46 170 40 132Z", "M160 132H134V186Q154 170 160 132Z"],
  "neck bands": ["M68 210Q100 226 132 210V254H68Z"],
};
const DRAWING =
  "M100 18C58 18 38 54 38 98C38 150 64 208 100 208C136 208 162 150 162 98C162 54 142 18 100 18ZM66 190V232Q62 246 36 254M134 190V232Q138 246 164 254" +
  "M60 84Q72 76 86 82M114 82Q128 76 140 84M62 98Q74 90 86 98Q74 104 62 98ZM114 98Q126 90 138 98Q126 104 114 98Z" +
  "M100 100L94 132Q100 138 106 132M78 160Q92 152 100 156Q108 152 122 160Q100 174 78 160ZM78 160H122M38 100Q28 100 32 124Q36 134 42 132M162 100Q172 100 168 124Q164 134 158 132";

function faceOf(choices, pick) {
  const regions = choices.flatMap((choice) =>
    (SHAPES[choice.value] || []).map((d) =>
      make("svg:path", {
        d,
        class: "region",
        "data-value": choice.value,
        onclick: () => pick(choice),
        onpointerenter: () => light(choice.value, true),
        onpointerleave: () => light(choice.value, false),
      })
    )
  );
  if (!regions.length) return null;
  return make(
    "svg:svg",
    { viewBox: "20 10 160 248", "aria-hidden": "true", class: "face" },
    make("svg:path", { d: DRAWING, class: "drawing" }),
    ...regions
  );
}

function light(value, on) {
  for (const node of $("ask").querySelectorAll("[data-value]")) {
    if (node.dataset.value === value) node.classList.toggle("lit", on);
  }
}

/* The question, always in view above the message box, with what can be tapped for an answer. */
function ask(reply) {
  const dock = $("ask");
  dock.replaceChildren();
  dock.scrollTop = 0;
  const choices = reply?.choices || [];
  dock.hidden = !choices.length;
  if (dock.hidden) return;
  const pick = (choice) => {
    focusText();
    say(choice.value, { title: titleOf(choice) });
  };
  const buttons = choices.map((choice) =>
    button(titleOf(choice), () => pick(choice), {
      dir: "auto",
      "data-value": choice.value,
      onpointerenter: () => light(choice.value, true),
      onpointerleave: () => light(choice.value, false),
      onfocus: () => light(choice.value, true),
      onblur: () => light(choice.value, false),
    })
  );
  const list = make("div", { class: "choices", id: "choices" }, ...buttons);
  const question = TEXTS[language]["ask_" + reply.asks] || t("ask_other");
  dock.append(make("p", { id: "question" }, question));
  if (reply.asks === "timing") list.append(dateOf(list));
  const face = reply.asks === "area" && faceOf(choices, pick);
  dock.append(face ? make("div", { class: "pick" }, face, list) : list);
}

function serverDay() {
  return lastAt ? new Date(lastAt) : new Date();
}

function isoDay(date) {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

function dateOf(list) {
  return button(t("pick_date"), (event) => {
    const input = make("input", { type: "date", "aria-label": t("pick_date"), max: isoDay(serverDay()) });
    const send = () => {
      if (!input.value || input.value > isoDay(serverDay())) {
        tell(t(input.value ? "date_future" : "date_none"));
        return;
      }
      const day = new Date(input.value + "T12:00");
      const english = new Intl.DateTimeFormat("en", { day: "numeric", month: "long", year: "numeric" }).format(day);
      focusText();
      say(`I was treated on ${english}`, { title: localDate(day) });
    };
    event.target.replaceWith(make("span", { class: "date" }, input, button(t("send"), send)));
    input.focus();
  });
}
