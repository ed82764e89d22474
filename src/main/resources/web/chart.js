// One chart: a uPlot with our colours, legend, marks, zoom by mouse and by keyboard.

import uPlot from "/lib/uplot-1.6.30.js";
import { tick, figure, clock, count } from "/format.js";

let colours = new Map();
const colour = (name) => {
  if (!colours.has(name)) {
    colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  }
  return colours.get(name);
};

const FONT = "11px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

/** After a change of theme. */
export function forgetColours() {
  colours = new Map();
}

/**
 * series: [{ label, colour: "--c0", dashed, width, band: "min" | "max", hidden from the legend }]
 * options: { name, time, log, zoom(from, to), zoomBy(factor, shift), unzoom() }
 */
export class Chart {
  #plot = null;
  #data = [[]];
  #shape = "";

  constructor(host, legend, options) {
    Object.assign(this, { host, legend, options, lines: {}, marks: [], view: null });
    host.tabIndex = 0;
    host.setAttribute("role", "img");
    host.setAttribute("aria-label", `${options.name}: no data yet`);
    host.addEventListener("keydown", (event) => this.#key(event));
    host.addEventListener("dblclick", () => options.unzoom?.());
    new ResizeObserver(() => this.#resize()).observe(host);
  }

  show(series, data, { lines = {}, marks = [], view = null } = {}) {
    Object.assign(this, { lines, marks, view });
    this.#data = data;
    const shape = JSON.stringify(series) + this.options.log;
    if (shape !== this.#shape || !this.#plot) {
      this.#shape = shape;
      this.#build(series);
    } else {
      this.#plot.setData(data);
    }
    this.#values(null);
  }

  redraw() {
    this.#plot?.redraw(false);
  }

  #build(series) {
    this.#plot?.destroy();
    this.series = series;
    const { time, log } = this.options;
    const axis = { stroke: () => colour("--muted"), font: FONT, ticks: { show: false } };
    const grid = { stroke: () => colour("--grid"), width: 1 };
    const low = series.findIndex((s) => s.band === "min") + 1;
    const high = series.findIndex((s) => s.band === "max") + 1;
    this.#plot = new uPlot(
      {
        width: Math.max(60, this.host.clientWidth),
        height: this.host.clientHeight,
        ms: 1,
        legend: { show: false },
        padding: [10, time ? 26 : 14, 0, 0],
        cursor: {
          sync: time ? undefined : { key: "examples", setSeries: false },
          drag: { x: !time, y: false, setScale: false },
          points: { size: 7 },
          y: false,
          bind: { dblclick: () => null },
        },
        scales: {
          x: { time: Boolean(time), range: (u, min, max) => this.#across(min, max) },
          y: { distr: log ? 3 : 1, range: () => this.#upright() },
        },
        axes: [
          { ...axis, grid: { show: false }, size: 26, space: 70, gap: 3, values: (u, v) => v.map(time ? clock : tick) },
          { ...axis, grid, size: 46, space: log ? 24 : 32, gap: 6, splits: log ? decades : undefined, values: (u, v) => v.map((n) => (n == null ? "" : tick(n))) },
        ],
        series: [{}, ...series.map((s) => this.#line(s))],
        bands: low && high ? [{ series: [high, low], fill: () => colour("--band") }] : [],
        hooks: {
          draw: [(u) => this.#draw(u)],
          setCursor: [(u) => this.#values(u.cursor.idx)],
          setSelect: [(u) => this.#selected(u)],
        },
      },
      this.#data,
      this.host,
    );
    this.#keys();
  }

  #line(s) {
    return {
      label: s.label,
      stroke: s.band ? "transparent" : () => colour(s.colour),
      width: s.band ? 0 : (s.width ?? 1.75),
      dash: s.dashed ? [5, 4] : undefined,
      points: { show: false },
      spanGaps: true,
    };
  }

  #across(min, max) {
    if (this.view) return [this.view.from, this.view.to];
    if (min == null) return [0, 1];
    return this.options.time ? [min, Math.max(max, min + 1000)] : [0, Math.max(max, 1)];
  }

  // From the lines that count, never the raw band: one outlier must not flatten a curve.
  #upright() {
    let low = Infinity;
    let high = -Infinity;
    const [from, to] = this.#across(this.#data[0][0], this.#data[0].at(-1));
    this.series.forEach((s, k) => {
      if (s.band) return;
      this.#data[k + 1]?.forEach((y, i) => {
        const x = this.#data[0][i];
        if (y != null && x >= from && x <= to) {
          low = Math.min(low, y);
          high = Math.max(high, y);
        }
      });
    });
    for (const y of Object.values(this.lines)) {
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
    if (low > high) return this.options.log ? [0.1, 10] : [0, 1];
    if (this.options.log) {
      if (low <= 0) low = high > 0 ? high / 1e4 : 0.1;
      return [low / 1.5, Math.max(high, low) * 1.6];
    }
    const pad = (high - low) * 0.08 || Math.abs(high) * 0.1 || 1;
    return [low >= 0 && low < (high - low) * 0.6 ? 0 : low - pad, high + pad];
  }

  #draw(u) {
    const { ctx, bbox } = u;
    const ratio = devicePixelRatio || 1;
    ctx.save();
    ctx.font = `${11 * ratio}px system-ui, sans-serif`;
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    ctx.lineWidth = 1.25 * ratio;
    ctx.setLineDash([4 * ratio, 4 * ratio]);
    const right = bbox.left + bbox.width;
    for (const [name, value] of Object.entries(this.lines)) {
      const y = u.valToPos(value, "y", true);
      if (y < bbox.top || y > bbox.top + bbox.height) continue;
      ctx.strokeStyle = ctx.fillStyle = colour("--good");
      stroke(ctx, bbox.left, y, right, y);
      written(ctx, `${name} ${figure(value)}`, bbox.left + 8 * ratio, y - 5 * ratio, ratio);
    }
    const ends = []; // of the words in each row: those of near marks stand below each other
    this.marks.forEach((mark) => {
      const x = u.valToPos(mark.example, "x", true);
      if (x < bbox.left || x > right) return;
      ctx.strokeStyle = ctx.fillStyle = colour("--mark");
      stroke(ctx, x, bbox.top, x, bbox.top + bbox.height);
      const width = ctx.measureText(mark.text).width + 12 * ratio;
      if (width > 0.4 * bbox.width) return; // the line alone; the large chart has the words
      const start = x + width > right ? x - width : x + 6 * ratio;
      let row = 0;
      while (ends[row] > start) row++;
      ends[row] = start + width;
      if (row < 4) written(ctx, mark.text, start, bbox.top + (11 + 15 * row) * ratio, ratio);
    });
    ctx.restore();
  }

  #keys() {
    this.legend.replaceChildren();
    this.outputs = this.series.map((s) => {
      if (s.band === "min") return null;
      const item = document.createElement("li");
      const key = document.createElement("span");
      key.className = "key" + (s.band ? " band" : s.dashed ? " dashed" : "");
      if (!s.band) key.style.color = `var(${s.colour})`;
      const value = document.createElement("b");
      item.append(key, s.label, value);
      this.legend.append(item);
      return s.band ? null : value;
    });
  }

  // The values under the cursor, or the last ones.
  #values(index) {
    if (!this.outputs) return;
    const at = (column) => {
      if (index != null) return column?.[index];
      for (let i = (column?.length ?? 0) - 1; i >= 0; i--) if (column[i] != null) return column[i];
      return null;
    };
    const words = [];
    this.outputs.forEach((output, k) => {
      if (!output) return;
      output.textContent = figure(at(this.#data[k + 1]));
      words.push(`${this.series[k].label} ${output.textContent}`);
    });
    const x = at(this.#data[0]);
    const where = x == null ? "" : this.options.time ? ` at ${clock(x)}` : ` at ${count(x)} examples`;
    if (index == null) this.host.setAttribute("aria-label", `${this.options.name}${where}: ${words.join(", ") || "no data yet"}`);
  }

  #selected(u) {
    if (u.select.width < 8) return;
    const from = u.posToVal(u.select.left, "x");
    const to = u.posToVal(u.select.left + u.select.width, "x");
    u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.options.zoom?.(Math.max(0, from), to);
  }

  #key(event) {
    const moves = { "+": [0.5, 0], "=": [0.5, 0], "-": [2, 0], ArrowLeft: [1, -0.25], ArrowRight: [1, 0.25] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "0" || event.key === "Escape") {
      this.options.unzoom?.();
    } else if (moves[event.key] && this.options.zoomBy) {
      this.options.zoomBy(...moves[event.key]);
      event.preventDefault();
    }
  }

  #resize() {
    if (this.#plot && this.host.clientWidth > 0) {
      this.#plot.setSize({ width: this.host.clientWidth, height: this.host.clientHeight });
    }
  }
}

// Where a logarithmic axis is divided: uPlot's own way never ends where an axis begins just below a
// power of ten, such as at 0.097.
function decades(u, axis, min, max) {
  const splits = [];
  for (let power = Math.floor(Math.log10(min)); ; power++) {
    for (let digit = 1; digit < 10; digit++) {
      const split = Number(`${digit}e${power}`);
      if (split > max) return splits.length > 1 ? splits : [min, max];
      if (split >= min) splits.push(split);
    }
  }
}

// On a patch of the card's colour, so that no curve runs through the words.
function written(ctx, text, x, y, ratio) {
  const ink = ctx.fillStyle;
  ctx.globalAlpha = 0.8;
  ctx.fillStyle = colour("--card");
  ctx.fillRect(x - 3 * ratio, y - 10 * ratio, ctx.measureText(text).width + 6 * ratio, 13 * ratio);
  ctx.globalAlpha = 1;
  ctx.fillStyle = ink;
  ctx.fillText(text, x, y);
}

function stroke(ctx, x0, y0, x1, y1) {
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.stroke();
}
