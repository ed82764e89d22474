// The network as a picture: a column of circles a layer, its width below.

const SVG = "http://www.w3.org/2000/svg";

/** layers: [{ name, shape, activation, parameters }], from what goes in to what comes out. */
export function networkPicture(layers) {
  const width = 290;
  const height = 172;
  const picture = drawn("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", class: "network" });
  const words = layers.map((layer) => [layer.name, layer.shape, layer.activation].filter(Boolean).join(" "));
  picture.setAttribute("aria-label", `Network: ${words.join(", then ")}`);
  const columns = layers.map((layer, i) => {
    const units = Number.parseInt(layer.shape, 10) || 1;
    const shown = Math.min(units, 9);
    const x = layers.length === 1 ? width / 2 : 34 + (i * (width - 68)) / (layers.length - 1);
    return { x, ys: Array.from({ length: shown }, (_, k) => 64 + (k - (shown - 1) / 2) * 13.5), more: units > shown };
  });
  columns.slice(1).forEach((to, i) => {
    for (const y0 of columns[i].ys) for (const y1 of to.ys) picture.append(drawn("line", { x1: columns[i].x, y1: y0, x2: to.x, y2: y1 }));
    const middle = (columns[i].x + to.x) / 2;
    const parameters = layers[i + 1].parameters;
    if (parameters) picture.append(lettered(middle, 170, `${compactly.format(parameters)} w`, "dim"));
  });
  columns.forEach((column, i) => {
    const last = i === columns.length - 1 ? "last" : "";
    column.ys.forEach((y, k) => {
      if (column.more && k === 4) picture.append(lettered(column.x, y + 4, "⋮"));
      else picture.append(drawn("circle", { cx: column.x, cy: y, r: 4.2, class: last }));
    });
    picture.append(lettered(column.x, 142, layers[i].shape), lettered(column.x, 156, layers[i].activation || layers[i].name, "dim"));
  });
  return picture;
}

const compactly = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

function drawn(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function lettered(x, y, text, className = "") {
  const made = drawn("text", { x, y, class: className });
  made.textContent = text;
  return made;
}
