// The slots of a scene (sheet.py): what each kind writes into its element, and how words that are too long are fitted.

const calm = matchMedia("(prefers-reduced-motion: reduce)");

const write = {
  v: (element, value, moving) => {
    element.textContent = value;
    if (moving && !calm.matches && element.animate && !element.closest("[data-cut]"))
      element.animate({ translate: ["0 .09em", "0 0"], opacity: [0.45, 1] }, { duration: 380, easing: "ease-out" });
  },
  w: (element, value) => element.style.setProperty("--w", value),
  x: (element, value) => element.style.setProperty("--x", value),
  c: (element, value) => (element.dataset.state = value),
  u: (element, value, moving, before) => {
    element.setAttribute("href", `#${value}`);
    if (before && !calm.matches) element.closest("svg").animate?.({ transform: ["scaleX(0)", "none"] }, { duration: 380, easing: "ease-out" });
  },
  d: (element, value) => element.setAttribute("d", value),
  a: (element, value) => element.setAttribute("aria-label", value),
  n: (element, value) => element.setAttribute("aria-valuenow", parseFloat(value)),
  t: (element, value) => element.setAttribute("aria-valuetext", value),
  k: (element, value) => {
    const ends = performance.now() + 1000 * Number(value);
    if (!(Math.abs(ends - element.ends) < 1500)) element.ends = ends; // an answer that took a second does not make the clock jump
    showClock(element);
  },
  if: (element, value) => (element.hidden = !value),
};

const slotsOf = (scene) =>
  Object.keys(write).flatMap((kind) =>
    [...scene.querySelectorAll(`[data-${kind}]`)].map((element) => [write[kind], element, element.getAttribute(`data-${kind}`)]),
  );

function showClock(clock) {
  const left = Math.ceil((clock.ends - performance.now()) / 1000);
  const words = left > 0 ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : clock.dataset.over;
  if (clock.textContent !== words) clock.textContent = words;
}

// Clocks run down by themselves between two payloads.
const tickClocks = (scene) => scene.querySelectorAll("[data-k]").forEach(showClock);

// Words that a person chose may be long: a box marked data-fit shrinks its type until they fit, down to that factor.
function fitBoxes(scene) {
  for (const box of scene.querySelectorAll("[data-fit]")) {
    const air = () => parseFloat(getComputedStyle(box).fontSize) / 4; // hanzi reach a little out of their line
    const full = () => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + air();
    delete box.dataset.full;
    for (let factor = 1; factor >= Number(box.dataset.fit); factor -= 0.03) {
      box.style.fontSize = factor === 1 ? "" : `calc(var(--fs) * ${factor.toFixed(2)})`;
      if (!full()) break;
    }
    if (full()) box.dataset.full = "";
  }
}
