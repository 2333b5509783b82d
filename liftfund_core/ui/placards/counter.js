// The counter in the phone: taps are counted and kept here, so that neither a weak Wi-Fi nor a reload loses one.

const RESEND_MS = 4000;
const OPTIONS = ["for", "against", "abstain"];
const TEAM = "liftfund.team";

const empty = () => ({ team: recall(TEAM, ""), second: false, for: 0, against: 0, abstain: 0, reason: "", pending: null, sent: null });
const id = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

function recall(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // a private window keeps nothing; the counts stay in the page
  }
}

class Counter {
  constructor(root, send) {
    this.root = root;
    this.send = send;
    this.state = empty();
    this.refused = null;
    const on = (selector, event, act) => root.querySelectorAll(selector).forEach((element) => element.addEventListener(event, () => act(element)));
    on("[data-add]", "click", (button) => this.add(button.closest(".card").classList[1], Number(button.dataset.add)));
    on("input", "input", (input) => this.set({ [input.name]: input.value }));
    on(".second", "click", () => this.set({ second: !this.state.second }));
    on(".submit", "click", () => this.submit());
    on(".back", "click", () => this.set({ sent: null, reason: "" }));
    setInterval(() => root.isConnected && this.state.pending && this.deliver(), RESEND_MS);
    keepAwake(root);
  }

  // What the page says: the poll, the words, the teams that have counted, and the answers to what was sent.
  hear(data) {
    const moved = this.data?.slot !== data.slot;
    this.data = data;
    if (moved) {
      this.state = { ...empty(), ...recall(data.slot, {}) };
      this.refused = null;
      this.root.querySelectorAll("[data-word]").forEach((element) => (element.textContent = data.words[element.dataset.word]));
      this.root.querySelectorAll("[data-hint]").forEach((input) => ((input.placeholder = data.words[input.dataset.hint]), input.setAttribute("aria-label", input.placeholder)));
      if (this.state.pending) this.deliver();
    }
    const answer = this.state.pending && data.answers[this.state.pending.request_id];
    if (answer?.entry) this.set({ sent: { ...this.state.pending, entry: answer.entry }, pending: null });
    else if (answer) {
      this.refused = answer.sentence;
      this.set({ pending: null }, true);
    }
    this.draw();
  }

  set(change, refused = false) {
    if (!refused) this.refused = null;
    Object.assign(this.state, change);
    if ("team" in change) keep(TEAM, change.team);
    keep(this.data.slot, this.state);
    this.draw();
  }

  add(option, more) {
    this.set({ [option]: Math.max(0, this.state[option] + more) });
    navigator.vibrate?.(12);
  }

  submit() {
    const { team, second, reason } = this.state;
    const counts = Object.fromEntries(OPTIONS.map((option) => [option, this.state[option]]));
    this.set({ pending: { request_id: id(), poll: this.data.poll, team: team.trim(), second, reason: this.asksReason() ? reason.trim() : "", ...counts } });
    this.deliver();
  }

  deliver() {
    this.send(this.state.pending);
  }

  // The team's count that is in the sum, and the one beside it, as the server knows them.
  counted() {
    return this.data.teams[this.state.team.trim()];
  }

  asksReason() {
    const counted = this.counted();
    return this.state.second ? counted?.beside_by === this.data.me : Boolean(counted);
  }

  draw() {
    const { state, data, root } = this;
    const find = (selector) => root.querySelector(selector);
    const locked = Boolean(state.pending || state.sent);
    root.hidden = false;
    root.classList.toggle("sent", Boolean(state.sent));
    root.classList.toggle("waiting", Boolean(state.pending));
    OPTIONS.forEach((option) => (find(`.${option} output`).textContent = state[option]));
    ["team", "reason"].forEach((name) => {
      const input = find(`input[name=${name}]`);
      if (input.value !== state[name]) input.value = state[name];
      input.disabled = locked;
    });
    find(".second").setAttribute("aria-checked", state.second);
    find(".second").disabled = locked;
    find(".reason").hidden = locked || !this.asksReason();
    const counted = this.counted();
    find(".beside").hidden = locked || !counted;
    find(".beside").textContent = counted?.said ?? "";
    this.drawFooter(find);
  }

  drawFooter(find) {
    const { state, data } = this;
    const submit = find(".submit");
    const missing = !state.team.trim() || (this.asksReason() && !state.reason.trim());
    submit.hidden = Boolean(state.sent);
    submit.disabled = Boolean(state.pending) || missing;
    submit.textContent = state.pending ? data.words.waiting : data.words.submit;
    find(".back").hidden = !state.sent;
    find(".back").textContent = data.words.back;
    const status = find(".status");
    const said = this.refused ?? (state.sent ? `✓ ${data.words.sent} ${data.words.entry.replace("{n}", state.sent.entry)}` : state.pending ? data.words.queued : "");
    status.textContent = said;
    status.hidden = !said;
    status.className = `status ${this.refused ? "no" : state.sent ? "done" : "waits"}`;
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".counter");
  root.counter ??= new Counter(root, (payload) => root.send("submitted", payload));
  root.send = setTriggerValue;
  root.counter.hear(data);
}
