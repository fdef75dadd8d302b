import { ago, api, badge, chart, count, empty, fill, h, may, table } from "/look/iotflow.js";

const page = document.getElementById("page");
const EVERY_SECONDS = 2;
const KEEP = 150;
const tiles = h("div", { class: "tiles" });
const traffic = h("section", { class: "card" }, h("h2", {}, "Readings per second"));
const area = h("div", { class: "chart", role: "img", "aria-label": "Stored and refused readings per second" });
area.append(empty("The chart begins in a moment."));
traffic.append(area);
const health = h("section", { class: "card", id: "health" });
const alerts = h("section", { class: "card", id: "recent-alerts" });
const errors = h("div");
fill(health, h("h2", {}, "Health"), h("p", { class: "note" }, "The parts are being asked."));
fill(alerts, h("h2", {}, "Recent alerts"), h("p", { class: "note" }, "They are being read."));
fill(page, h("div", { class: "head" }, h("h1", {}, "Overview")), errors, tiles, h("div", { class: "grid" }, traffic, health), alerts);

const tile = (label, figure, note, href) => h(href ? "a" : "div", { class: "tile", href }, h("span", { class: "label" }, label), h("span", { class: "figure" }, figure), h("span", { class: "note" }, note));
/** A large fleet is counted now and then. */
const counted = (at) => !at ? "readings are being counted" : Date.now() - new Date(at) > 10000 ? ["readings, counted ", ago(at)] : "readings stored";
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

const NAMES = { database: "PostgreSQL", redis: "Redis", iotdb: "IoTDB", mqtt: "MQTT" };
const SEVERITY = { critical: "bad", warning: "warn", info: "info" };

async function refresh() {
  try {
    const answer = await api("GET", "/api/v1/admin/dashboard");
    showFigures(answer);
    showHealth(Object.entries(answer.health));
    showAlerts(answer.alerts);
    if (!performance.getEntriesByName("usable").length) performance.mark("usable");
    const silent = [["device_stats", "device-registry"], ["telemetry_stats", "telemetry-query"], ...(may("operator") ? [["ingest", "telemetry-ingest"]] : []), ["alerts", "the database of alerts"]].filter(([part]) => !answer[part]).map(([, name]) => name);
    fill(errors, silent.length ? h("p", { class: "notice bad", role: "alert" }, `No answer from ${silent.join(", ")}. What is missing here comes back by itself.`) : null);
  } catch (failure) {
    fill(errors, h("p", { class: "notice bad", role: "alert" }, failure.message));
  }
}

function showFigures({ device_stats: devices = {}, telemetry_stats: telemetry = {}, ingest: monitoring }) {
  if (monitoring) trace(monitoring.readings);
  traffic.hidden = !may("operator");
  fill(tiles, tile("Devices", count(devices.total), devices.total === 0 ? "register the first one" : "registered", "/console/devices"),
    tile("Online", count(devices.online), `${count(devices.offline)} offline`, "/console/devices?online=true"),
    tile("Active", count(devices.active), "may send", "/console/devices?status=active"),
    tile("Maintenance", count(devices.maintenance), "refused for now", "/console/devices?status=maintenance"),
    tile("Inactive", count(devices.inactive), "refused", "/console/devices?status=inactive"),
    tile("Last 24 h", count(telemetry.last_24h), counted(telemetry.counted_at)),
    monitoring ? tile("Time to store", `${count(Math.round(monitoring.lag.commit_p50_ms * 10) / 10)} ms`, `99 %: ${count(Math.round(monitoring.lag.commit_p99_ms * 10) / 10)} ms`) : null,
    monitoring ? tile("Waiting", count(monitoring.readings.backlog + monitoring.readings.in_flight), "readings on their way to the store") : null,
    monitoring ? tile("Refused", count(monitoring.readings.rejected), "since ingest started", "/console/refused") : null);
}

function showHealth(parts) {
  fill(health, h("h2", {}, "Health"),
    table("Health", [["Part", ([name]) => NAMES[name] || name], ["State", ([, check]) => badge(check.healthy ? "healthy" : "does not answer", check.healthy ? "good" : "bad")], ["Answers in", ([, check]) => `${count(check.response_time_ms)} ms`]], parts));
}

function showAlerts(newest) {
  const { recent = [], unclosed = 0 } = newest || {};
  fill(alerts, h("div", { class: "head" }, h("h2", {}, "Recent alerts"), h("div", { class: "end" }, h("a", { href: "/console/alerts" }, unclosed ? `${count(unclosed)} not closed` : "All alerts"))),
    recent.length
      ? table("Recent alerts", [["Severity", (one) => badge(one.severity, SEVERITY[one.severity])], ["State", (one) => badge(one.state)], ["Device", (one) => h("a", { href: `/console/devices/${one.device_id}` }, one.device_name)],
        ["What", (one) => `${one.rule_name}: ${one.message}`], ["Opened", (one) => ago(one.opened_at)]], recent)
      : empty("No alert so far.", may("operator") ? h("p", {}, "A rule says what should not happen. ", h("a", { href: "/console/alerts" }, "Make a rule")) : null));
}

refresh();
setInterval(() => { if (!document.hidden) refresh(); }, EVERY_SECONDS * 1000);
