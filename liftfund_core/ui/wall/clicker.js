// The clicker on the wall's own computer: its presses go to the desk of the host who is signed in there.

let told = null;
let send = null;
let deaf = null;

const press = (deed, more) => send("pressed", { id: crypto.randomUUID?.() ?? `${Math.random()}`, deed, ...more });
const step = (by) => {
  const to = by > 0 ? told.next : told.previous;
  if (to !== null) press("move", { from: told.current, to });
};

export default function ({ data, setTriggerValue }) {
  told = data;
  send = setTriggerValue;
  deaf ??= onKeys(step, () => press("blank", { on: !told.blank }));
}
