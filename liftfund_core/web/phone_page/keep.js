// What the phone keeps and sends. The server joins these files into one script (phone.py), written for the old
// browsers inside chat apps: no framework, no newer syntax. An answer goes into the outbox first and leaves it only
// when the server has said that it is in the book.
var W = JSON.parse(document.getElementById("words").textContent);
var KEPT = "liftfund";
var CHOICES = { "for": "✓", against: "✕", abstain: "－" };
var LONGEST_WAIT = 30000, ANSWER_TIME = 10000;
var inMemory = null, board = null, etag = "", cards = {};
var sending = false, failures = 0, sendTimer = 0;
var reading = false, readTimer = 0, readDue = 0, lastRead = 0, stream = null;

function find(id) { return document.getElementById(id); }

function say(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, function (whole, name) {
    return values[name] === undefined ? whole : values[name];
  });
}

function make(tag, css, text) {
  var element = document.createElement(tag);
  if (css) element.className = css;
  if (text) element.textContent = text;
  return element;
}

// ---- What this phone keeps: the code, the answers, and what has not been acknowledged yet
function load() {
  var kept = inMemory;
  try { kept = JSON.parse(localStorage.getItem(KEPT)) || kept; } catch (refused) { kept = inMemory; }
  return kept || { code: "", answers: {}, outbox: [], message: null };
}

function save(kept) {
  inMemory = kept;
  try { localStorage.setItem(KEPT, JSON.stringify(kept)); } catch (refused) { return; }
}

function change(how) {
  var kept = load();
  how(kept);
  save(kept);
  render();
}

function newId() {
  var bytes = [], n;
  if (window.crypto && crypto.getRandomValues) bytes = crypto.getRandomValues(new Uint8Array(16));
  else for (n = 0; n < 16; n++) bytes.push(Math.floor(Math.random() * 256));
  var text = "";
  for (n = 0; n < 16; n++) text += (bytes[n] < 16 ? "0" : "") + bytes[n].toString(16);
  return text;
}

function normal(code) {
  var half = code.replace(/[\uff01-\uff5e]/g, function (wide) {
    return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
  });
  return half.toUpperCase().replace(/[^A-Z0-9]/g, "").replace(/[1I]/g, "L");
}

function grouped(code) { return code.replace(/(.{4})(?=.)/g, "$1-"); }

function slot(code, motion) { return code + "/" + motion; }

// ---- Asking the server
function ask(method, path, headers, body, done) {
  var line = new XMLHttpRequest(), name;
  line.open(method, path, true);
  line.timeout = ANSWER_TIME;
  for (name in headers) line.setRequestHeader(name, headers[name]);
  line.onload = function () { done(line.status, line.responseText, line); };
  line.onerror = line.ontimeout = line.onabort = function () { done(0, "", line); };
  line.send(body);
}

function parsed(text) {
  try { return JSON.parse(text) || {}; } catch (broken) { return {}; }
}

// ---- The outbox: in order, one at a time, the same request id until it is acknowledged
function queue(kept, motion, path, body) {
  kept.outbox.push({ id: newId(), motion: motion, path: path, body: body, tried: false });
}

function sendSoon(wait) {
  clearTimeout(sendTimer);
  sendTimer = setTimeout(send, wait);
}

function send() {
  var kept = load(), letter = kept.outbox[0], body = {}, name;
  if (sending || !letter) return;
  sending = true;
  letter.tried = true;
  save(kept);
  for (name in letter.body) body[name] = letter.body[name];
  body.request_id = letter.id;
  ask("POST", letter.path + "?lang=" + W.lang, { "Content-Type": "application/json" }, JSON.stringify(body), function (status, text, line) {
    sending = false;
    settle(letter, status, parsed(text), line);
  });
}

function settle(letter, status, told, line) {
  if (status === 0 || status === 408 || status === 425 || status === 429 || status >= 500) {
    var asked = status && Number(line.getResponseHeader("Retry-After")) || 0;
    var pause = Math.min(LONGEST_WAIT, 1000 * Math.pow(2, failures)) * (0.5 + Math.random());
    failures += 1;
    online(status !== 0);
    render();
    sendSoon(Math.max(pause, asked * 1000 * (1 + Math.random() / 2)));
    return;
  }
  failures = 0;
  online(true);
  change(function (kept) {
    kept.outbox = kept.outbox.filter(function (other) { return other.id !== letter.id; });
    if (letter.motion) noteAnswer(kept, letter, status, told);
    else kept.message = status < 300 ? { state: "saved" } : { state: "refused", why: reason(status, told) };
  });
  if (load().outbox.length) sendSoon(0);
}

function noteAnswer(kept, letter, status, told) {
  var at = slot(letter.body.code, letter.motion), before = kept.answers[at];
  if (status < 300) {
    kept.answers[at] = { choice: letter.body.choice, receipt: told.receipt, entry: told.entry };
    return;
  }
  kept.answers[at] = before || {};
  kept.answers[at].why = reason(status, told);
  if (status === 403 && kept.code === letter.body.code) {
    kept.code = "";
    complain(reason(status, told));
  }
  readSoon(0);
}

function reason(status, told) {
  return told.error || told.sentence || say(W.refused, { status: status });
}
