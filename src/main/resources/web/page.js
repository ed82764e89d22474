// The page: loads a run, then follows it by server-sent events.

import { Chart, forgetColours } from "/chart.js";
import { NONE, before, end, even, extend, joined, longest, smooth } from "/curves.js";
import { forks, ordered } from "/forks.js";
import { histograms } from "/layers.js";
import * as panels from "/panels.js";
import { age, compact, count, figure, isDrawn } from "/format.js";

const POINTS = 1000; // columns of a curve that is fetched anew
const MOST = 2500; // columns of a curve before it is
const COLUMNS = 600; // columns drawn of the large chart
const MEMORIES = 150; // how often the memory of the smoothed curve fits into what is shown

const $ = (id) => document.getElementById(id);
const wanted = new URLSearchParams(location.search).get("run");

let run = null; // the last document of the run
let specification = {};
let byExamples = {};
let byTime = {};
let detail = null; // curves of the stretch that is zoomed into
let follow = 1; // share of the run that is shown
let zoom = null; // { from, to } in examples
let events = null;
let silentSince = 0; // age of the last commit when it was last heard of, and when that was
let heardAt = 0;
let loading = null;
let drawing = false;
let past = null; // curves of the run from before this process
let kept = []; // runs that are kept, of whichever process
const overlays = new Map(); // run -> { curve, colour } of its loss, drawn with that of this run
const OVERLAY_COLOURS = ["--c1", "--c2", "--c3", "--c5", "--c4"];
const KEPT_EVERY_MS = 15000;

// ---- getting the data

const api = async (path) => {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
};
const address = (name) => `/api/runs/${encodeURIComponent(name)}`;

function load() {
  loading ??= reload().finally(() => (loading = null));
  return loading;
}

async function reload() {
  events?.close();
  try {
    const runs = await api("/api/runs");
    const name = wanted ?? runs.current;
    listRuns(runs, name);
    if (name == null || (!runs.runs.some((r) => r.run === name) && name !== wanted)) return listen("");
    const [whole, series] = await Promise.all([api(address(name)), api(`${address(name)}/series?points=${POINTS}`)]);
    specification = whole.specification ?? {};
    ({ byExamples, byTime } = series);
    past = null;
    if (whole.fromStep > 0) remember(name);
    detail = zoom = null;
    panels.specification(specification);
    heard(whole);
    listen(series.cursor);
  } catch {
    lost();
    setTimeout(load, 1500);
  }
}

function listen(cursor) {
  const query = new URLSearchParams({ after: cursor });
  if (wanted) query.set("run", wanted);
  events = new EventSource(`/events?${query}`);
  events.addEventListener("open", () => ($("link").hidden = true));
  events.addEventListener("error", lost);
  events.addEventListener("update", (event) => {
    const update = JSON.parse(event.data);
    if (update.reset) {
      if (update.run) load();
      return;
    }
    extend(byExamples, update.series?.byExamples);
    extend(byTime, update.series?.byTime);
    if (Math.max(longest(byExamples), longest(byTime)) > MOST) thin(update.run);
    heard(update);
  });
}

// Replaces long curves by shorter ones of the same stretch.
async function thin(name) {
  if (loading) return;
  loading = api(`${address(name)}/series?points=${POINTS}`);
  try {
    const series = await loading;
    ({ byExamples, byTime } = series);
    if (past) before(byExamples, past);
  } catch {
    // The event stream notices a lost server and says so.
  } finally {
    loading = null;
  }
}

// What the journal holds from before this process; the page does not wait for it.
async function remember(name) {
  try {
    past = (await api(`${address(name)}/series?points=${POINTS}&kept=true`)).byExamples;
    before(byExamples, past);
    draw();
  } catch {
    // The curves then begin where this process does.
  }
}

async function archive() {
  try {
    kept = (await api("/api/archive")).runs;
    for (const name of overlays.keys()) await overlay(name);
  } catch {
    // The event stream notices a lost server and says so.
  }
  tree();
}

async function overlay(name) {
  const found = kept.find((other) => other.run === name);
  const { byExamples: curves } = await api(`${address(name)}/series?points=${POINTS}`);
  const curve = curves.loss ?? NONE;
  const taken = new Set([...overlays.values()].map((other) => other.colour));
  const colour = overlays.get(name)?.colour ?? OVERLAY_COLOURS.find((one) => !taken.has(one)) ?? OVERLAY_COLOURS[0];
  overlays.set(name, { curve, colour, run: found });
  draw();
}

function tree() {
  $("forks-card").hidden = kept.length < 2;
  if (kept.length < 2) return;
  forks($("forks"), ordered(kept, run?.run), {
    current: run?.run,
    shown: new Set(overlays.keys()),
    colourOf: (name) => overlays.get(name)?.colour ?? "--muted",
    toggle: async ({ run: name }, on) => {
      if (on) await overlay(name).catch(() => {});
      else overlays.delete(name);
      tree();
      draw();
    },
  });
}

function lost() {
  $("link").hidden = false;
  $("link").textContent =
    run && !["training", "paused"].includes(run.state)
      ? "The program has ended. This is what it showed last."
      : "No connection to the trainer. Trying again …";
}

// ---- showing it

function heard(next) {
  const first = run == null || run.run !== next.run;
  const stale = first || run.tail?.[0]?.block !== next.tail?.[0]?.block;
  run = next;
  heardAt = performance.now();
  silentSince = next.sinceCommitMs;
  document.title = `${run.run} · loss ${figure(recentLoss())}`;
  panels.heading(run);
  panels.tiles(tiles());
  panels.stages(run.stages);
  panels.certificate(run.certificate);
  if (first || stale) panels.journal(run.tail);
  panels.rejects(run.rejects, run.rejected);
  panels.marks(run.marks, (example) => {
    const half = Math.max(50, end(byExamples.loss) / 16);
    setZoom({ from: Math.max(0, Math.floor(example - half)), to: Math.ceil(example + half) });
  });
  panels.network(run.network.length ? run.network : fromSpecification());
  $("layers-card").hidden = !run.look;
  if (run.look) {
    $("layers-note").textContent = `after step ${count(run.look.step)}, while somebody watches`;
    histograms($("layers"), run.look);
  }
  if (first) archive();
  $("link").hidden = true;
  aged();
  draw();
}

function aged() {
  const known = run && silentSince != null && ["training", "stopped"].includes(run.state);
  $("age").textContent = known ? `last commit ${age(silentSince + performance.now() - heardAt)}` : "";
}

function listRuns({ runs }, name) {
  const select = $("runs");
  select.hidden = runs.length < 2;
  select.replaceChildren(...runs.map((r) => new Option(r.run, r.run, false, r.run === name)));
}

function tiles() {
  const figures = run.figures ?? {};
  const lines = Object.entries(run.lines);
  const list = [
    { name: "Examples", value: count(run.examples ?? 0), under: run.window ? `${count(run.window)} windows` : "" },
    { name: "Steps", value: count(run.step), under: `${count(run.commits)} commits` },
    speed(),
    { name: "Loss, recent", value: figure(recentLoss()), under: lines.map(([n, v]) => `${n} ${figure(v)}`).join(", ") || (run.figures?.loss != null ? `whole run ${figure(run.figures.loss)}` : "") },
  ];
  const measure = Object.keys(figures).find((n) => n.startsWith("recent.") && n !== "recent.loss" && isDrawn(n));
  if (measure) list.push(beside(figures, measure.slice("recent.".length)));
  const lag = Object.values(run.lag);
  list.push({ name: "Lag", value: lag.length ? compact(lag.reduce((a, b) => a + b, 0)) : "–", unit: lag.length ? "records" : "", under: lag.length ? `${lag.length} partitions` : "" });
  list.push({ name: "Rejected", value: count(run.rejected ?? 0), under: run.rejected ? "see below" : "none", tone: run.rejected ? "bad" : "" });
  return list;
}

function speed() {
  const name = "Examples per second";
  if (run.state === "training") return { name, value: compact(run.examplesPerSecond) };
  const speeds = byTime.examplesPerSecond?.mean ?? [];
  const mean = speeds.reduce((a, b) => a + b, 0) / speeds.length;
  return { name, value: speeds.length ? compact(mean) : "–", under: "while it trained" };
}

// A figure and the best of the naive baselines it has to beat.
function beside(figures, measure) {
  const value = figures[`recent.${measure}`];
  const higherIsBetter = !/(loss|mae|mse|error)/.test(measure);
  const rivals = Object.entries(figures).filter(([n]) => n.startsWith("baseline.") && n.endsWith(`.${measure}`));
  rivals.sort(([, a], [, b]) => (higherIsBetter ? b - a : a - b));
  const tile = { name: `${title(measure)}, recent`, value: figure(value) };
  if (rivals.length) {
    const [name, rival] = rivals[0];
    const better = higherIsBetter ? value > rival : value < rival;
    tile.under = `${better ? "beats baseline" : "baseline"} ${figure(rival)}`;
    tile.title = `the best naive baseline, always ${name.split(".").slice(1, -1).join(" ")}, has ${figure(rival)}`;
    tile.tone = better ? "good" : "";
  }
  return tile;
}

const title = (name) => (name.length <= 4 ? name.toUpperCase() : name[0].toUpperCase() + name.slice(1));

function recentLoss() {
  const known = run.figures?.["recent.loss"];
  if (known != null) return known;
  const curve = byExamples.loss;
  return curve?.x.length ? smooth(curve, Math.max(1, end(curve) / MEMORIES)).at(-1) : run.loss;
}

function fromSpecification() {
  const layers = [];
  for (const [key, value] of Object.entries(specification)) {
    const match = /^model\.layers\[(\d+)\]\.(dense|activation)$/.exec(key);
    if (!match) continue;
    const layer = (layers[Number(match[1])] ??= { name: "dense", shape: "", activation: "", parameters: 0 });
    if (match[2] === "dense") layer.shape = value;
    else layer.activation = value;
  }
  return layers.filter(Boolean);
}

// ---- the charts

const controls = {
  zoom: (from, to) => setZoom({ from: Math.floor(from), to: Math.ceil(to) }),
  unzoom: () => setRange(1),
  zoomBy(factor, shift) {
    const last = end(byExamples.loss);
    const { from, to } = view() ?? { from: 0, to: last };
    const middle = (from + to) / 2 + shift * (to - from);
    const half = Math.max(5, ((to - from) / 2) * factor);
    if (2 * half >= last) return setRange(1);
    const start = Math.min(Math.max(0, middle - half), last - 2 * half);
    setZoom({ from: Math.floor(start), to: Math.ceil(start + 2 * half) });
  },
};

const lossChart = new Chart($("loss"), $("loss-legend"), { name: "Training loss", log: true, ...controls });
const small = new Map();

function view() {
  if (zoom) return zoom;
  const last = end(byExamples.loss);
  return follow < 1 && last > 0 ? { from: last * (1 - follow), to: last } : null;
}

async function setZoom(next) {
  zoom = next;
  pressed();
  draw();
  try {
    const series = await api(`${address(run.run)}/series?points=${POINTS}&from=${next.from}&to=${next.to}`);
    if (zoom === next) detail = series.byExamples;
  } catch {
    detail = null; // The coarse curves stay.
  }
  draw();
}

function setRange(share) {
  follow = share;
  zoom = detail = null;
  pressed();
  draw();
}

function pressed() {
  for (const button of document.querySelectorAll("[data-range]")) {
    button.setAttribute("aria-pressed", String(!zoom && Number(button.dataset.range) === follow));
  }
}

function draw() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    if (run) charts();
  });
}

function charts() {
  const curves = detail ?? byExamples;
  const shown = { view: view(), marks: run.marks };
  const { from, to } = shown.view ?? { from: 0, to: end(byExamples.loss) };
  const loss = even(curves.loss ?? NONE, from, to, COLUMNS);
  const memory = Math.max(1, (to - from) / MEMORIES);
  const beside = [...baselines(curves), ...overlaid(from, to, memory)];
  lossChart.show(
    [
      { label: "raw range", band: "max" },
      { label: "least", band: "min" },
      { label: "smoothed", colour: "--c0", width: 2 },
      ...beside.map(({ curve, ...look }) => look),
    ],
    joined([loss.max, loss.min, smooth(loss, memory)].map((mean) => ({ x: loss.x, mean })).concat(beside.map(({ curve }) => curve))),
    { ...shown, lines: run.lines },
  );
  for (const [measure, names] of measures()) {
    const series = names.map((name, i) => ({ label: variant(name, measure), ...look(name, i) }));
    multiple("figures", `figure.${measure}`, title(measure), {}).show(series, joined(names.map((n) => curves[`figure.${n}`] ?? NONE)), shown);
  }
  const narrow = (curve) => even(curve ?? NONE, from, to, COLUMNS / 3);
  single("learningRate", "Learning rate", "--c3", narrow(curves.learningRate), shown);
  single("gradientNorm", "Gradient norm", "--c1", narrow(curves.gradientNorm), shown);
  if (curves.updateNorm?.x.length) {
    multiple("others", "norms", "Norms of update and parameters", { log: true }).show(
      [{ label: "update", colour: "--c0" }, { label: "parameters", colour: "--muted" }],
      joined([curves.updateNorm, curves.parameterNorm ?? NONE]),
      shown,
    );
  }
  if (run.rejected) multiple("others", "rejected", "Rejected records", {}).show([{ label: "so far", colour: "--c5" }], joined([curves.rejected ?? NONE]), shown);
  multiple("others", "rate", "Examples per second", { time: true }).show([{ label: "examples/s", colour: "--c2" }], joined([byTime.examplesPerSecond ?? NONE]));
  timesByStage();
  const lags = Object.keys(byTime).filter((n) => n.startsWith("lag."));
  if (lags.length) {
    multiple("others", "lag", "Lag by partition", { time: true }).show(
      lags.map((n, i) => ({ label: `p${n.slice(4)}`, colour: `--c${i % 6}`, width: 1.25 })),
      joined(lags.map((n) => byTime[n])),
    );
  }
}

// The mean squared error of a naive guess, where that is the loss.
function baselines(curves) {
  if (specification["model.loss"] !== "squared" || (specification["label.scale"] ?? "none") !== "none") return [];
  return Object.keys(curves)
    .filter((key) => /^figure\.baseline\..*\.rmse$/.test(key))
    .map((key, i) => ({
      label: `always ${key.split(".")[2]}`,
      colour: i % 2 ? "--c1" : "--muted",
      dashed: true,
      width: 1.25,
      curve: { x: curves[key].x, mean: curves[key].mean.map((y) => y * y) },
    }));
}

function overlaid(from, to, memory) {
  return [...overlays].map(([name, { curve, colour }]) => {
    const stretch = even(curve, from, to, COLUMNS);
    return { label: name, colour, width: 1.75, curve: { x: stretch.x, mean: smooth(stretch, memory) } };
  });
}

function timesByStage() {
  const names = Object.keys(byTime).filter((n) => n.startsWith("stage."));
  if (!names.length) return;
  multiple("others", "stages", "Time by stage, %", { time: true }).show(
    names.map((n, i) => ({ label: n.slice(6), colour: `--c${i % 6}`, width: 1.25 })),
    joined(names.map((n) => byTime[n])),
  );
}

function single(name, heading, colour, curve, shown) {
  const series = [{ label: "raw range", band: "max" }, { label: "least", band: "min" }, { label: "mean", colour }];
  multiple("others", name, heading, {}).show(series, [curve.x, curve.max, curve.min, curve.mean], shown);
}

// One chart a measure: the run's own figure, the recent one, the baselines.
function measures() {
  const groups = new Map();
  for (const key of Object.keys(byExamples)) {
    if (!key.startsWith("figure.")) continue;
    const name = key.slice("figure.".length);
    const measure = name.slice(name.lastIndexOf(".") + 1);
    if (measure === "loss" || !isDrawn(name)) continue;
    groups.set(measure, [...(groups.get(measure) ?? []), name]);
  }
  return groups;
}

function variant(name, measure) {
  const prefix = name.slice(0, Math.max(0, name.length - measure.length - 1));
  if (prefix === "") return "whole run";
  return prefix.startsWith("baseline.") ? `always ${prefix.slice("baseline.".length)}` : prefix;
}

function look(name, i) {
  if (name.startsWith("baseline.")) return { colour: i % 2 ? "--c1" : "--muted", dashed: true, width: 1.25 };
  return name.startsWith("recent.") ? { colour: "--c0", width: 2 } : { colour: "--c4", width: 1.25 };
}

function multiple(parent, key, heading, options) {
  if (!small.has(key)) {
    const card = document.createElement("article");
    card.className = "card";
    const head = document.createElement("header");
    const name = document.createElement("h2");
    name.textContent = heading;
    const legend = document.createElement("ul");
    legend.className = "legend";
    head.append(name, legend);
    const host = document.createElement("div");
    host.className = "chart";
    card.append(head, host);
    $(parent).append(card);
    small.set(key, new Chart(host, legend, { name: heading, ...options, ...(options.time ? {} : controls) }));
  }
  return small.get(key);
}

// ---- what a person can press

for (const button of document.querySelectorAll("[data-range]")) {
  button.addEventListener("click", () => setRange(Number(button.dataset.range)));
}
$("log").addEventListener("click", () => {
  lossChart.options.log = !lossChart.options.log;
  $("log").setAttribute("aria-pressed", String(lossChart.options.log));
  draw();
});
$("runs").addEventListener("change", (event) => (location.search = new URLSearchParams({ run: event.target.value })));
$("copy").addEventListener("click", async () => {
  await navigator.clipboard?.writeText($("certificate").dataset.hex ?? "");
  $("copy").textContent = "copied";
  setTimeout(() => ($("copy").textContent = "copy"), 1500);
});

const systemDark = matchMedia("(prefers-color-scheme: dark)");
const dark = () => (document.documentElement.dataset.theme ?? (systemDark.matches ? "dark" : "light")) === "dark";
function themed() {
  $("theme").textContent = dark() ? "☀" : "☾";
  forgetColours();
  for (const chart of [lossChart, ...small.values()]) chart.redraw();
}
$("theme").addEventListener("click", () => {
  const next = dark() ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem("gradstream.theme", next);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
  themed();
});
systemDark.addEventListener("change", themed);

themed();
setInterval(aged, 1000);
setInterval(() => {
  if (run && !document.hidden) archive();
}, KEPT_EVERY_MS);
load();
