// The parts of the page that are no charts. Text enters as text, never as markup.

import { count, compact, figure, clock } from "/format.js";
import { networkPicture } from "/network.js";

const $ = (id) => document.getElementById(id);

const MOST_MARKS = 12;
let drawnNetwork = "";

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text != null) made.textContent = text;
  return made;
};

const STATES = {
  training: "training",
  paused: "paused",
  stopped: "stopped, can be resumed",
  ended: "ended",
  replaying: "replaying",
  identical: "identical ✓",
  different: "different ✗",
};

export function heading(run) {
  $("run").textContent = run.run;
  $("state").dataset.state = run.state;
  $("state").textContent = STATES[run.state] ?? run.state;
  $("state").title = run.reason || "";
  $("headline").hidden = !run.headline;
  $("headline").textContent = run.headline;
  verdict(run);
}

function verdict(run) {
  const replaying = run.state === "replaying";
  const banner = $("verdict");
  banner.hidden = !run.verdict && !replaying;
  banner.className = `banner ${run.state === "identical" ? "good" : run.state === "different" ? "bad" : ""}`;
  // The progress moves often; the words, which are read aloud, do not.
  say("verdict-word", replaying ? "Replaying from the journal" : run.state === "identical" ? "Identical." : "Different.");
  say("verdict-text", replaying ? "every step is computed again and compared" : run.verdict);
  $("replay").hidden = !replaying;
  $("replay").value = run.replaySteps ? run.replayedSteps / run.replaySteps : 0;
}

function say(id, text) {
  if ($(id).textContent !== text) $(id).textContent = text;
}

/** tiles: [{ name, value, unit, under, tone }] */
export function tiles(list) {
  const host = $("tiles");
  list.forEach((tile, i) => {
    const box = host.children[i] ?? host.appendChild(emptyTile());
    const [name, value, under] = box.children;
    name.textContent = tile.name;
    value.firstChild.textContent = tile.value;
    value.lastChild.textContent = tile.unit ? ` ${tile.unit}` : "";
    under.textContent = tile.under ?? "";
    under.title = tile.title ?? tile.under ?? "";
    under.className = `under ${tile.tone ?? ""}`;
  });
  while (host.children.length > list.length) host.lastChild.remove();
}

function emptyTile() {
  const box = element("div", "tile");
  const value = element("div", "value");
  value.append(element("span"), element("small"));
  box.append(element("div", "name"), value, element("div", "under"));
  return box;
}

export function stages(times) {
  const total = Object.values(times).reduce((sum, ns) => sum + ns, 0);
  $("stages-card").hidden = !total; // a run of the past has none
  if (!total) return;
  const bar = $("stages");
  const list = $("shares");
  const words = [];
  Object.entries(times).forEach(([stage, ns], i) => {
    const share = (100 * ns) / total;
    const part = bar.children[i] ?? bar.appendChild(element("span", `s${i % 6}`));
    part.style.width = `${share}%`;
    if (!list.children[i]) {
      const row = element("li");
      row.append(element("i", `s${i % 6}`), element("span"), element("b"));
      list.append(row);
    }
    const percent = `${share < 10 ? share.toFixed(1) : Math.round(share)}%`;
    list.children[i].children[1].textContent = stage;
    list.children[i].children[2].textContent = percent;
    words.push(`${stage} ${percent}`);
  });
  bar.setAttribute("aria-label", words.join(", "));
}

export function journal(events) {
  const rows = events.map((event) => {
    const row = element("tr");
    row.append(
      element("td", "", count(event.block)),
      element("td", "", clock(event.atMs)),
      element("td", "", event.kind.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()),
      element("td", "", event.text),
    );
    return row;
  });
  $("tail").replaceChildren(...rows);
}

export function rejects(list, total) {
  $("rejects-card").hidden = !list.length;
  $("rejects-note").textContent = `${count(Math.max(total ?? 0, list.length))} in all, newest first`;
  $("rejects").replaceChildren(
    ...list.map((reject) => {
      const row = element("li");
      row.append(element("b", "", `partition ${reject.partition} @ ${reject.offset} `), reject.reason);
      return row;
    }),
  );
}

/** marks: [{ example, text }]; each leads to its place in the charts. */
export function marks(list, lead) {
  const host = $("marks");
  const words = JSON.stringify(list);
  if (host.dataset.words === words) return; // a button that has the focus keeps it
  host.dataset.words = words;
  host.replaceChildren(
    ...list.slice(-MOST_MARKS).map((mark) => {
      const button = element("button", "", `${mark.text} at ${count(mark.example)}`);
      button.type = "button";
      button.title = "Zoom to it";
      button.addEventListener("click", () => lead(mark.example));
      const item = element("li");
      item.append(button);
      return item;
    }),
  );
}

export function certificate(hex) {
  $("certificate").textContent = hex ? hex.match(/.{1,8}/g).join(" ") : "none yet";
  $("certificate").dataset.hex = hex ?? "";
}

export function specification(settings) {
  const rows = Object.entries(settings ?? {}).flatMap(([key, value]) => [element("dt", "", key), element("dd", "", value)]);
  $("specification").replaceChildren(...rows);
  $("specification-card").parentElement.hidden = rows.length === 0;
}

/** layers: [{ name, shape, activation, parameters }] */
export function network(layers) {
  const known = JSON.stringify(layers);
  if (known === drawnNetwork) return;
  drawnNetwork = known;
  $("network-card").hidden = layers.length === 0;
  if (!layers.length) return;
  const parameters = layers.reduce((sum, layer) => sum + layer.parameters, 0);
  $("network-note").textContent = parameters ? `${compact(parameters)} parameters` : "";
  $("network").replaceChildren(networkPicture(layers));
}

export { figure };
