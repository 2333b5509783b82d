// When the server is away Streamlit puts a dialog over the page and takes every key from it. Taps are kept here until
// the server is back, so what keeps them stays awake.

function stayAwake(element) {
  for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) if (at.inert) at.inert = false;
}
