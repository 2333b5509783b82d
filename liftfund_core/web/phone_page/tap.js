// What a resident does: answers, gives the code, writes a line.
// ---- What a resident does
function answer(motion, choice) {
  var now = load();
  if (!now.code) {
    complain(W.code_first);
    find("code").focus();
    return;
  }
  if (standing(now, motion).choice === choice) return;
  change(function (kept) {
    kept.outbox = kept.outbox.filter(function (letter) {
      return letter.tried || letter.motion !== motion || letter.body.code !== kept.code;
    });
    var at = kept.answers[slot(kept.code, motion)];
    if (at) delete at.why;
    if (standing(kept, motion).choice === choice) return;
    queue(kept, motion, "/api/polls/" + encodeURIComponent(motion) + "/answers", { code: kept.code, choice: choice });
  });
  sendSoon(0);
}

// What the household's answer is now: the last one in the outbox, else the one the server acknowledged.
function standing(kept, motion) {
  var waiting = kept.outbox.filter(function (letter) {
    return letter.motion === motion && letter.body.code === kept.code;
  }).pop();
  if (waiting) return { choice: waiting.body.choice, state: "waiting" };
  var known = kept.answers[slot(kept.code, motion)];
  if (!known) return { state: "" };
  var state = known.why ? "refused" : "saved";
  return { choice: known.choice, state: state, receipt: known.receipt, entry: known.entry, why: known.why };
}

function complain(sentence) {
  find("said").textContent = sentence;
  find("said").hidden = !sentence;
  if (sentence) window.scrollTo(0, 0);
}

function takeCode(code) {
  complain("");
  change(function (kept) { kept.code = code; });
}

find("code-form").onsubmit = function (event) {
  event.preventDefault();
  var code = normal(find("code").value), note = find("code-said");
  if (code.length !== 8) {
    note.textContent = W.code_short;
    find("code").focus();
    return;
  }
  note.textContent = W.code_checking;
  ask("HEAD", "/h/" + code, {}, null, function (status) {
    note.textContent = W.code_help;
    if (status === 404) {
      note.textContent = W.code_unknown;
      find("code").focus();
      return;
    }
    find("code").value = "";
    takeCode(code);
  });
};

find("code-forget").onclick = function () {
  change(function (kept) { kept.code = ""; });
  find("code").focus();
};

find("clear").onclick = function () {
  if (load().outbox.length && !confirm(W.clear_waiting)) return;
  try { localStorage.removeItem(KEPT); } catch (refused) { inMemory = null; }
  inMemory = null;
  complain("");
  render();
};

function picked(name) {
  return document.querySelector("input[name=" + name + "]:checked").value;
}

find("text").oninput = function () {
  find("text-left").textContent = 200 - find("text").value.length;
};

find("message-form").onsubmit = function (event) {
  event.preventDefault();
  var text = find("text").value.replace(/^\s+|\s+$/g, "");
  if (!text) {
    find("text").focus();
    change(function (kept) { kept.message = { state: "refused", why: W.text_empty }; });
    return;
  }
  var body = { text: text, kind: picked("kind"), from_who: picked("who") };
  if (find("building").value) body.building = find("building").value;
  change(function (kept) {
    kept.message = { state: "waiting" };
    queue(kept, null, "/api/messages", body);
  });
  find("text").value = "";
  find("text-left").textContent = "200";
  sendSoon(0);
};
