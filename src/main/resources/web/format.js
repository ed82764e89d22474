// Numbers and times as people read them.

const whole = new Intl.NumberFormat("en-US");
const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

export const count = (n) => (n == null ? "–" : whole.format(Math.round(n)));
export const compact = (n) => (n == null ? "–" : Math.abs(n) < 1e4 ? whole.format(Math.round(n)) : short.format(n));

/** Four significant digits, however large or small. */
export function figure(n) {
  if (n == null || !Number.isFinite(n)) return "–";
  const size = Math.abs(n);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return n.toExponential(2);
  return size >= 1000 ? n.toFixed(0) : String(Number(n.toPrecision(4)));
}

/** For the ticks of an axis: as short as it goes. */
export function tick(n) {
  if (n == null) return "";
  const size = Math.abs(n);
  if (size >= 1e4) return short.format(n);
  if (size !== 0 && size < 1e-3) return n.toExponential(0);
  return String(Number(n.toPrecision(4)));
}

export function age(ms) {
  if (ms < 1500) return "just now";
  const seconds = ms / 1000;
  if (seconds < 90) return `${Math.round(seconds)} s ago`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 172800) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86400)} days ago`;
}

export const clock = (ms) => new Date(ms).toLocaleTimeString("en-GB");

/** Whether a figure gets a line of its own in the chart of its measure: the whole run, the recent past, the baselines. */
export const isDrawn = (name) => !/^(drift|window)\.|^recent\.baseline\./.test(name);
