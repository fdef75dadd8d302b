import { api, badge, chart, count, empty, fill, h, may, table } from "/look/iotflow.js";

const page = document.getElementById("page");
const EVERY_SECONDS = 2;
const KEEP = 150;
const tiles = h("div", { class: "tiles" });
const traffic = h("section", { class: "card" }, h("h2", {}, "Readings per second"));
const area = h("div", { class: "chart", role: "img", "aria-label": "Stored and refused readings per second" });
area.append(empty("The chart begins in a moment."));
traffic.append(area);
const health = h("section", { class: "card", id: "health" });
const errors = h("div");
fill(page, h("div", { class: "head" }, h("h1", {}, "Overview")), errors, tiles, h("div", { class: "grid" }, traffic, health));

const tile = (label, figure, note, href) => h(href ? "a" : "div", { class: "tile", href }, h("span", { class: "label" }, label), h("span", { class: "figure" }, figure), h("span", { class: "note" }, note));
const lines = [[], [], []];
let plot, before;

function trace(readings) {
  const now = Date.now() / 1000;
  if (before) {
    const seconds = now - before.now;
    const rate = (name) => Math.max(0, (readings[name] - before.readings[name]) / seconds);
    [now, rate("stored"), rate("rejected")].forEach((value, index) => { lines[index].push(value); if (lines[index].length > KEEP) lines[index].shift(); });
    if (plot) plot.set(lines.map((line) => [...line]));
    else if (lines[0].length > 1) { area.replaceChildren(); plot = chart(area, [{ label: "stored", unit: "1/s" }, { label: "refused", unit: "1/s" }], lines.map((line) => [...line]), { height: 240 }); }
  }
  before = { now, readings };
}

async function refresh() {
  try {
    const [stats, monitoring] = await Promise.all([api("GET", "/api/v1/admin/stats"), may("operator") ? api("GET", "/console/relay/api/v1/mqtt/monitoring/metrics") : null]);
    const devices = stats.device_stats || {}, telemetry = stats.telemetry_stats || {};
    if (monitoring) trace(monitoring.readings); else traffic.hidden = true;
    fill(tiles, tile("Devices", count(devices.total), devices.total ? "registered" : "register the first one", "/console/devices"),
      tile("Online", count(devices.online), `${count(devices.offline)} offline`, "/console/devices?online=true"),
      tile("Active", count(devices.active), "may send", "/console/devices?status=active"),
      tile("Maintenance", count(devices.maintenance), "refused for now", "/console/devices?status=maintenance"),
      tile("Inactive", count(devices.inactive), "refused", "/console/devices?status=inactive"),
      tile("Last 24 h", count(telemetry.last_24h), "readings stored"),
      monitoring ? tile("Time to store", `${count(Math.round(monitoring.lag.commit_p50_ms * 10) / 10)} ms`, `99 %: ${count(Math.round(monitoring.lag.commit_p99_ms * 10) / 10)} ms`) : null,
      monitoring ? tile("Waiting", count(monitoring.readings.backlog + monitoring.readings.in_flight), "readings on their way to the store") : null,
      monitoring ? tile("Refused", count(monitoring.readings.rejected), "since ingest started", "/console/refused") : null);
    errors.replaceChildren();
  } catch (failure) {
    fill(errors, h("p", { class: "notice bad", role: "alert" }, failure.message));
  }
}

const NAMES = { database: "PostgreSQL", redis: "Redis", iotdb: "IoTDB", mqtt: "MQTT" };
async function checks() {
  let answer;
  try {
    answer = await (await fetch("/health?detailed=true", { headers: { Accept: "application/json" } })).json();
  } catch { answer = { checks: {} }; }
  const rows = Object.entries(answer.checks || {});
  fill(health, h("h2", {}, "Health"), rows.length
    ? table("Health", [["Part", ([name]) => NAMES[name] || name], ["State", ([, check]) => badge(check.healthy ? "healthy" : "does not answer", check.healthy ? "good" : "bad")], ["Answers in", ([, check]) => `${count(check.response_time_ms)} ms`]], rows)
    : empty("The health of the parts can't be read now."));
}

refresh();
checks();
setInterval(() => { if (!document.hidden) refresh(); }, EVERY_SECONDS * 1000);
setInterval(() => { if (!document.hidden) checks(); }, 10000);
