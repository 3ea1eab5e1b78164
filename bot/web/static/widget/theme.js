/* The clinic's colour, made fit to be read: WCAG asks for a contrast of 4.5 between text and ground. */
const GROUND = { light: [255, 255, 255], dark: [27, 39, 41] };
const DEFAULT_COLOR = [11, 92, 107];
const DARK = matchMedia("(prefers-color-scheme: dark)");

function parseColor(text) {
  let hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec((text || "").trim())?.[1];
  if (!hex) {
    if (text) console.warn(`aftercare: data-color "${text}" is no colour like #0b5c6b; the default is used.`);
    return DEFAULT_COLOR;
  }
  if (hex.length === 3) hex = [...hex].map((digit) => digit + digit).join("");
  return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

function luminance(color) {
  const [r, g, b] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/* The nearest to `color`, going to black or white, that can be read on `ground`. */
function readable(color, ground) {
  const end = luminance(ground) > 0.18 ? 0 : 255;
  for (let share = 0; ; share += 0.05) {
    const mixed = color.map((part) => Math.round(part + (end - part) * Math.min(share, 1)));
    /* 5 and not 4.5: bubbles are a little darker than the ground. */
    if (contrast(mixed, ground) >= 5 || share >= 1) return mixed;
  }
}

function dress(root) {
  const wish = asked.scheme;
  const scheme = wish === "light" || wish === "dark" ? wish : DARK.matches ? "dark" : "light";
  const color = parseColor(asked.color);
  const brand = readable(color, GROUND[scheme]);
  if (asked.color && contrast(color, GROUND[scheme]) < 4.5) {
    console.warn(`aftercare: data-color ${asked.color} can't be read on ${scheme}; rgb(${brand}) is used there.`);
  }
  const onBrand = contrast(brand, [255, 255, 255]) >= 4.5 ? "#fff" : "#06272d";
  root.dataset.scheme = scheme;
  root.style.setProperty("--brand", `rgb(${brand})`);
  root.style.setProperty("--on-brand", onBrand);
}
