// The code leaves the address at once; the other language still finds the account.
(function () {
  "use strict";
  var other = document.getElementById("other");
  if (location.pathname.indexOf("/r/") !== 0) return;
  other.href = location.pathname + "?lang=" + other.hreflang.slice(0, 2);
  if (window.history && history.replaceState) history.replaceState(null, "", "/r" + location.search);
})();
