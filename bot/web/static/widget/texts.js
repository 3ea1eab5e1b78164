/* The words of the interface, in the patient's language. */
let language = chooseLanguage();

function chooseLanguage() {
  const wishes = [kept("language"), asked.lang, document.documentElement.lang, ...navigator.languages];
  for (const wish of wishes) {
    const code = String(wish || "").slice(0, 2).toLowerCase();
    if (Object.hasOwn(TEXTS, code)) return code;
  }
  return "en";
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
