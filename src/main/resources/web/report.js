// The report: the charts of one or two runs, and what there is to know about them, from the data in the file.

import { Chart, forgetColours } from "/chart.js";
import { NONE, end, even, joined, smooth } from "/curves.js";
import { clock, count, figure, isDrawn } from "/format.js";
import { networkPicture } from "/network.js";

const { runs, environment } = JSON.parse(document.getElementById("data").textContent);
const LOOKS = ["--c0", "--c1"];
const PLACES = 600; // columns drawn of the large chart
const STRETCHES = 150; // how often the memory of the smoothed curve fits into what is shown
const both = runs.length > 1;

const place = (id) => document.getElementById(id);
function made(name, className, ...content) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...content.map((part) => (part instanceof Node ? part : String(part ?? ""))));
  return node;
}
const moment = (ms) => (ms ? new Date(ms).toISOString().replace("T", " ").replace(/\.\d+Z$/, " UTC") : "–");
const named = (run, text) => (both ? `${run.run}: ${text}` : text);

// ---- key numbers

function facts(rows) {
  const list = made("dl", "facts");
  for (const [name, value] of rows) list.append(made("div", "", made("dt", "", name), made("dd", "", value)));
  return list;
}

function numbers(run, i) {
  const figures = run.figures ?? {};
  const rows = [
    ["steps", count(run.step)],
    ["examples", count(run.examples ?? 0)],
    ["rejected", count(run.rejected ?? 0)],
    ["last loss", figure(run.loss)],
    ...Object.entries(figures).filter(([name]) => !name.startsWith("baseline.") && isDrawn(name)).map(([name, value]) => [name, figure(value)]),
    ...Object.entries(figures).filter(([name]) => name.startsWith("baseline.")).map(([name, value]) => [name, figure(value)]),
    ["started", moment(run.startedAtMs)],
    ["last commit", moment(run.committedAtMs)],
  ];
  const card = made("article", "card", made("header", "", made("h2", "", run.run), made("span", "note", ended(run))));
  if (both) card.querySelector("h2").style.color = `var(${LOOKS[i]})`;
  card.append(facts(rows));
  const side = made("div", "");
  if (run.network.length) side.append(networkPicture(run.network));
  card.append(side);
  return card;
}

const ended = (run) => (run.state === "ended" ? `ended: ${run.reason}` : "open: more may come");

// ---- charts

let stretch = null; // { from, to } in examples
const drawings = [];
const last = () => Math.max(1, ...runs.map((run) => end(run.series.byExamples.loss)));
function show(next) {
  stretch = next && next.to - next.from < last() ? next : null;
  for (const drawing of drawings) drawing();
}
const handles = {
  zoom: (from, to) => show({ from, to }),
  unzoom: () => show(null),
  zoomBy(factor, shift) {
    const { from, to } = stretch ?? { from: 0, to: last() };
    const middle = (from + to) / 2 + shift * (to - from);
    const half = Math.max(5, ((to - from) / 2) * factor);
    if (2 * half >= last()) return show(null);
    const start = Math.min(Math.max(0, middle - half), last() - 2 * half);
    show({ from: start, to: start + 2 * half });
  },
};
const marks = runs.flatMap((run) => run.marks.map((mark) => ({ example: mark.example, text: named(run, mark.text) })));
const lines = Object.assign({}, ...runs.map((run) => run.lines));

function loss() {
  const { from, to } = stretch ?? { from: 0, to: last() };
  const memory = Math.max(1, (to - from) / STRETCHES);
  const curves = runs.map((run) => even(run.series.byExamples.loss ?? NONE, from, to, PLACES));
  if (!both) {
    const [curve] = curves;
    lossPlot.show(
      [{ label: "raw range", band: "max" }, { label: "least", band: "min" }, { label: "smoothed", colour: "--c0", width: 2 }],
      [curve.x, curve.max, curve.min, smooth(curve, memory)],
      { view: stretch, marks, lines },
    );
  } else {
    lossPlot.show(
      runs.map((run, i) => ({ label: run.run, colour: LOOKS[i], width: 2 })),
      joined(curves.map((curve) => ({ x: curve.x, mean: smooth(curve, memory) }))),
      { view: stretch, marks, lines },
    );
  }
}

function small(heading, list, options = handles) {
  if (!list.some(({ curve }) => curve.x.length)) return;
  const legend = made("ul", "legend");
  const host = made("div", "chart");
  place("charts").append(made("article", "card", made("header", "", made("h2", "", heading), legend), host));
  const plot = new Chart(host, legend, { name: heading, ...options });
  drawings.push(() =>
    plot.show(
      list.map(({ curve, ...look }) => look),
      joined(list.map(({ curve }) => curve)),
      options.time ? {} : { view: stretch, marks },
    ),
  );
}

function measures() {
  const all = new Set();
  for (const run of runs) {
    for (const key of Object.keys(run.series.byExamples)) {
      if (key.startsWith("figure.") && isDrawn(key.slice("figure.".length))) all.add(key.slice(key.lastIndexOf(".") + 1));
    }
  }
  all.delete("loss");
  return [...all];
}

function variants(measure) {
  return runs.flatMap((run, i) =>
    Object.keys(run.series.byExamples)
      .filter((key) => key.startsWith("figure.") && key.endsWith(`.${measure}`) && isDrawn(key.slice("figure.".length)))
      .filter((key) => !both || key !== `figure.${measure}` || !run.series.byExamples[`figure.recent.${measure}`])
      .filter((key) => !both || !key.includes("baseline."))
      .map((key) => {
        const kind = key.slice("figure.".length, -measure.length - 1);
        const baseline = kind.startsWith("baseline.");
        const label = kind === "" ? "whole run" : baseline ? `always ${kind.slice("baseline.".length)}` : kind;
        const colour = both ? LOOKS[i] : baseline ? "--muted" : kind === "" ? "--c4" : "--c0";
        return { label: named(run, label), colour, dashed: baseline, width: kind === "" ? 1.25 : 1.75, curve: run.series.byExamples[key] };
      }),
  );
}

const single = (name, colour) =>
  runs.map((run, i) => ({ label: both ? run.run : "mean", colour: both ? LOOKS[i] : colour, curve: even(run.series.byExamples[name] ?? NONE, 0, last(), PLACES / 2) }));

// ---- tables

function table(heading, note, columns, rows) {
  if (!rows.length) return;
  const head = made("tr", "", ...columns.map((name) => Object.assign(made("th", name.startsWith("#") ? "number" : "", name.replace("#", "")), { scope: "col" })));
  const body = rows.map(({ cells, differs }) => made("tr", differs ? "differs" : "", ...cells.map((cell, i) => made("td", columns[i].startsWith("#") ? "number" : "", cell))));
  place("tables").append(made("section", "card", made("header", "", made("h2", "", heading), made("span", "note", note)), made("table", "", made("thead", "", head), made("tbody", "", ...body))));
}

// A list of values is one setting.
function gathered(specification) {
  const all = {};
  const keys = Object.keys(specification ?? {});
  const place = (key) => Number(/\[(\d+)\]$/.exec(key)?.[1] ?? 0);
  for (const key of keys.sort((a, b) => place(a) - place(b))) {
    const name = key.replace(/\[\d+\]$/, "");
    all[name] = name in all ? `${all[name]}, ${specification[key]}` : specification[key];
  }
  return all;
}

function settings() {
  const each = runs.map((run) => gathered(run.specification));
  const keys = [...new Set(each.flatMap(Object.keys))].sort();
  if (!both) {
    const list = facts(keys.map((key) => [key, each[0][key]]));
    list.classList.add("many");
    place("tables").append(made("section", "card", made("header", "", made("h2", "", "Settings"), made("span", "note", "as recorded, fallbacks included")), list));
    return;
  }
  const rows = keys.map((key) => {
    const values = each.map((one) => one[key] ?? "–");
    return { cells: [key, ...values], differs: values[0] !== values[1] && key !== "run" };
  });
  rows.sort((a, b) => Number(b.differs) - Number(a.differs));
  table("Settings", "what differs first", ["Setting", ...runs.map((run) => run.run)], rows);
}

const words = (kind) => kind.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

// ---- all of it

place("title").textContent = runs.map((run) => run.run).join(" and ");
place("subtitle").textContent = both ? "" : ended(runs[0]);
place("numbers").append(...runs.map(numbers));
const lossPlot = new Chart(place("loss"), place("loss-legend"), { name: "Training loss", log: true, ...handles });
drawings.push(loss);
place("marks").append(...marks.map((mark) => made("li", "", `${mark.text} at ${count(mark.example)} examples`)));
for (const measure of measures()) small(measure.length <= 4 ? measure.toUpperCase() : measure, variants(measure));
small("Learning rate", single("learningRate", "--c3"));
small("Gradient norm", single("gradientNorm", "--c1"));
if (!both) small("Examples per second", [{ label: "examples/s", colour: "--c2", curve: runs[0].series.byTime.examplesPerSecond ?? NONE }], { time: true });
for (const run of runs) {
  table(named(run, "Course"), "starts, changes, roll-backs and the end, oldest first", ["#Block", "When", "Event", "What"],
    [...run.turns].reverse().map((event) => ({ cells: [count(event.block), moment(event.atMs), words(event.kind), event.text] })));
  table(named(run, "Data"), `topic ${run.specification?.["source.topic"] ?? ""}`, ["#Partition", "#From offset", "#To, exclusive", "#Records", "#Rejected"],
    run.ranges.map((range) => ({ cells: [range.partition, count(range.from), count(range.toExclusive), count(range.records), count(range.rejected)] })));
}
table("Certificates", "a chain of SHA-256 over specification, data and every step: two runs with one certificate are one run", ["Run", "#Step", "SHA-256"],
  runs.map((run) => ({ cells: [run.run, count(run.step), made("span", "certificate", run.certificate)] })));
settings();
table("Environment", "", ["What", "Value"], [
  ...runs.flatMap((run) => [[named(run, "started by gradstream"), run.version], [named(run, "numeric contract"), `arithmetic ${run.arithmetic}`], [named(run, "last writer"), run.writer]]),
  ...Object.entries(environment),
].map((cells) => ({ cells })));
place("made").textContent = "Made by gradstream from the run's journal. Verify: gradstream replay " + runs[0].run;
show(null);
for (const query of ["(prefers-color-scheme: dark)", "print"]) {
  matchMedia(query).addEventListener("change", () => {
    forgetColours();
    show(stretch);
  });
}
