import { act, api, confirmThat, count, empty, fill, h, notice, settle } from "/look/iotflow.js";
import { API, amount, connections, form, mayChange, measuredAt, power, remove, status, targetName, watts } from "/simulator/assets/virtual.js";

const page = document.getElementById("page");
const PER_PAGE = 50;
const EVERY = 1000;
const query = { search: "", type: "", status: "", page: 1 };
const tiles = h("div", { class: "tiles" });
const errors = h("div");
const results = h("div", { class: "card", id: "devices" });
const pager = h("div", { class: "row end" });
const rows = new Map();
let types = [], body = null, turn = 0, before = null;

const tile = (label, figure, note) => h("div", { class: "tile" }, h("span", { class: "label" }, label), h("span", { class: "figure" }, figure), h("span", { class: "note" }, note));
const title = (name) => types.find((type) => type.name === name)?.title ?? name;

function control(name, label, options) {
  const set = () => { query[name] = input.value.trim(); query.page = 1; later(); };
  const input = options ? h("select", { id: `by-${name}`, onchange: set }, options.map(([value, text]) => h("option", { value }, text)))
    : h("input", { id: `by-${name}`, type: "search", autocomplete: "off", oninput: set });
  return h("div", {}, h("label", { for: `by-${name}` }, label), input);
}

const COLUMNS = [["Name", (device) => h("a", { href: `/simulator/devices/${device.id}` }, device.name)], ["Type", (device) => title(device.type)], ["Status", status],
  ["Power", (device) => h("strong", { class: "power" }, device.latest ? watts(device.latest.power) : "–")], ["Voltage", (device) => amount(device.latest?.voltage, "V")],
  ["Current", (device) => amount(device.latest?.current, "A", 2)], ["Measured", (device) => count(device.counters.measured)], ["Last", measuredAt],
  ["Feeds", (device) => device.status === "running" ? connections(device) : targetName(device.target)]];

/** Figures, which are read in one piece. */
const FIGURES = new Set(["Power", "Voltage", "Current", "Measured"]);

/** A row keeps its elements: only what changed is written, so that a pointer or a reader stays where it is. */
function row(device) {
  const cells = COLUMNS.map(([name]) => h("td", { "data-title": name, class: FIGURES.has(name) ? "figure" : null }));
  const actions = h("td", { "data-title": "", class: "actions" });
  const element = h("tr", { "data-device": device.id }, cells, mayChange() ? actions : null);
  let shown = null;
  const update = (now) => {
    COLUMNS.forEach(([, cell], index) => {
      const next = cell(now);
      const key = next.outerHTML ?? String(next);
      if (cells[index].dataset.key !== key) { cells[index].dataset.key = key; fill(cells[index], next); }
    });
    if (shown?.status !== now.status || shown?.name !== now.name) {
      fill(actions, h("div", {}, power(now, refresh), " ",
        h("button", { type: "button", class: "quiet", "data-act": "delete", "aria-label": `Delete ${now.name}`, onclick: () => remove(now, refresh) }, "Delete…")));
    }
    shown = now;
  };
  return { element, update };
}

function show(answer) {
  const { total, running } = answer.meta;
  const watt = answer.devices.filter((device) => device.status === "running").reduce((sum, device) => sum + (device.latest?.power ?? 0), 0);
  const measured = answer.devices.reduce((sum, device) => sum + device.counters.measured, 0);
  const now = performance.now();
  const rate = before && before.page === query.page && measured >= before.measured ? (measured - before.measured) / ((now - before.now) / 1000) : 0;
  before = { measured, now, page: query.page };
  fill(tiles, tile("Devices", count(total), "that fit the filters"), tile("Running", count(running), `${count(total - running)} rest`),
    tile("Power", watts(watt), "of those shown here"), tile("Measurements", `${rate.toFixed(1)} /s`, "of those shown here"));
  if (!answer.devices.length) {
    rows.clear();
    body = null;
    fill(results, query.search || query.type || query.status ? empty("No device fits these filters.")
      : empty("There is no virtual device yet. Create one: a solar panel, a heat pump, a grid meter, or a type of your own.",
        mayChange() ? h("button", { class: "primary", type: "button", onclick: create }, "New device") : null));
    fill(pager);
    return;
  }
  if (!body) {
    body = h("tbody");
    const heads = [...COLUMNS.map(([name]) => name), ...(mayChange() ? [""] : [])];
    fill(results, h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Virtual devices" },
      h("table", {}, h("caption", { class: "hidden" }, "Virtual devices"), h("thead", {}, h("tr", {}, heads.map((name) => h("th", { scope: "col" }, name || h("span", { class: "hidden" }, "Actions"))))), body)));
  }
  const wanted = new Set(answer.devices.map((device) => device.id));
  for (const [id, known] of rows) if (!wanted.has(id)) { known.element.remove(); rows.delete(id); }
  for (const device of answer.devices) {
    if (!rows.has(device.id)) { rows.set(device.id, row(device)); body.append(rows.get(device.id).element); }
    rows.get(device.id).update(device);
  }
  const pages = Math.ceil(total / PER_PAGE);
  const go = (to) => () => { query.page = to; refresh(); };
  fill(pager, pages > 1 ? [h("button", { type: "button", disabled: query.page <= 1, onclick: go(query.page - 1) }, "← Previous"),
    h("span", { class: "muted" }, `Page ${query.page} of ${pages}`), h("button", { type: "button", disabled: query.page >= pages, onclick: go(query.page + 1) }, "Next →")] : null);
}

async function refresh() {
  const mine = ++turn;
  const wanted = new URLSearchParams(Object.entries(query).filter(([name, value]) => value && name !== "page"));
  wanted.set("limit", PER_PAGE);
  wanted.set("offset", (query.page - 1) * PER_PAGE);
  try {
    const answer = await api("GET", `${API}/devices?${wanted}`);
    if (mine === turn) { errors.replaceChildren(); show(answer); }
  } catch (failure) {
    if (mine === turn) fill(errors, h("p", { class: "notice bad", role: "alert" }, failure.message));
  }
}
const later = settle(refresh);

const create = () => form(types, null, (device) => { notice(`${device.name} was created. Start it to let it measure.`); refresh(); });

function all(word, done) {
  const button = h("button", { type: "button", id: `${word}-all`, onclick: () => act(button, async () => {
    const { changed } = await api("POST", `${API}/devices/${word}-all`);
    notice(`${count(changed)} devices ${done}.`);
    await refresh();
  }) }, word === "start" ? "Start all" : "Stop all");
  return button;
}

const removeAll = () => confirmThat("Delete all virtual devices?", "All of them and all their measurements here are deleted. What IoTFlow and Cumulocity have of them stays there.", "Delete all", async () => {
  const { changed } = await api("DELETE", `${API}/devices?all=true`);
  notice(`${count(changed)} devices were deleted.`);
  refresh();
});

async function begin() {
  try { ({ types } = await api("GET", `${API}/types`)); } catch (failure) { fill(errors, h("p", { class: "notice bad", role: "alert" }, failure.message)); }
  fill(page, h("div", { class: "head" }, h("h1", {}, "Virtual devices"), mayChange() ? h("div", { class: "row end" }, all("start", "run now"), all("stop", "rest now"),
    h("button", { type: "button", class: "danger", id: "delete-all", onclick: removeAll }, "Delete all…"), h("button", { type: "button", class: "primary", id: "create", onclick: create }, "New device")) : null),
  errors, tiles, h("div", { class: "filters", role: "search" }, control("search", "Name"),
    control("type", "Type", [["", "any"], ...types.map((type) => [type.name, type.title])]), control("status", "Status", [["", "any"], ["running", "running"], ["stopped", "stopped"]])), results, pager);
  await refresh();
  setInterval(() => { if (!document.hidden) refresh(); }, EVERY);
}
begin();
