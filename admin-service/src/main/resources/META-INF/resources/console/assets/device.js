import { act, ago, api, badge, confirmThat, count, dialog, empty, fill, h, live, may, notice, showSecret, table, time } from "/look/iotflow.js";
import { history } from "/console/assets/history.js";

const page = document.getElementById("page");
const id = page.dataset.id;
const admin = `/api/v1/admin/devices/${id}`;
const relay = "/console/relay/api/v1";
const OPEN = ["pending", "sent", "acknowledged"];

const head = h("div", { class: "head" });
const facts = h("section", { class: "card" });
const values = h("section", { class: "card", id: "latest" });
const commands = h("section", { class: "card", id: "commands" });
const keys = h("section", { class: "card", id: "keys" });
const configuration = h("section", { class: "card", id: "configuration" });
const refused = h("section", { class: "card", id: "refused" });
const raw = h("section", { class: "card", id: "raw" });
const state = h("span", { class: "muted live", id: "live" }, "waiting for a reading");

let device;
const latest = new Map();
const inspected = [];
const graph = history(id, relay);

const known = (fact) => fact === null || fact === undefined || fact === "" ? h("span", { class: "muted" }, "not said") : fact;
const facts_ = (pairs) => h("dl", { class: "facts" }, pairs.map(([name, fact]) => [h("dt", {}, name), h("dd", {}, known(fact))]));
const failed = (target, title) => (failure) => fill(target, h("h2", {}, title), h("p", { class: "notice bad", role: "alert" }, failure.message));

async function load() {
  const details = await api("GET", admin);
  device = details.device;
  document.title = `${device.name} · IoTFlow`;
  fill(head, h("h1", { id: "name" }, device.name), badge(device.status), badge(details.is_online ? "online" : "offline"), state,
    may("operator") ? h("div", { class: "row end" },
      h("label", { for: "status" }, "Status"),
      statusChoice(), h("button", { type: "button", onclick: edit }, "Edit…"),
      may("admin") ? h("button", { type: "button", class: "danger", onclick: remove }, "Delete…") : null) : null);
  const tags = Object.entries(device.tags || {}).map(([name, value]) => badge(`${name}=${value}`));
  fill(facts, h("h2", {}, "About"), facts_([["Number", String(device.id)], ["Type", device.device_type], ["Location", device.location], ["Description", device.description],
    ["Firmware", device.firmware_version], ["Hardware", device.hardware_version], ["Owner", device.user_id], ["Tags", tags.length ? h("span", { class: "row" }, tags) : null],
    ["Groups", (device.groups || []).join(", ")], ["Last heard", ago(details.last_seen || device.last_seen)], ["Registered", time(device.created_at)], ["Changed", time(device.updated_at)]]));
  showKeys(details.auth_records || []);
  showConfiguration(Object.entries(details.configurations || {}));
}

function showConfiguration(entries) {
  const set = h("button", { type: "button", id: "configure", onclick: () => configure() }, "Set a value…");
  fill(configuration, h("div", { class: "head" }, h("h2", {}, "Configuration"), may("operator") ? h("div", { class: "end" }, set) : null),
    entries.length ? table("Configuration", [["Key", ([key]) => may("operator") ? h("button", { type: "button", class: "quiet", onclick: () => configure(key, entries) }, key) : key],
      ["Value", ([, entry]) => h("code", {}, JSON.stringify(entry.value))], ["Type", ([, entry]) => entry.data_type], ["Set", ([, entry]) => ago(entry.updated_at)]], entries)
      : empty("Nothing is configured. A value that is set here reaches the device at once over MQTT, or when it asks."));
}

function configure(key, entries = []) {
  const known = Object.fromEntries(entries)[key];
  const text = known === undefined ? "" : known.data_type === "string" ? known.value : JSON.stringify(known.value);
  dialog("Set a value", [{ name: "key", label: "Key", required: true, value: key, placeholder: "interval_seconds" }, { name: "value", label: "Value", required: true, value: text, placeholder: "30" },
    { name: "type", label: "Type", value: known?.data_type || "string", options: ["string", "integer", "float", "boolean", "json"].map((type) => [type, type]) }], "Set", async (form) => {
    await api("POST", `${admin}/configurations`, { config_key: form.key, config_value: form.value, data_type: form.type });
    notice("The device is told.");
    await load();
  });
}

function statusChoice() {
  const choice = h("select", { id: "status", onchange: () => act(choice, async () => {
    try {
      const answer = await api("PUT", `${admin}/status`, { status: choice.value });
      notice(`${answer.message}.`);
    } finally { await load(); }
  }) }, ["active", "inactive", "maintenance"].map((status) => h("option", { value: status }, status)));
  choice.value = device.status;
  return choice;
}

function edit() {
  const names = [["name", "Name"], ["device_type", "Type"], ["location", "Location"], ["description", "Description"], ["firmware_version", "Firmware"], ["hardware_version", "Hardware"]];
  const tags = Object.entries(device.tags || {}).map(([name, value]) => `${name}=${value}`).join("\n");
  dialog("Edit the device", [...names.map(([name, label]) => ({ name, label, value: device[name] })), { name: "tags", label: "Tags, one name=value in each line", type: "area", value: tags }], "Save", async (form) => {
    const change = Object.fromEntries(names.map(([name]) => [name, form[name]]).filter(([name, value]) => value !== (device[name] ?? "")));
    if (form.tags.replaceAll("\r", "") !== tags) change.tags = Object.fromEntries(form.tags.split(/\r?\n/).filter((line) => line.includes("=")).map((line) => [line.slice(0, line.indexOf("=")).trim(), line.slice(line.indexOf("=") + 1).trim()]));
    await api("PUT", admin, change);
    notice("The device was changed.");
    await load();
  });
}

function remove() {
  confirmThat(`Delete ${device.name}?`, "Its keys and commands go with it, and its number is never used again. This can't be taken back.", "Delete", async () => {
    await api("DELETE", admin);
    location.href = "/console/devices";
  });
}

function showKeys(records) {
  const rotate = h("button", { type: "button", id: "rotate", onclick: () => dialog("New key", [{ name: "grace", label: "The old key stops", options: [["", "at once"], ["1h", "in an hour"], ["24h", "in 24 hours"]] }], "Make a new key", async (form) => {
    const made = await api("POST", `${admin}/api-keys${form.grace ? `?grace=${form.grace}` : ""}`);
    showSecret("The new key", made.api_key);
    await load();
  }) }, "New key…");
  fill(keys, h("div", { class: "head" }, h("h2", {}, "Keys"), may("admin") ? h("div", { class: "end" }, rotate) : null),
    records.length ? table("Keys", [["Begins with", (key) => h("code", {}, key.prefix)], ["Made", (key) => time(key.created_at)], ["Last used", (key) => ago(key.last_used_at)],
      ["Ends", (key) => key.expires_at ? time(key.expires_at) : "never"], ["Uses", (key) => count(key.use_count)]], records)
      : empty("This device has no key, so nothing lets it in. Make a new one."));
}

function showValues() {
  const cells = [...latest.entries()].sort().map(([name, { value, timestamp }]) => h("div", { class: "value", "data-field": name },
    h("span", { class: "label" }, name), h("span", { class: "figure" }, value !== null && typeof value === "object" ? JSON.stringify(value) : String(value)), h("span", { class: "note" }, ago(timestamp))));
  fill(values, h("h2", {}, "Latest values"), cells.length ? h("div", { class: "values" }, cells)
    : empty("No reading has come yet. Send the first one with the device's key:", h("pre", {}, `curl -X POST ${location.origin}/api/v1/devices/telemetry -H 'X-API-Key: …' -H 'Content-Type: application/json' -d '{"data":{"temperature":21.5}}'`)));
}

async function loadLatest() {
  try {
    const answer = await api("GET", `${relay}/telemetry/${id}/latest`);
    Object.entries(answer.fields || {}).forEach(([name, field]) => latest.set(name, field));
  } catch (failure) {
    if (failure.status !== 404) return failed(values, "Latest values")(failure);
  }
  showValues();
}

function take(reading) {
  for (const [name, value] of Object.entries(reading.data || {})) latest.set(name, { value, timestamp: reading.timestamp });
  showValues();
  graph.take(reading);
  inspected.unshift(reading);
  inspected.length = Math.min(inspected.length, 20);
  showRaw();
}

function showRaw() {
  fill(raw, h("h2", {}, "Raw readings"), inspected.length
    ? inspected.map((reading, index) => h("details", { open: index === 0 }, h("summary", {}, time(reading.timestamp)), h("pre", {}, JSON.stringify({ timestamp: reading.timestamp, data: reading.data, metadata: reading.metadata }, null, 2))))
    : empty("The newest readings appear here as they come."));
}

async function loadRaw() {
  try {
    const answer = await api("GET", `${relay}/telemetry/${id}?start_time=-24h&limit=10`);
    inspected.push(...answer.data);
    showRaw();
  } catch (failure) { failed(raw, "Raw readings")(failure); }
}

let list = [];
async function loadCommands() {
  if (!may("operator")) { commands.hidden = true; return; }
  try {
    list = (await api("GET", `${relay}/devices/${id}/control?limit=20`)).commands;
    showCommands();
  } catch (failure) { failed(commands, "Commands")(failure); }
}

function showCommands() {
  const give = h("button", { type: "button", class: "primary", id: "command", onclick: () => dialog("Send a command", [{ name: "command", label: "Command", required: true, placeholder: "restart" }, { name: "parameters", label: "Parameters (JSON)", type: "area", value: "{}" }, { name: "expires_in", label: "Give up after (seconds)", type: "number", value: "3600" }], "Send", async (form) => {
    let parameters;
    try { parameters = JSON.parse(form.parameters || "{}"); } catch { throw new Error("The parameters are not JSON, for example {\"speed\": 3}."); }
    await api("POST", `${relay}/devices/${id}/control`, { command: form.command, parameters, expires_in: Number(form.expires_in) || 3600 });
    await loadCommands();
  }) }, "Send a command…");
  fill(commands, h("div", { class: "head" }, h("h2", {}, "Commands"), h("div", { class: "end" }, give)), list.length
    ? table("Commands", [["Command", (one) => h("span", {}, h("strong", {}, one.command), " ", h("code", {}, JSON.stringify(one.parameters)))], ["State", (one) => badge(one.status)], ["Given", (one) => ago(one.created_at)], ["By", (one) => one.created_by],
      ["Answer", (one) => one.result ? h("code", {}, JSON.stringify(one.result)) : "–"]], list)
    : empty("No command was sent yet."));
}

async function loadRefused() {
  if (!may("operator")) { refused.hidden = true; return; }
  try {
    const { rejects } = await api("GET", `${relay}/telemetry/rejects?device_id=${id}&limit=20`);
    fill(refused, h("h2", {}, "Refused readings"), rejects.length
      ? table("Refused readings", [["When", (one) => ago(one.timestamp)], ["Over", (one) => one.transport], ["Reason", (one) => h("span", {}, badge(one.code, "bad"), " ", one.message)], ["It began", (one) => h("code", {}, one.excerpt)]], rejects)
      : empty("Nothing of this device was refused in the last 24 hours."));
  } catch (failure) { failed(refused, "Refused readings")(failure); }
}

fill(page, h("p", {}, h("a", { href: "/console/devices" }, "← Devices")), head, graph.card, values,
  h("div", { class: "grid" }, facts, h("div", {}, configuration, keys)), h("div", { class: "grid" }, commands, refused), raw);
showRaw();
load().then(() => {
  loadLatest(); loadCommands(); loadRefused(); loadRaw(); graph.load();
  live(`${relay}/telemetry/${id}/stream`, (reading) => reading.data && take(reading), (on) => { state.classList.toggle("on", on); state.textContent = on ? "live" : "reconnecting"; });
  setInterval(() => { if (!document.hidden && list.some((one) => OPEN.includes(one.status))) loadCommands(); }, 1000);
  setInterval(() => { if (!document.hidden) loadRefused(); }, 3000);
  setInterval(() => { if (!document.hidden) showValues(); }, 10000);
}).catch((failure) => fill(page, h("p", {}, h("a", { href: "/console/devices" }, "← Devices")), h("h1", {}, "Device"), h("p", { class: "notice bad", role: "alert" }, failure.message)));
