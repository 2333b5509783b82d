// A clicker types PageUp and PageDown, some also a full stop for the dark; arrows do the same. Nothing else is heard,
// and two presses within a moment are one finger.

const ONE_PRESS_MS = 700;
const STEPS = { PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 };
const FIELDS = "input, textarea, select, [contenteditable], [role=slider], [role=combobox], [role=listbox], [role=radiogroup]";

// Calls step(1), step(-1) or dark(); returns what stops listening.
function onKeys(step, dark) {
  let last = -Infinity;
  const press = (event) => {
    const typing = event.composedPath().some((place) => place.matches?.(FIELDS));
    if (typing || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    const act = event.key in STEPS ? () => step(STEPS[event.key]) : event.key === "." ? dark : null;
    if (!act) return;
    event.preventDefault();
    if (event.timeStamp - last < ONE_PRESS_MS) return;
    last = event.timeStamp;
    act();
  };
  document.addEventListener("keydown", press);
  return () => document.removeEventListener("keydown", press);
}
