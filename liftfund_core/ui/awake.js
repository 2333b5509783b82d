// When the server is away Streamlit puts a dialog over the page and takes every key from it. Taps are kept in the phone
// until the server is back, so what keeps them is woken at once.

function keepAwake(element) {
  const wake = () => {
    for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) if (at.inert) at.inert = false;
  };
  const watch = new MutationObserver(wake);
  watch.observe(document.documentElement, { attributeFilter: ["inert"], subtree: true });
  wake();
  return () => watch.disconnect();
}
