// The runs that are kept, drawn as a tree of forks: a line a run, from where it left its parent.

import { compact, figure } from "/format.js";

const SPACE = "http://www.w3.org/2000/svg";
const ROW = 30;
const TRACK = 400;
const OTHERS = 8; // runs shown beside the relatives of the one on the page

/** Rows in the order of the drawing: [{ run, depth }], relatives of the run on the page and the newest others. */
export function ordered(runs, current) {
  const byName = new Map(runs.map((run) => [run.run, run]));
  const root = (run) => {
    const seen = new Set();
    while (byName.has(run.parent) && !seen.has(run.run)) {
      seen.add(run.run);
      run = byName.get(run.parent);
    }
    return run.run;
  };
  const here = byName.has(current) ? root(byName.get(current)) : null;
  const newest = [...runs].sort((a, b) => b.startedAtMs - a.startedAtMs);
  const families = [...new Set([here, ...newest.map(root)].filter(Boolean))];
  const rows = [];
  const add = (run, depth) => {
    rows.push({ run, depth });
    runs.filter((other) => other.parent === run.run && other.run !== run.run).sort((a, b) => a.forkStep - b.forkStep || a.startedAtMs - b.startedAtMs).forEach((other) => add(other, depth + 1));
  };
  for (const family of families) if (family === here || rows.length < OTHERS) add(byName.get(family), 0);
  return rows;
}

/** options: { current, colourOf(run), shown: Set, toggle(run, on) } */
export function forks(host, rows, { current, colourOf, shown, toggle }) {
  const words = JSON.stringify([rows, current, [...shown]]);
  if (host.dataset.words === words) return; // what has the focus keeps it
  const focused = document.activeElement?.dataset?.overlay;
  host.dataset.words = words;
  const list = document.createElement("ul");
  rows.forEach(({ run, depth }) => list.append(row(run, depth, { current, colourOf, shown, toggle })));
  host.replaceChildren(tracks(rows, current, colourOf, shown), list);
  if (focused) host.querySelector(`[data-overlay="${CSS.escape(focused)}"]`)?.focus();
}

function row(run, depth, { current, colourOf, shown, toggle }) {
  const item = document.createElement("li");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = run.run === current || shown.has(run.run);
  box.disabled = run.run === current;
  box.dataset.overlay = run.run;
  box.setAttribute("aria-label", `Draw the loss of ${run.run}`);
  box.style.accentColor = run.run === current ? "var(--c0)" : `var(${colourOf(run.run)})`;
  box.addEventListener("change", () => toggle(run, box.checked));
  const link = document.createElement("a");
  link.textContent = run.run;
  link.href = `?${new URLSearchParams({ run: run.run })}`;
  if (run.run === current) link.setAttribute("aria-current", "page");
  const note = document.createElement("span");
  note.className = "note";
  note.textContent = `${depth ? `fork of ${run.parent} at step ${compact(run.forkStep)} · ` : ""}${compact(run.steps)} steps · loss ${figure(run.loss)} · ${run.state}`;
  item.style.paddingLeft = `${depth * 16}px`;
  item.append(box, link, note);
  return item;
}

function tracks(rows, current, colourOf, shown) {
  const svg = node("svg", { viewBox: `0 0 ${TRACK} ${rows.length * ROW}`, role: "img", preserveAspectRatio: "none" });
  svg.style.height = `${rows.length * ROW}px`;
  svg.setAttribute("aria-label", `${rows.length} runs, ${rows.filter(({ depth }) => depth).length} of them forks`);
  const longest = Math.max(1, ...rows.map(({ run }) => run.steps));
  const x = (step) => 6 + (Math.min(step, longest) / longest) * (TRACK - 16);
  const y = (i) => i * ROW + ROW / 2;
  rows.forEach(({ run, depth }, i) => {
    const parent = rows.findIndex((other) => other.run.run === run.parent);
    const from = depth ? x(run.forkStep) : x(0);
    if (depth && parent >= 0) svg.append(node("path", { d: `M${from} ${y(parent)}V${y(i)}`, class: "fork" }));
    const line = node("path", { d: `M${from} ${y(i)}H${Math.max(from + 1, x(run.steps))}`, class: "track" });
    if (run.run === current || shown.has(run.run)) line.style.stroke = run.run === current ? "var(--c0)" : `var(${colourOf(run.run)})`;
    svg.append(line);
  });
  return svg;
}

function node(name, attributes) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
