// The chart of a device: live at its right edge, finer values from the server when the viewer zooms in.
import { api, chart, csvCell, empty, fill, h, save } from "/look/iotflow.js";

const RANGES = [["15 min", 900], ["1 h", 3600], ["24 h", 86400], ["7 d", 604800], ["30 d", 2592000]];
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];
const POINTS = 400;
const LATEST_RAW = 1800;

const windowFor = (seconds) => STEPS.find((step) => seconds / step <= POINTS) || 86400;
const unitOf = (window) => window % 3600 === 0 ? `${window / 3600}h` : window % 60 === 0 ? `${window / 60}m` : `${window}s`;

export function history(id, relay) {
  const area = h("div", { class: "chart", role: "img", "aria-label": "Values over time" });
  const words = h("p", { class: "hint", role: "status" });
  const field = h("select", { id: "field", onchange: () => draw() });
  const how = h("select", { id: "aggregation", onchange: () => draw() }, ["mean", "min", "max", "last", "count"].map((name) => h("option", { value: name }, name)));
  const ranges = h("div", { class: "row", role: "group", "aria-label": "Range" });
  const csv = h("button", { type: "button", id: "csv-export", onclick: exportCsv }, "Save as CSV");
  const card = h("section", { class: "card", id: "history" },
    h("div", { class: "head" }, h("h2", {}, "History"), h("label", { for: "field" }, "Field"), field, h("label", { for: "aggregation" }, "as"), how, ranges, h("div", { class: "end" }, csv)), area, words);
  let span = RANGES[0][1], zoom = null, plot = null, data = [[], []], turn = 0;

  RANGES.forEach(([label, seconds]) => ranges.append(h("button", { type: "button", "aria-pressed": String(seconds === span), onclick: (event) => {
    span = seconds; zoom = null;
    ranges.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(button === event.target)));
    draw();
  } }, label)));

  async function load() {
    try {
      const { fields } = await api("GET", `${relay}/telemetry/${id}/fields`);
      const numbers = [...new Set(fields.filter((one) => ["number", "integer", "boolean"].includes(one.type) && !one.name.startsWith("meta_")).map((one) => one.name))];
      fill(field, numbers.map((name) => h("option", { value: name }, name)));
      draw();
    } catch (failure) { say(failure.message); }
  }

  function say(sentence) {
    plot?.destroy();
    plot = null;
    fill(area, empty(sentence));
    words.textContent = "";
  }

  async function draw() {
    if (!field.value) { say("No numbers to draw yet. The chart begins with the first reading."); return; }
    const mine = ++turn;
    const to = zoom ? zoom[1] : Date.now() / 1000, from = zoom ? zoom[0] : to - span;
    const window = windowFor(to - from);
    const wanted = new URLSearchParams({ field: field.value, aggregation: how.value, window: unitOf(window), fill: "null", start_time: new Date(from * 1000).toISOString(), end_time: new Date(to * 1000).toISOString() });
    try {
      const answer = await api("GET", `${relay}/telemetry/${id}/aggregated?${wanted}`);
      if (mine !== turn) return;
      const points = answer.data || [];
      data = [points.map((point) => new Date(point.timestamp) / 1000), points.map((point) => point.value ?? null)];
      show(window);
    } catch (failure) { if (mine === turn) say(failure.message); }
  }

  function show(window) {
    if (!data[1].some((value) => value !== null)) { say("No value in this time. Choose a longer range, or wait for the next reading."); return; }
    plot?.destroy();
    area.replaceChildren();
    plot = chart(area, [{ label: field.value }], data, { height: 280, onZoom: (from, to) => { if (to - from > 2) { zoom = [from, to]; draw(); } } });
    words.textContent = `${how.value} of each ${unitOf(window)}; a break in the line is a time without values. ${zoom ? "Choose a range to leave the zoom." : "Drag over the chart to zoom."}`;
  }

  let waiting = false;
  function take(reading) {
    const numbers = Object.entries(reading.data || {}).filter(([, value]) => typeof value === "number" || typeof value === "boolean");
    const unknown = numbers.filter(([name]) => ![...field.options].some((option) => option.value === name));
    unknown.forEach(([name]) => field.append(h("option", { value: name }, name)));
    if (zoom || waiting || !numbers.length || span > LATEST_RAW * 2) return;
    waiting = true;
    setTimeout(() => { waiting = false; if (!zoom && !document.hidden) draw(); }, plot ? 1000 : 0);
  }

  function exportCsv() {
    const rows = [["timestamp", field.value || "value"], ...data[0].map((seconds, index) => [new Date(seconds * 1000).toISOString(), data[1][index]])];
    save(`device-${id}-${(field.value || "values").replace(/[^A-Za-z0-9_-]/g, "_")}.csv`, "text/csv", rows.map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n");
  }
  return { card, load, take };
}
