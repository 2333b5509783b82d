// Brings to the console what has changed. It is sent again and again, so it is short; the console itself comes once.

export default function ({ data, setTriggerValue }) {
  const line = (globalThis.liftfundConsole ??= {});
  Object.assign(line, data.pictures ? { pictures: data.pictures } : { told: data, send: setTriggerValue });
  line.changed?.();
}
