/* The words of the interface, in the patient's language. */
let language = chooseLanguage();

/* A clinic's page says in which language it is; the page that is only the chat is in the visitor's. */
function chooseLanguage() {
  const page = wholePage ? [] : [document.documentElement.lang];
  return firstKnown([kept("language"), asked.lang, ...page, ...navigator.languages]) || "en";
}

function firstKnown(wishes) {
  const codes = wishes.map((wish) => String(wish || "").slice(0, 2).toLowerCase());
  return codes.find((code) => Object.hasOwn(TEXTS, code));
}

/* Only English comes with the script; when another language can't be had, English it is. */
async function loadLanguage(code) {
  try {
    TEXTS[code] = TEXTS[code] || (await (await fetch(`${base}widget/${code}.json`, { credentials: "omit" })).json());
    language = code;
  } catch {
    language = "en";
  }
}

function t(key, values = {}) {
  const known = { ...CLINIC, ...values };
  return TEXTS[language][key].replace(/\{(\w+)\}/g, (whole, name) => known[name] ?? whole);
}

/* "forehead" and the like: what the server offers has English titles. */
function titleOf(choice) {
  return TEXTS[language].choices[choice.value] || choice.title;
}

function localDate(date, more = { day: "numeric", month: "long", year: "numeric" }) {
  return new Intl.DateTimeFormat(language, more).format(date);
}
