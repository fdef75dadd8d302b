import { api, chart, count, empty, fill, h, settle, table, time } from "/look/iotflow.js";
import { API, amount } from "/simulator/assets/virtual.js";

const page = document.getElementById("page");
const PER_PAGE = 50;
const POINTS = 400;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];
const SPANS = [["-15m", "last 15 minutes"], ["-1h", "last hour"], ["-24h", "last 24 hours"], ["-7d", "last 7 days"], ["-30d", "last 30 days"], ["own", "from … to …"]];
const SECONDS = { "-15m": 900, "-1h": 3600, "-24h": 86400, "-7d": 604800, "-30d": 2592000 };
const SERIES = { power: "W", voltage: "V", current: "A" };
const from = new URLSearchParams(location.search);
const query = { device: from.get("device") || "", type: from.get("type") || "", span: from.get("span") || "-1h", from: from.get("from") || "", to: from.get("to") || "", page: 1 };
const errors = h("div");
const total = h("span", { class: "muted", id: "total", role: "status" });
const rows = h("section", { class: "card", id: "rows" });
const area = h("div", { class: "chart", role: "img", "aria-label": "Measurements over time" });
const words = h("p", { class: "hint", role: "status" });
const csv = h("a", { class: "button", id: "csv", download: "" }, "Download CSV");
let names = new Map(), turn = 0, plot;

const local = (iso) => iso ? new Date(new Date(iso) - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 16) : "";

function control(name, label, input) {
  input.id = `by-${name}`;
  input.addEventListener(input.tagName === "SELECT" ? "change" : "input", () => {
    query[name] = input.type === "datetime-local" ? (input.value ? new Date(input.value).toISOString() : "") : input.value;
    query.page = 1;
    own();
    later();
  });
  return h("div", { class: `by-${name}` }, h("label", { for: input.id }, label), input);
}
const choice = (options, value) => { const select = h("select", {}, options.map(([key, text]) => h("option", { value: key }, text))); select.value = value; return select; };

function own() {
  document.querySelectorAll(".by-from, .by-to").forEach((element) => { element.hidden = query.span !== "own"; });
}

/** What the API is asked for: the filters as they stand. */
function wanted() {
  const asked = new URLSearchParams();
  if (query.device) asked.set("device", query.device);
  if (query.type) asked.set("type", query.type);
  if (query.span !== "own") asked.set("from", query.span);
  else { if (query.from) asked.set("from", query.from); if (query.to) asked.set("to", query.to); }
  return asked;
}

function windowSeconds() {
  const span = query.span !== "own" ? SECONDS[query.span] : query.from ? (new Date(query.to || Date.now()) - new Date(query.from)) / 1000 : 2592000;
  return STEPS.find((step) => span / step <= POINTS) || 86400;
}

async function load() {
  const mine = ++turn;
  const kept = Object.entries(query).filter(([name, value]) => value && name !== "page" && !(name === "span" && value === "-1h") && (query.span === "own" || !["from", "to"].includes(name)));
  history.replaceState(null, "", kept.length ? `?${new URLSearchParams(kept)}` : location.pathname);
  const asked = wanted();
  csv.href = `${API}/measurements.csv?${asked}`;
  const window = windowSeconds();
  try {
    const [answer, shape] = await Promise.all([api("GET", `${API}/measurements?${asked}&limit=${PER_PAGE}&offset=${(query.page - 1) * PER_PAGE}`),
      api("GET", `${API}/measurements/aggregated?${asked}&window=${window}`)]);
    if (mine !== turn) return;
    errors.replaceChildren();
    show(answer);
    draw(shape.data, window);
  } catch (failure) {
    if (mine === turn) fill(errors, h("p", { class: "notice bad", role: "alert" }, failure.message));
  }
}
const later = settle(load);

function show(answer) {
  total.textContent = `${count(answer.meta.total)} measurements`;
  const pages = Math.max(1, Math.ceil(answer.meta.total / PER_PAGE));
  const go = (to) => () => { query.page = to; load(); };
  fill(rows, h("h2", {}, "Measurements"), answer.measurements.length ? [table("Measurements", [["Time", (one) => time(one.timestamp)],
    ["Device", (one) => h("a", { href: `/simulator/devices/${one.device_id}` }, names.get(one.device_id) ?? `device ${one.device_id}`)], ["Number", (one) => count(one.sequence)],
    ["Voltage", (one) => amount(one.voltage, "V", 2)], ["Current", (one) => amount(one.current, "A", 2)], ["Power", (one) => amount(one.power, "W", 2)]], answer.measurements),
  h("div", { class: "row end" }, h("button", { type: "button", disabled: query.page <= 1, onclick: go(query.page - 1) }, "← Newer"), h("span", { class: "muted" }, `Page ${count(query.page)} of ${count(pages)}`),
    h("button", { type: "button", disabled: query.page >= pages, onclick: go(query.page + 1) }, "Older →"))]
    : empty("Nothing was measured that fits. Choose a longer time, or start a device.", h("a", { class: "button", href: "/simulator" }, "Virtual devices")));
}

const series = choice(Object.entries(SERIES).map(([name, unit]) => [name, `${name} (${unit})`]), "power");

function draw(points, window) {
  plot?.destroy();
  plot = null;
  words.textContent = "";
  if (!points.length) { fill(area, empty("No measurement in this time.")); return; }
  const name = series.value;
  const lines = [[], []];
  points.forEach((point, index) => {
    const seconds = new Date(point.timestamp) / 1000;
    // A pause is a gap, not a line through it.
    if (index && seconds - lines[0].at(-1) > window * 4) { lines[0].push(seconds - window); lines[1].push(null); }
    lines[0].push(seconds);
    lines[1].push(point[name]);
  });
  area.replaceChildren();
  plot = chart(area, [{ label: name, unit: SERIES[name] }], lines, { height: 280, onZoom: (start, end) => {
    query.span = "own";
    query.from = new Date(start * 1000).toISOString();
    query.to = new Date(end * 1000).toISOString();
    document.getElementById("by-span").value = "own";
    document.getElementById("by-from").value = local(query.from);
    document.getElementById("by-to").value = local(query.to);
    own();
    load();
  } });
  words.textContent = `Mean of each ${window} s${query.device ? "" : ", over all devices that fit"}. Drag over the chart to zoom.`;
}

async function begin() {
  let types = [], devices = [];
  try {
    [{ types }, { devices }] = await Promise.all([api("GET", `${API}/types`), api("GET", `${API}/devices?limit=1000`)]);
  } catch (failure) { fill(errors, h("p", { class: "notice bad", role: "alert" }, failure.message)); }
  names = new Map(devices.map((device) => [device.id, device.name]));
  const known = devices.map((device) => [String(device.id), device.name]);
  if (query.device && !names.has(Number(query.device))) known.push([query.device, `device ${query.device}`]);
  series.addEventListener("change", load);
  series.id = "series";
  fill(page, h("div", { class: "head" }, h("h1", {}, "Measurements"), total, h("div", { class: "end" }, csv)), errors,
    h("div", { class: "filters", role: "search" }, control("device", "Device", choice([["", "all"], ...known], query.device)),
      control("type", "Type", choice([["", "any"], ...types.map((type) => [type.name, type.title])], query.type)), control("span", "Time", choice(SPANS, query.span)),
      control("from", "From", h("input", { type: "datetime-local", value: local(query.from) })), control("to", "To", h("input", { type: "datetime-local", value: local(query.to) }))),
    h("section", { class: "card" }, h("div", { class: "head" }, h("h2", {}, "Over time"), h("div", { class: "end row" }, h("label", { for: "series" }, "Shown"), series)), area, words), rows);
  own();
  load();
}
begin();
