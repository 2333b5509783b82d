// The host's console: one tap, one deed. Taps wait in this phone until the server has answered them, in their order.

const RESEND_MS = 4000;
const SURE_MS = 4000;
const GONE_MS = 20000;
const ASK_MS = 300; // between two questions, however fast things change
const MINUTES = [1, 2, 3];
const TURNS_S = [15, 20, 30, 60];

const line = (globalThis.liftfundConsole ??= {}); // what relay.js brings: told, pictures, send
const desks = new Set(); // the consoles on the page: Streamlit makes a second one for a moment when it runs a page again
let sheet = ""; // the wall's own stylesheet, in units of a small screen

const escape = (text) => String(text).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const clock = (ms) => {
  const s = Math.max(Math.floor(ms / 1000), 0);
  const rest = `${String(Math.floor(s / 60) % 60).padStart(2, "0")}:${String(s % 60).padStart(2, "0")}`;
  return s < 3600 ? rest : `${Math.floor(s / 3600)}:${rest}`;
};

function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}

function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // a private window keeps nothing; what waits stays in the page
  }
}

// A wall in small: the same markup and the same sheet, in a tree of its own.
class Screen {
  constructor(place) {
    this.place = place;
    this.root = place.attachShadow({ mode: "open" });
    new ResizeObserver(() => this.scale()).observe(place);
  }

  scale() {
    this.place.style.setProperty("--small", this.place.clientWidth / 960);
  }

  show(picture) {
    if (!sheet || !picture) return;
    if (this.frame !== picture.frame_id || this.sheet !== sheet) {
      this.root.innerHTML = `<style>${sheet}</style><div class="small">${picture.html}</div>`;
      Object.assign(this, { frame: picture.frame_id, sheet, shown: {}, slots: slotsOf(this.root) });
    }
    for (const [set, element, slot] of this.slots)
      if (this.shown[slot] !== picture.values[slot]) set(element, picture.values[slot], false);
    this.shown = picture.values;
    this.root.querySelector(".lf").dataset.ready = "";
    this.scale();
    fitBoxes(this.root);
  }
}

class Console {
  constructor(root) {
    this.root = root;
    this.parts = Object.fromEntries([...root.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
    this.screens = Object.fromEntries([...root.querySelectorAll("[data-screen]")].map((place) => [place.dataset.screen, new Screen(place)]));
    this.drawn = {};
    this.taken = []; // scenes ticked for a rotation
    this.turn = TURNS_S[1];
    this.draft = {}; // of the poll that is about to be opened
    this.sure = null; // the deed that wants a second tap
    root.addEventListener("click", (event) => this.tap(event));
    root.addEventListener("input", (event) => event.target.dataset.draft && (this.draft[event.target.dataset.draft] = event.target.value));
    root.querySelector(".say").addEventListener("submit", (event) => {
      event.preventDefault();
      const input = event.target.elements.message;
      this.push("say", { message: input.value }, this.words.put_up);
      input.value = "";
    });
    this.deaf = onKeys((step) => this.step(step), () => this.here() && this.push("blank", { on: !this.state.on.blank }, this.words.blank));
    this.asleep = keepAwake(root);
    this.timers = [setInterval(() => this.tick(), 250), setInterval(() => this.deliver(), RESEND_MS)];
    this.stream = new EventSource("/api/stream");
    this.stream.onmessage = () => this.ask();
  }

  // A console that Streamlit has taken off the page hears and says nothing; it may be put back.
  here() {
    if (this.root.isConnected) this.seen = Date.now();
    return this.root.isConnected;
  }

  // One that has been off the page for long does not come back.
  rest() {
    if (this.here() || Date.now() - this.seen < GONE_MS) return;
    this.deaf();
    this.asleep();
    this.timers.forEach(clearInterval);
    this.stream.close();
    desks.delete(this);
  }

  hear(data) {
    this.state = data.state;
    this.skew = data.state.now - Date.now();
    if (this.slot !== data.slot) {
      this.slot = data.slot;
      this.queue = recall(this.slot);
      if (this.queue.length) this.deliver();
    }
    const answered = this.queue.filter((tap) => tap.id in data.answers);
    if (answered.length) {
      this.refused = answered.map((tap) => data.answers[tap.id]).find(Boolean) ?? "";
      this.queue = this.queue.filter((tap) => !answered.includes(tap));
      keep(this.slot, this.queue);
      this.deliver();
    }
    this.draw();
  }

  // ---- Taps

  push(deed, told, words) {
    const waiting = this.queue.find((tap) => tap.deed === deed);
    if (waiting && deed === "move") return; // the first press counts
    if (waiting && waiting !== this.queue[0]) this.queue.splice(this.queue.indexOf(waiting), 1);
    const id = Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");
    this.queue.push({ id, deed, words, ...told, at: Date.now() });
    keep(this.slot, this.queue);
    this.refused = "";
    this.sure = null;
    navigator.vibrate?.(12);
    this.deliver();
    this.draw();
  }

  deliver() {
    if (this.queue?.length && this.here()) line.send("deed", this.queue[0]);
  }

  ask() {
    if (!this.here()) return;
    this.asking ??= setTimeout(() => {
      this.asking = null;
      line.send("heard", Date.now());
    }, ASK_MS);
  }

  step(by) {
    if (!this.here()) return;
    const { current, next, previous } = this.state;
    const to = by > 0 ? next : previous;
    if (to !== null) this.push("move", { from: current, to }, by > 0 ? this.words.next : this.words.previous);
  }

  tap(event) {
    const button = event.target.closest("[data-do]");
    if (!button || button.disabled) return;
    const { do: what, ...told } = button.dataset;
    if ("sure" in told && this.sure !== button.dataset.key) {
      this.sure = button.dataset.key;
      clearTimeout(this.doubt);
      this.doubt = setTimeout(() => ((this.sure = null), this.draw()), SURE_MS);
      return this.draw();
    }
    this[`do_${what}`](told, button.textContent.trim());
  }

  do_step({ by }) {
    this.step(Number(by));
  }
  do_go({ to }, words) {
    this.push("move", { from: this.state.current, to: Number(to) }, words);
  }
  do_again(_told, words) {
    this.push("again", {}, words);
  }
  do_switch({ deed, on }) {
    this.push(deed, { on: on === "true" }, this.words[deed]);
  }
  do_look({ theme, lang }, words) {
    const { on } = this.state;
    this.push("look", { theme: theme ?? on.theme, lang: lang ?? on.lang }, words);
  }
  do_choose({ scene, building, poll }) {
    const again = scene && this.chosen?.scene === scene && !building && !poll;
    this.chosen = !scene || again ? null : { scene, building: building ?? null, poll: poll ?? null };
    line.send("peek", this.chosen ?? {});
    this.draw();
  }
  do_put_up(_told, words) {
    this.push("scene", this.chosen, words);
    this.do_choose({});
  }
  do_take_down(_told, words) {
    this.push("say", { message: "" }, words);
  }
  do_turn_scene({ scene }) {
    this.taken = this.taken.includes(scene) ? this.taken.filter((other) => other !== scene) : [...this.taken, scene];
    this.draw();
  }
  do_turn_s({ seconds }) {
    this.turn = Number(seconds);
    this.draw();
  }
  do_rotate(_told, words) {
    this.push("rotate", { scenes: this.taken, seconds: this.turn }, words);
  }
  do_stop(_told, words) {
    this.push("rotate", { scenes: [], seconds: 0 }, words);
  }
  do_way({ way }) {
    this.draft.way = way;
    this.draw();
  }
  do_open(_told, words) {
    const { way = "placards", present = "" } = this.draft;
    this.push("open", { poll: this.state.poll.code, way, present }, words);
    this.draft = {};
  }
  do_close(_told, words) {
    this.push("close", { poll: this.state.poll.code }, words);
  }
  do_countdown({ seconds }, words) {
    this.push("countdown", { poll: this.state.poll.code, seconds: Number(seconds) }, words);
  }
  do_withdraw({ id }) {
    this.queue = this.queue.filter((tap) => tap.id !== id);
    keep(this.slot, this.queue);
    this.draw();
  }

  // ---- Drawing: a part is touched only when it has changed, so that nothing jumps under a finger

  draw() {
    if (!this.state) return;
    this.root.hidden = false;
    for (const [name, part] of Object.entries(this.parts)) {
      const html = this[`draw_${name}`]();
      if (this.drawn[name] === html) continue;
      const focused = this.root.getRootNode().activeElement?.dataset?.key;
      part.innerHTML = this.drawn[name] = html;
      if (focused && !this.root.getRootNode().activeElement) part.querySelector(`[data-key="${focused}"]`)?.focus();
    }
    const say = this.root.querySelector(".say");
    say.querySelector("span").textContent = this.words.message;
    say.querySelector("button").textContent = this.words.put_up;
    this.drawWaiting();
    this.tick();
  }

  drawWaiting() {
    const late = this.queue.filter((tap) => Date.now() - tap.at > 700);
    const waits = this.root.querySelector(".waits");
    const html = late.map((tap) => `<p><b>${escape(this.words.waiting)}</b> ${escape(tap.words)} ${this.button("withdraw", this.words.withdraw, { id: tap.id })}</p>`).join("");
    if (this.drawn.waits !== html) waits.innerHTML = this.drawn.waits = html;
    waits.hidden = !late.length;
    const refused = this.root.querySelector(".refused");
    refused.textContent = this.refused ?? "";
    refused.hidden = !this.refused;
  }

  tick() {
    if (!this.state || !this.here()) return;
    const now = Date.now() + this.skew;
    for (const place of this.root.querySelectorAll("[data-since]")) place.textContent = clock(now - Number(place.dataset.since));
    for (const place of this.root.querySelectorAll("[data-until]")) {
      const left = Number(place.dataset.until) - now;
      place.textContent = left > 0 ? clock(left + 999) : this.words.time_up;
    }
    for (const bar of this.root.querySelectorAll("[data-planned]")) {
      const part = (now - Number(bar.dataset.from)) / Number(bar.dataset.planned);
      bar.style.setProperty("--w", `${Math.min(part * 100, 100).toFixed(2)}%`);
      bar.closest(".now").classList.toggle("late", part > 1);
    }
    if (this.queue.some((tap) => Date.now() - tap.at > 700)) this.drawWaiting();
  }

  button(what, words, told = {}, more = "") {
    const data = Object.entries(told).map(([name, value]) => `data-${name}="${escape(value)}"`).join(" ");
    const key = `${what}-${Object.values(told).join("-")}`;
    const sure = "sure" in told && this.sure === key;
    return `<button type="button" data-do="${what}" data-key="${escape(key)}" ${data} ${sure ? 'class="asks"' : ""} ${more}>${sure ? escape(this.words.sure) : words}</button>`;
  }

  choice(what, name, [code, words], chosen, more = {}) {
    return this.button(what, escape(words), { [name]: code, ...more }, `aria-pressed="${chosen}"`);
  }

  at(id) {
    return this.state.run.find((segment) => segment.id === id);
  }

  draw_now() {
    const { words, state } = this;
    const segment = this.at(state.current);
    if (!segment) {
      const empty = !state.run.length;
      return `<div class="now"><p class="place">${escape(empty ? words.no_run : words.before)}</p>${empty ? `<p class="help">${escape(words.no_run_help)}</p>` : ""}</div>`;
    }
    const planned = segment.minutes * 60000;
    return `<div class="now"><p class="place">${segment.no} / ${state.run.length} · ${escape(words.now)}</p>
      <h2>${escape(segment.title)}</h2><p class="speaker">${escape(segment.speaker)}</p>
      <div class="clocks"><p><span>${escape(words.segment_clock)}</span><b data-since="${state.began}"></b><i>/ ${fill(words.minutes, { n: segment.minutes })}<em>${escape(words.overrun)}</em></i></p>
      <p><span>${escape(words.meeting_clock)}</span><b data-since="${state.meeting}"></b></p></div>
      <div class="plan"><i data-from="${state.began}" data-planned="${planned}"></i></div>
      ${segment.note ? `<p class="note">${escape(segment.note)}</p>` : ""}</div>`;
  }

  draw_air() {
    const { words, state: { on } } = this;
    const marks = [on.pinned && words.pinned, on.frozen && fill(words.frozen, { t: on.frozen }), on.blank && words.blanked, on.rotate_s && fill(words.rotating, { n: on.rotate_s })];
    return `<span class="live">${escape(words.on_air)}</span><b>${escape(on.scene)}</b>${marks.filter(Boolean).map((mark) => `<mark>${escape(mark)}</mark>`).join("")}${on.by ? `<small>${escape(words.by)} ${escape(on.by)}</small>` : ""}`;
  }

  draw_switches() {
    const { words, state: { on } } = this;
    const one = (deed, is, said) => this.button("switch", `<i class="${deed}"></i>${escape(said)}`, { deed, on: !is }, `aria-pressed="${is}"`);
    return one("pin", on.pinned, on.pinned ? words.pinned : words.pin) + one("freeze", Boolean(on.frozen), on.frozen ? fill(words.frozen, { t: on.frozen }) : words.freeze) + one("blank", on.blank, on.blank ? words.blanked : words.blank);
  }

  draw_poll() {
    const { words, state: { poll, choices } } = this;
    if (!poll) return "";
    const figures = [poll.raised, poll.phones].filter(Boolean).join(" · ");
    const head = `<div class="poll ${poll.state}"><header><h3>${escape(poll.title)}</h3><span>${escape(poll.state_said)}</span></header>${figures ? `<p>${escape(figures)}</p>` : ""}`;
    if (poll.state === "waiting") {
      const { way = "placards", present = "" } = this.draft;
      return `${head}<div class="row" role="group" aria-label="${escape(words.way)}">${choices.ways.map((one) => this.choice("way", "way", one, one[0] === way)).join("")}</div>
        <label><span>${escape(words.present)}</span><input data-draft="present" data-key="present" inputmode="numeric" pattern="[0-9]*" value="${escape(present)}"></label>
        ${this.button("open", escape(words.open), {}, "data-primary")}</div>`;
    }
    if (poll.state !== "open") return `${head}</div>`;
    const clocks = MINUTES.map((n) => this.button("countdown", fill(escape(words.minutes), { n }), { seconds: n * 60 })).join("");
    const running = poll.ends ? `<p class="left"><b data-until="${poll.ends}"></b></p>${this.button("countdown", escape(words.no_clock), { seconds: 0 })}` : `<div class="row"><span>${escape(words.countdown)}</span>${clocks}</div>`;
    return `${head}${running}${this.button("close", escape(words.close), { sure: "" }, "data-primary")}</div>`;
  }

  draw_coming() {
    const { words, state } = this;
    const segment = this.at(state.next);
    if (!segment) return state.run.length ? `<div class="next"><p class="place">${escape(words.over)}</p></div>` : "";
    return `<div class="next"><p class="place">${escape(words.next)} · ${segment.no} / ${state.run.length}</p><h2>${escape(segment.title)}</h2>
      <p class="speaker">${escape([segment.speaker, fill(words.minutes, { n: segment.minutes })].filter(Boolean).join(" · "))}</p>${segment.note ? `<p class="note">${escape(segment.note)}</p>` : ""}</div>`;
  }

  draw_preview() {
    const { words, state, chosen } = this;
    const said = chosen ? state.choices.scenes.find(([code]) => code === chosen.scene)?.[1] : this.at(state.next)?.scene;
    this.root.querySelector(".ahead").hidden = !said;
    const up = chosen ? `<span class="row">${this.button("put_up", escape(words.put_up), {}, "data-primary")}${this.button("choose", escape(words.cancel))}</span>` : "";
    return `<span class="soon">${escape(words.preview)}</span><b>${escape(said ?? "")}</b>${up}`;
  }

  draw_scenes() {
    const { words, state: { choices }, chosen } = this;
    const row = (list, name) => (chosen && list.length ? `<div class="row tight">${list.map((one) => this.choice("choose", name, one, chosen[name] === one[0], { scene: chosen.scene })).join("")}</div>` : "");
    const more = chosen?.scene === "building" ? row(choices.buildings, "building") : chosen?.scene === "vote" ? row(choices.polls, "poll") : "";
    return `<h3>${escape(words.scenes)}</h3><div class="grid">${choices.scenes.map((one) => this.choice("choose", "scene", one, chosen?.scene === one[0])).join("")}</div>${more}`;
  }

  draw_look() {
    const { words, state: { on, choices } } = this;
    const row = (list, name) => `<div class="row" role="group" aria-label="${escape(words.look)}">${list.map((one) => this.choice("look", name, one, on[name] === one[0])).join("")}</div>`;
    return `<h3>${escape(words.look)}</h3><div class="looks">${row(choices.themes, "theme")}${row(choices.langs, "lang")}</div>`;
  }

  draw_message() {
    const { words, state: { on } } = this;
    return on.message ? `<span>${escape(fill(words.message_on, { text: on.message }))}</span> ${this.button("take_down", escape(words.take_down))}` : "";
  }

  draw_rotate() {
    const { words, state: { on, choices }, taken, turn } = this;
    if (on.rotate_s) return `<h3>${escape(words.rotate)}</h3><div class="row">${this.button("stop", `${escape(words.stop)} · ${escape(fill(words.rotating, { n: on.rotate_s }))}`)}</div>`;
    return `<details ${taken.length ? "open" : ""}><summary data-key="rotate">${escape(words.rotate)}</summary><p class="help">${escape(words.rotate_help)}</p>
      <div class="grid">${choices.scenes.map((one) => this.choice("turn_scene", "scene", one, taken.includes(one[0]))).join("")}</div>
      <div class="row">${TURNS_S.map((n) => this.choice("turn_s", "seconds", [n, fill(words.seconds, { n })], n === turn)).join("")}</div>
      ${this.button("rotate", escape(words.rotate), {}, `data-primary ${taken.length < 2 ? "disabled" : ""}`)}</details>`;
  }

  draw_run() {
    const { words, state } = this;
    if (!state.run.length) return "";
    const here = this.at(state.current)?.no ?? 0;
    const rows = state.run.map((segment) => {
      const is = segment.no < here ? "over" : segment.id === state.current ? "here" : "ahead";
      const inside = `<i>${segment.no}</i><span><b>${escape(segment.title)}</b><small>${escape([segment.speaker, segment.scene].filter(Boolean).join(" · "))}</small></span><em>${fill(words.minutes, { n: segment.minutes })}</em>`;
      return `<li class="${is}" ${is === "here" ? 'aria-current="step"' : ""}>${is === "here" ? `<div>${inside}</div>` : this.goes(segment, inside)}</li>`;
    });
    return `<h3>${escape(words.run)}</h3><ol>${rows.join("")}</ol>${state.meeting ? this.button("again", escape(words.again), { sure: "" }) : ""}<p class="help keys">${escape(words.keys)}</p>`;
  }

  // A row of the run that is tapped twice: the first tap asks.
  goes(segment, inside) {
    const key = `go-${segment.id}-`;
    const asks = this.sure === key ? `<strong>${escape(this.words.go)}</strong>` : "";
    return `<button type="button" data-do="go" data-key="${key}" data-to="${segment.id}" data-sure="">${inside}${asks}</button>`;
  }

  draw_steps() {
    const { words, state } = this;
    const [back, on] = [this.at(state.previous), this.at(state.next)];
    const moving = this.queue.some((tap) => tap.deed === "move");
    const label = moving ? words.waiting : state.current === null ? words.begin : words.next;
    return `<button type="button" data-do="step" data-key="back" data-by="-1" aria-label="${escape(words.previous)}" ${back && !moving ? "" : "disabled"}><i></i><span>${escape(words.previous)}</span></button>
      <button type="button" class="on" data-do="step" data-key="on" data-by="1" ${on && !moving ? "" : "disabled"}><span>${escape(on ? label : state.run.length ? words.over : words.no_run)}</span><b>${escape(on?.title ?? "")}</b><i></i></button>`;
  }
}

function markup() {
  const draft = document.createElement("div");
  draft.innerHTML = MARKUP;
  return draft.firstElementChild;
}

function changed() {
  for (const desk of desks) {
    if (!desk.here()) continue;
    if (line.told) desk.hear(line.told);
    for (const [name, picture] of Object.entries(line.pictures ?? {})) desk.screens[name].show(picture);
  }
}

export default function ({ data, parentElement }) {
  sheet = data.sheet;
  for (const desk of desks) desk.rest();
  const root = parentElement.querySelector(".console") ?? parentElement.appendChild(markup());
  root.desk ??= new Console(root);
  root.desk.words = data.words;
  desks.add(root.desk);
  line.changed = changed;
  changed();
}
