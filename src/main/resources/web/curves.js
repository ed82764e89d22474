// Curves as the server sends them: columns x, min, max, mean; joined as they grow.

export const NONE = { x: [], min: [], max: [], mean: [] };

/** Adds what is new; a column that is there already stays. */
export function extend(curves, fresh) {
  for (const [name, piece] of Object.entries(fresh ?? {})) {
    const curve = (curves[name] ??= { x: [], min: [], max: [], mean: [] });
    const last = curve.x.length ? curve.x[curve.x.length - 1] : -Infinity;
    for (let i = 0; i < piece.x.length; i++) {
      if (piece.x[i] > last) {
        curve.x.push(piece.x[i]);
        curve.min.push(piece.min[i]);
        curve.max.push(piece.max[i]);
        curve.mean.push(piece.mean[i]);
      }
    }
  }
}

/** Puts what came earlier before each curve. */
export function before(curves, past) {
  for (const [name, piece] of Object.entries(past)) {
    const curve = (curves[name] ??= { x: [], min: [], max: [], mean: [] });
    const first = curve.x.length ? curve.x[0] : Infinity;
    let count = 0;
    while (count < piece.x.length && piece.x[count] < first) count++;
    for (const column of ["x", "min", "max", "mean"]) curve[column] = piece[column].slice(0, count).concat(curve[column]);
  }
}

export const longest = (curves) => Object.values(curves).reduce((most, c) => Math.max(most, c.x.length), 0);

export const end = (curve) => (curve && curve.x.length ? curve.x[curve.x.length - 1] : 0);

/**
 * The stretch in columns of one width, so that it looks even wherever it came from. The width is a
 * power of two, so that columns stay put while the curve grows.
 */
export function even(curve, from, to, most) {
  const width = 2 ** Math.ceil(Math.log2(Math.max(1, (to - from) / most)));
  const out = { x: [], min: [], max: [], mean: [] };
  let bin = -1;
  let points = 0;
  for (let i = 0; i < curve.x.length; i++) {
    const x = curve.x[i];
    if (x < from - width || x > to + width) continue;
    const k = out.x.length - 1;
    if (Math.floor(x / width) === bin) {
      points++;
      out.x[k] = x;
      out.min[k] = Math.min(out.min[k], curve.min[i]);
      out.max[k] = Math.max(out.max[k], curve.max[i]);
      out.mean[k] += (curve.mean[i] - out.mean[k]) / points;
    } else {
      bin = Math.floor(x / width);
      points = 1;
      out.x.push(x);
      out.min.push(curve.min[i]);
      out.max.push(curve.max[i]);
      out.mean.push(curve.mean[i]);
    }
  }
  return out;
}

/**
 * An exponential average whose memory is a stretch of the axis, so that columns of different
 * widths weigh as they should.
 */
export function smooth({ x, mean }, memory) {
  const out = new Array(mean.length);
  let value = mean[0];
  let weight = 0;
  for (let i = 0; i < mean.length; i++) {
    const width = i === 0 ? 0 : x[i] - x[i - 1];
    const keep = Math.exp(-width / memory);
    // A mean of what there is, until there is enough for the memory.
    weight = weight * keep + (1 - keep || 1e-9);
    value += ((1 - keep || 1e-9) / weight) * (mean[i] - value);
    out[i] = value;
  }
  return out;
}

/** Values of several curves over one axis, null where a curve has no point. */
export function joined(list) {
  const first = list[0] ?? NONE;
  if (list.every((c) => c.x.length === first.x.length && c.x[0] === first.x[0] && end(c) === end(first))) {
    return [first.x, ...list.map((c) => c.mean)];
  }
  const xs = [...new Set(list.flatMap((c) => c.x))].sort((a, b) => a - b);
  const place = new Map(xs.map((x, i) => [x, i]));
  return [
    xs,
    ...list.map((c) => {
      const column = new Array(xs.length).fill(undefined);
      c.x.forEach((x, i) => (column[place.get(x)] = c.mean[i]));
      return column;
    }),
  ];
}
