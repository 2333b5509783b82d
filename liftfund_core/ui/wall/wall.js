// The wall's hands: draws a scene when its markup changes, otherwise moves only values, so that nothing flickers.

const STALE_AFTER_MS = 6000;
const BETWEEN_MS = 250; // between two questions, however fast things change
const UNHEARD_MS = 500; // between two questions while no stream is heard

let stage = null; // the element that holds the scene
let slots = []; // [write, element, slot] of the drawn scene
let shown = {}; // the values on the screen
let newest = null; // the values of now
let replay = null; // the time-lapse of the drawn scene, where it has one
let lastBeat = 0;
let ask = null; // asks the server for fresh values
let asked = 0; // when it was asked last
let asking = 0; // the timer of the next question
let stream = null; // tells of every change

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
  slots = slotsOf(host);
}

function fill() {
  const values = replay ? replay.values(newest) : newest;
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

function fit() {
  const chips = stage?.querySelector("header .chips");
  if (chips) stage.firstElementChild.style.setProperty("--chips", `${chips.offsetWidth}px`);
  if (stage) fitBoxes(stage);
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
setInterval(() => stage && tickClocks(stage), 250);
setInterval(() => heard() || refresh(), UNHEARD_MS);
setInterval(listen, 5000); // a stream that was refused does not come back by itself
addEventListener("resize", fit);
document.fonts.addEventListener("loadingdone", fit);

export default function ({ data, parentElement, setTriggerValue }) {
  ask = setTriggerValue;
  listen();
  lastBeat = performance.now();
  if ("html" in data) draw(parentElement, data);
  if (!stage?.isConnected || stage.dataset.frame !== data.frame_id) return ask("bare", lastBeat);
  newest = data.values;
  fill();
  watch();
}
