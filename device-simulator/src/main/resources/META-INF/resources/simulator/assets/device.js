import { act, ago, api, chart, count, empty, fill, h, notice, time } from "/look/iotflow.js";
import { API, amount, form, mayChange, power, remove, status, targetName, watts } from "/simulator/assets/virtual.js";

const page = document.getElementById("page");
const id = page.dataset.id;
const EVERY = 1000;
const KEEP = 600;
const head = h("div", { class: "head" });
const errors = h("div");
const tiles = h("div", { class: "tiles" });
const area = h("div", { class: "chart", role: "img", "aria-label": "Power over time" });
const about = h("section", { class: "card", id: "about" });
const links = h("section", { class: "card", id: "connections" });
const points = [[], []];
let types = [], device, plot, newest = 0;

const tile = (label, figure, note, name) => h("div", { class: "tile", "data-figure": name }, h("span", { class: "label" }, label), h("span", { class: "figure" }, figure), h("span", { class: "note" }, note));
const facts = (pairs) => h("dl", { class: "facts" }, pairs.map(([name, fact]) => [h("dt", {}, name), h("dd", {}, fact ?? h("span", { class: "muted" }, "–"))]));

function showHead() {
  const again = async () => { device = await api("GET", `${API}/devices/${id}`); showHead(); show(); };
  document.title = `${device.name} · IoTFlow`;
  fill(head, h("h1", { id: "name" }, device.name), status(device), mayChange() ? h("div", { class: "row end" }, power(device, again),
    h("button", { type: "button", onclick: () => form(types, device, () => { notice("The device was changed."); again(); }) }, "Change…"),
    h("button", { type: "button", class: "danger", "data-act": "delete", onclick: () => remove(device, () => { location.href = "/simulator"; }) }, "Delete…")) : null);
}

function show() {
  const type = types.find((one) => one.name === device.type);
  const { latest } = device;
  fill(tiles, tile("Power", latest ? watts(latest.power) : "–", type ? `${watts(type.power.least)} to ${watts(type.power.most)}` : "", "power"),
    tile("Voltage", amount(latest?.voltage, "V"), type ? `${type.voltage.least} to ${type.voltage.most} V` : "", "voltage"),
    tile("Current", amount(latest?.current, "A", 2), type ? `${type.current.least} to ${type.current.most} A` : "", "current"),
    tile("Measured", count(device.counters.measured), latest ? ago(latest.timestamp) : "nothing yet", "measured"));
  const seen = device.iotflow_device_id ? h("a", { href: `/console/devices/${device.iotflow_device_id}` }, `device ${device.iotflow_device_id}`) : null;
  fill(about, h("h2", {}, "About"), facts([["Type", type?.title ?? device.type], ["Measures every", `${device.interval} s`], ["Feeds", targetName(device.target)], ["Client id", h("code", {}, device.client_id)],
    ["In IoTFlow", seen], ["Created", time(device.created_at)], ["Started", device.started_at ? time(device.started_at) : null]]));
  fill(links, h("h2", {}, "Connections"), Object.keys(device.connections).length ? Object.entries(device.connections).map(connection)
    : empty("A device that rests has no connection. Start it."));
  draw();
}

function connection([name, one]) {
  const delivered = device.counters.delivered[name] ?? 0;
  return h("div", { class: "connection", "data-target": name }, h("h3", {}, targetName(name), " ", h("span", { class: `badge ${one.connected ? "good" : "warn"}` }, one.connected ? "connected" : "not connected")),
    facts([["Confirmed", `${count(delivered)} of ${count(device.counters.measured)}`], ["Registered", one.registered ? "yes" : "not yet"], ["Since", one.last_connected_at ? ago(one.last_connected_at) : null],
      ["Last message", one.last_message_at ? ago(one.last_message_at) : null], ["Attempts", one.max_attempts ? `${one.reconnect_attempts} of ${one.max_attempts}` : count(one.reconnect_attempts)],
      ["Next attempt", one.next_attempt_at ? h("span", {}, ago(one.next_attempt_at), ` (pause ${one.backoff_seconds} s)`) : null], ["Problem", one.last_error]]));
}

function take(measurement) {
  if (!measurement || measurement.sequence <= newest) return;
  newest = measurement.sequence;
  points[0].push(new Date(measurement.timestamp) / 1000);
  points[1].push(measurement.power);
  if (points[0].length > KEEP) points.forEach((line) => line.shift());
}

function draw() {
  take(device.latest);
  if (points[0].length < 2) { if (!plot) fill(area, empty("The chart begins with the second measurement.")); return; }
  if (plot) { plot.set(points.map((line) => [...line])); return; }
  area.replaceChildren();
  plot = chart(area, [{ label: "power", unit: "W" }], points.map((line) => [...line]), { height: 280 });
}

async function refresh() {
  try {
    const before = device?.status;
    device = await api("GET", `${API}/devices/${id}`);
    errors.replaceChildren();
    if (device.status !== before) showHead();
    show();
  } catch (failure) { fill(errors, h("p", { class: "notice bad", role: "alert" }, failure.message)); }
}

async function begin() {
  fill(page, h("p", {}, h("a", { href: "/simulator" }, "← Virtual devices")), head, errors, tiles,
    h("section", { class: "card" }, h("div", { class: "head" }, h("h2", {}, "Power"), h("div", { class: "end" }, h("a", { href: `/simulator/measurements?device=${id}` }, "All measurements"))), area),
    h("div", { class: "grid" }, about, links));
  await act(null, async () => {
    ({ types } = await api("GET", `${API}/types`));
    const { measurements } = await api("GET", `${API}/measurements?device=${id}&limit=300`);
    measurements.reverse().forEach(take);
  });
  await refresh();
  setInterval(() => { if (!document.hidden) refresh(); }, EVERY);
}
begin();
