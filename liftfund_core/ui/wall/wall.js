// The wall's hands: draws a scene when its markup changes, otherwise moves only values, so that nothing flickers.

const STALE_AFTER_MS = 6000;
const BETWEEN_MS = 250; // between two questions, however fast things change
const UNHEARD_MS = 500; // between two questions while no stream is heard
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let stage = null; // the element that holds the scene
let slots = []; // [write, element, slot] of the drawn scene
let shown = {}; // the values on the screen
let latest = null; // the last payload of values
let replay = null; // the time-lapse of the drawn scene, where it has one
let lastBeat = 0;
let ask = null; // asks the server for fresh values
let asked = 0; // when it was asked last
let asking = 0; // the timer of the next question
let stream = null; // tells of every change

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
  t: (element, value) => element.setAttribute("aria-valuetext", value),
  k: (element, value) => {
    const ends = performance.now() + 1000 * Number(value);
    if (!(Math.abs(ends - element.ends) < 1500)) element.ends = ends; // an answer that took a second does not make the clock jump
    tick();
  },
  if: (element, value) => (element.hidden = !value),
};

function draw(parent, { frame_id, html }) {
  const host = parent.querySelector(":scope > .lf-host") ?? parent.appendChild(document.createElement("div"));
  host.className = "lf-host";
  if (stage === host && host.dataset.frame === frame_id) return;
  host.innerHTML = html;
  host.dataset.frame = frame_id;
  stage = host;
  shown = {};
  replay?.stop();
  replay = host.querySelector("[data-days]") && new Replay(host.firstElementChild, calm.matches);
  if (replay) replay.changed = fill;
  slots = Object.keys(write).flatMap((kind) =>
    [...host.querySelectorAll(`[data-${kind}]`)].map((element) => [write[kind], element, element.getAttribute(`data-${kind}`)]),
  );
  fill();
}

function fill() {
  if (!stage || latest?.frame_id !== stage.dataset.frame) return;
  const values = replay ? replay.values(latest.values) : latest.values;
  const first = !("ready" in stage.firstElementChild.dataset);
  const moving = !first && !(replay && replay.at < replay.last);
  let changed = false;
  for (const [set, element, slot] of slots) {
    if (shown[slot] === values[slot]) continue;
    set(element, values[slot], moving, shown[slot]);
    changed = true;
  }
  shown = values;
  stage.firstElementChild.dataset.ready = "";
  if (changed && !replay?.playing) fit();
  if (first && !calm.matches) replay?.play();
}

// Clocks run down by themselves between two payloads.
function tick() {
  for (const clock of stage?.querySelectorAll("[data-k]") ?? []) {
    const left = Math.ceil((clock.ends - performance.now()) / 1000);
    const words = left > 0 ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : clock.dataset.over;
    if (clock.textContent !== words) clock.textContent = words;
  }
}

// Words that a person chose may be long: a box marked data-fit shrinks its type until they fit, down to that factor.
function fit() {
  const chips = stage?.querySelector("header .chips");
  if (chips) stage.firstElementChild.style.setProperty("--chips", `${chips.offsetWidth}px`);
  for (const box of stage?.querySelectorAll("[data-fit]") ?? []) {
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

function watch() {
  if (!stage?.isConnected) return;
  const connected = document.querySelector(".stApp")?.dataset.testConnectionState === "CONNECTED";
  const paused = connected && performance.now() - lastBeat > STALE_AFTER_MS;
  const scene = stage.firstElementChild;
  if (scene.hasAttribute("data-paused") === paused) return;
  scene.toggleAttribute("data-paused", paused);
  fit(); // another chip is shown now
}

// The stream says that something has changed, never what: the figures come by the same way as ever.
function refresh() {
  if (asking || !ask) return;
  const soon = () => {
    asking = 0;
    asked = performance.now();
    ask("heard", asked);
  };
  asking = setTimeout(soon, Math.max(asked + BETWEEN_MS - performance.now(), 0));
}

function listen() {
  if (stream && stream.readyState !== EventSource.CLOSED) return;
  stream = new EventSource("/api/stream");
  stream.onmessage = refresh;
}

const heard = () => stream?.readyState === EventSource.OPEN;

setInterval(watch, 1000);
setInterval(tick, 250);
setInterval(() => heard() || refresh(), UNHEARD_MS);
setInterval(listen, 5000); // a stream that was refused does not come back by itself
addEventListener("resize", fit);
document.fonts.addEventListener("loadingdone", fit);

export default function ({ data, parentElement, setTriggerValue }) {
  if ("html" in data) return draw(parentElement, data);
  ask = setTriggerValue;
  listen();
  lastBeat = performance.now();
  latest = data;
  fill();
  watch();
}
