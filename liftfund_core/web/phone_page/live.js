// How news arrives, and how the page begins.
// ---- Reading: the stream brings the polls; the rest is read now and then, each phone at a moment of its own
function readSoon(wait) {
  var due = Date.now() + wait;
  if (readDue && readDue <= due) return;
  clearTimeout(readTimer);
  readDue = due;
  readTimer = setTimeout(read, wait);
}

function read() {
  readDue = 0;
  if (reading) return readSoon(1000);
  reading = true;
  ask("GET", "/api/board", etag ? { "If-None-Match": etag } : {}, null, function (status, text, line) {
    reading = false;
    lastRead = Date.now();
    online(status !== 0 && status < 500);
    if (status === 200) {
      etag = line.getResponseHeader("ETag") || "";
      if (!board) checkReceipts();
      board = parsed(text);
      render();
    }
    var calm = stream && stream.readyState === 1 ? 20000 : 4000;
    if (!document.hidden) readSoon(calm * (1 + Math.random()));
  });
}

// An answer that the book does not know was given to another one: a rehearsal before the meeting.
function checkReceipts() {
  var answers = load().answers;
  Object.keys(answers).forEach(function (at) {
    if (answers[at].receipt) ask("GET", "/api/receipts/" + answers[at].receipt, {}, null, function (status) {
      if (status === 404) change(function (kept) { delete kept.answers[at]; });
    });
  });
}

function listen() {
  if (!window.EventSource || stream) return;
  stream = new EventSource("/api/stream");
  stream.onmessage = function (event) {
    var told = parsed(event.data);
    if (!board || !told.polls) return readSoon(Math.random() * 2000);
    board.polls = told.polls;
    board.head = told.head;
    online(true);
    render();
    readSoon(5000 + Math.random() * 10000);
  };
  stream.onerror = function () {
    if (stream && stream.readyState === 2) {
      stream = null;
      setTimeout(listen, 5000 + Math.random() * 5000);
    }
  };
}

function wake() {
  if (document.hidden) {
    if (stream) stream.close();
    stream = null;
    return;
  }
  listen();
  readSoon(Math.random() * 1000);
  if (load().outbox.length) sendSoon(Math.random() * 1000);
}

// ---- The code leaves the address at once
(function begin() {
  var code = document.body.getAttribute("data-code"), path = location.pathname;
  if (path.indexOf("/h/") === 0) {
    if (window.history && history.replaceState) history.replaceState(null, "", "/join" + location.search);
    if (code === "known") change(function (kept) { kept.code = normal(decodeURIComponent(path.slice(3))); });
  }
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", function () { failures = 0; wake(); });
  window.addEventListener("offline", function () { online(false); });
  window.addEventListener("storage", render);
  render();
  read();
  listen();
  if (load().outbox.length) sendSoon(Math.random() * 1000);
})();
