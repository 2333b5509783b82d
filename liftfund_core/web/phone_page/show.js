// What is seen.
// ---- Showing it. A card is made once and only its words change, so that no tap falls on a vanished button.
function render() {
  var kept = load();
  find("house").hidden = !asksCode(kept);
  find("code-form").hidden = !!kept.code;
  find("code-known").hidden = !kept.code;
  find("code-shown").textContent = kept.code ? grouped(kept.code.slice(0, 4)) + "-****" : "";
  find("house-head").hidden = !!kept.code;
  renderMessage(kept);
  if (board) {
    renderBoard();
    renderPolls(kept);
  }
}

function asksCode(kept) {
  return !!kept.code || polls().some(function (poll) { return poll.state === "open" && allowsPhones(poll); });
}

function renderMessage(kept) {
  var waiting = kept.outbox.filter(function (letter) { return !letter.motion; }).length;
  var now = waiting ? { state: "waiting" } : kept.message;
  var box = find("message-state");
  box.hidden = !now;
  if (!now) return;
  put(box, now.state, now.why || W["message_" + now.state], "");
}

function put(box, state, head, rest) {
  var said = state + head + rest;
  if (box.getAttribute("data-said") === said) return;
  box.setAttribute("data-said", said);
  box.className = "state " + state;
  box.textContent = "";
  box.appendChild(make("b", "", head));
  rest.split("\n").forEach(function (line) {
    if (line) box.appendChild(make("span", "receipt", line));
  });
}

function polls() {
  return (board && board.polls || []).filter(function (poll) { return poll.state !== "waiting"; });
}

function allowsPhones(poll) { return !poll.takes || poll.takes.phones; }

function renderPolls(kept) {
  var shown = polls(), seen = {};
  find("no-poll").hidden = shown.some(function (poll) { return poll.state === "open"; });
  shown.sort(function (a, b) { return (a.state === "closed") - (b.state === "closed"); });
  shown.forEach(function (poll) {
    var code = poll.motion;
    seen[code] = true;
    var card = cards[code] || (cards[code] = newCard(poll));
    fill(card, poll, standing(kept, code));
  });
  if (orderOf(shown) !== find("polls").getAttribute("data-order")) {
    shown.forEach(function (poll) { find("polls").appendChild(cards[poll.motion].box); });
    find("polls").setAttribute("data-order", orderOf(shown));
  }
  for (var code in cards) if (!seen[code]) {
    find("polls").removeChild(cards[code].box);
    delete cards[code];
  }
}

function orderOf(shown) { return shown.map(function (poll) { return poll.motion; }).join(" "); }

function newCard(poll) {
  var card = { box: make("article", "poll"), buttons: {} };
  card.tag = make("span", "tag");
  card.title = make("h2");
  card.title.id = "poll-" + poll.motion;
  card.choices = make("div", "choices");
  card.choices.setAttribute("role", "group");
  card.choices.setAttribute("aria-labelledby", card.title.id);
  for (var choice in CHOICES) card.choices.appendChild(card.buttons[choice] = choiceButton(poll.motion, choice));
  card.state = make("p", "state");
  card.state.setAttribute("role", "status");
  card.result = make("p", "result");
  [card.tag, card.title, make("p", "law", W.law), card.choices, card.state, card.result].forEach(function (part) {
    card.box.appendChild(part);
  });
  return card;
}

function choiceButton(motion, choice) {
  var button = make("button", choice), sign = make("i", "", CHOICES[choice]);
  button.type = "button";
  sign.setAttribute("aria-hidden", "true");
  button.appendChild(sign);
  button.appendChild(document.createTextNode(W[choice]));
  button.onclick = function () { answer(motion, choice); };
  return button;
}

function fill(card, poll, now) {
  var open = poll.state === "open", phones = allowsPhones(poll);
  card.box.className = "poll " + poll.state;
  card.tag.textContent = open ? W.open : poll.closed_at ? say(W.closed_at, { t: clock(poll.closed_at) }) : W.closed;
  card.title.textContent = poll.title;
  card.choices.hidden = !open || !phones;
  for (var choice in card.buttons) card.buttons[choice].setAttribute("aria-pressed", String(now.choice === choice));
  card.state.hidden = !now.state && (!phones || !open && !load().code);
  stateWords(card.state, open, now);
  card.result.textContent = phones ? open ? "" : resultLine(poll.phones) : W.placards_only;
  card.result.hidden = !card.result.textContent;
}

function resultLine(counts) {
  if (!counts || typeof counts["for"] !== "number") return "";
  return say(W.result, { a: counts["for"], b: counts.against, c: counts.abstain });
}

function stateWords(box, open, now) {
  var word = now.choice ? W[now.choice] : "";
  var stored = say(W.saved, { choice: word }), more = open ? W.may_change : "";
  if (now.state === "waiting") put(box, "waiting", say(W.waiting, { choice: word }), W.waiting_more);
  else if (now.state === "refused") put(box, "refused", now.why, word ? stored + "\n" + receiptLine(now) : "");
  else if (now.state === "saved") put(box, "saved", stored, receiptLine(now) + "\n" + more);
  else put(box, "", open ? W.not_yet : W.not_answered, more);
}

function receiptLine(now) {
  return say(W.receipt, { receipt: String(now.receipt || "").slice(0, 8), n: now.entry });
}

function clock(moment) {
  var at = new Date(moment), minutes = at.getMinutes();
  return at.getHours() + ":" + (minutes < 10 ? "0" : "") + minutes;
}

function renderBoard() {
  var totals = board.totals || {}, lifts = totals.lifts || {}, list = find("building");
  if (board.estate && board.estate.name) {
    find("estate").textContent = board.estate.name;
    find("demo").hidden = !board.simulated;
  }
  find("figures").hidden = !totals.units;
  find("paid").textContent = say(W.paid, { a: totals.paid_units, b: totals.units });
  find("lifts").textContent = say(W.lifts, { a: lifts.in_service, b: lifts.total });
  find("as-of").textContent = say(W.as_of, { n: board.head });
  (board.buildings || []).forEach(function (building, n) {
    if (list.options[n + 1]) return;
    var option = make("option", "", say(W.building_name, { n: building.code }));
    option.value = building.code;
    list.appendChild(option);
  });
}

function online(yes) {
  find("net").className = yes ? "" : "off";
  find("net-words").textContent = yes ? W.online : W.offline;
}
