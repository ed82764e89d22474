// How parameters and gradients are spread, tensor by tensor.

import { figure } from "/format.js";

const SVG_NAMES = "http://www.w3.org/2000/svg";
const WIDTH = 160;
const HEIGHT = 44;

/** look: { step, tensors: [{ name, shape, values, gradient }] }, each of the two { least, greatest, rms, bins } */
export function histograms(host, look) {
  if (host.dataset.step === String(look.step)) return;
  host.dataset.step = look.step;
  while (host.children.length > look.tensors.length) host.lastChild.remove();
  look.tensors.forEach((tensor, i) => {
    const box = host.children[i] ?? host.appendChild(emptied());
    const [name, values, gradient] = box.children;
    name.firstChild.textContent = tensor.name;
    name.lastChild.textContent = tensor.shape;
    spread(values, "values", tensor, tensor.values);
    spread(gradient, "gradient", tensor, tensor.gradient);
  });
}

function emptied() {
  const box = document.createElement("li");
  const name = document.createElement("p");
  name.append(document.createElement("b"), document.createElement("span"));
  box.append(name, picture("values"), picture("gradient"));
  return box;
}

function picture(kind) {
  const figureBox = document.createElement("div");
  figureBox.className = `spread ${kind}`;
  const svg = document.createElementNS(SVG_NAMES, "svg");
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  svg.append(document.createElementNS(SVG_NAMES, "path"), document.createElementNS(SVG_NAMES, "line"));
  const scale = document.createElement("span");
  figureBox.append(svg, scale);
  return figureBox;
}

function spread(box, kind, tensor, { least, greatest, rms, bins }) {
  const [svg, scale] = box.children;
  const most = Math.max(1, ...bins);
  const width = WIDTH / bins.length;
  // The square root shows the tails, too.
  const bars = bins.map((n, i) => {
    const height = Math.sqrt(n / most) * (HEIGHT - 2);
    return n ? `M${i * width} ${HEIGHT}v${-height}h${width * 0.86}v${height}z` : "";
  });
  svg.firstChild.setAttribute("d", bars.join(""));
  const zero = greatest > least ? ((0 - least) / (greatest - least)) * WIDTH : -1;
  for (const [name, value] of Object.entries({ x1: zero, x2: zero, y1: 0, y2: HEIGHT })) svg.lastChild.setAttribute(name, value);
  svg.lastChild.style.display = zero >= 0 && zero <= WIDTH ? "" : "none";
  scale.textContent = `${figure(least)} … ${figure(greatest)}`;
  svg.setAttribute("aria-label", `${tensor.name}, ${kind}: from ${figure(least)} to ${figure(greatest)}, root mean square ${figure(rms)}`);
}
