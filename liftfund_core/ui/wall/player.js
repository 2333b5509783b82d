// The time-lapse: puts the values of one day after the other into a scene that brings its days along (data-days).
// A figure is always that of a day; only lengths glide from one day to the next, and they move no layout.

const A_DAY_S = 0.22; // at this pace, but the whole within 20 to 40 seconds
const SHORTEST_S = 20;
const LONGEST_S = 40;

class Replay {
  constructor(scene, still) {
    let day = {};
    this.days = JSON.parse(scene.querySelector("[data-days]").dataset.days).map((change) => (day = { ...day, ...change }));
    this.scene = scene;
    this.lengths = [...scene.querySelectorAll("[data-w]")].map((element) => [element, element.dataset.w]);
    this.rail = scene.querySelector("input[type=range]");
    this.rail.addEventListener("input", () => this.show(Number(this.rail.value)));
    this.rail.addEventListener("keydown", (event) => event.key === " " && (event.preventDefault(), this.toggle()));
    this.at = still ? this.last : 0;
    this.playing = false;
    this.changed = () => {};
    this.rail.value = Math.floor(this.at);
  }

  get last() {
    return this.days.length; // the newest day is not among those that have ended
  }

  // What stands in the slots now; `newest` are the values of the newest day, and all that is no figure of a day.
  values(newest) {
    this.newest = newest;
    return { ...newest, ...this.days[Math.floor(this.at)] };
  }

  toggle() {
    if (this.playing) return this.stop();
    if (this.at >= this.last) this.show(0);
    this.play();
  }

  play() {
    if (this.last === 0 || this.at >= this.last) return;
    const seconds = Math.min(Math.max(this.last * A_DAY_S, SHORTEST_S), LONGEST_S);
    const pace = this.last / seconds / 1000;
    let before = performance.now();
    this.playing = true;
    this.scene.dataset.playing = "";
    const step = (now) => {
      if (!this.playing || !this.scene.isConnected) return;
      this.move(Math.min(this.at + Math.max(now - before, 0) * pace, this.last));
      before = now;
      if (this.at < this.last) requestAnimationFrame(step);
      else this.stop();
    };
    requestAnimationFrame(step);
  }

  stop() {
    this.playing = false;
    delete this.scene.dataset.playing;
    this.at = Math.floor(this.at);
    this.glide();
  }

  show(day) {
    this.stop();
    this.move(day);
  }

  move(at) {
    const another = Math.floor(at) !== Math.floor(this.at);
    this.at = at;
    if (another) {
      this.rail.value = Math.floor(at);
      this.changed();
    }
    this.glide();
  }

  glide() {
    const day = Math.floor(this.at);
    const [today, tomorrow] = [this.days[day] ?? this.newest, this.days[day + 1] ?? this.newest];
    for (const [element, slot] of this.newest ? this.lengths : []) {
      const [from, to] = [parseFloat(today[slot]), parseFloat(tomorrow[slot])];
      element.style.setProperty("--w", `${(from + (to - from) * (this.at - day)).toFixed(3)}%`);
    }
  }
}
