/* What the page says about this widget: its own address, the attributes of its script element. */
const script = document.currentScript;
const base = new URL(".", script.src).href;
const asked = { ...script.dataset };
const wholePage = asked.mode === "page";
performance.mark("aftercare:start");

const SVG = "http://www.w3.org/2000/svg";
const NARROW = matchMedia("(max-width: 30em), (max-height: 26em)");

/* An element; text is only ever put in as text. `more` sets attributes, or listeners by "on…". */
function make(tag, more = {}, ...inside) {
  const node = tag.startsWith("svg:") ? document.createElementNS(SVG, tag.slice(4)) : document.createElement(tag);
  for (const [name, value] of Object.entries(more)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...inside.filter((one) => one !== null && one !== undefined && one !== false));
  return node;
}

function button(words, press, more = {}) {
  return make("button", { type: "button", onclick: press, ...more }, words);
}

function icon(path) {
  return make("svg:svg", { viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon" }, make("svg:path", { d: path }));
}

const ICONS = {
  chat: "M4 4h16v12H9l-5 4z",
  close: "M6 6l12 12M18 6L6 18",
  menu: "M5 12h.01M12 12h.01M19 12h.01",
  up: "M7 11v9H4v-9zm0 0l4-8c2 0 3 1 2.500 3l-.7 3H20l-2 11H7",
  down: "M7 13V4H4v9zm0 0l4 8c2 0 3-1 2.500-3l-.7-3H20L18 4H7",
};

function dial(number) {
  return "tel:" + number.replace(/[^\d+*#]/g, "");
}

function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}
