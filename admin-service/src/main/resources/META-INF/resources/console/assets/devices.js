import { ago, api, badge, count, dialog, each, empty, fill, h, may, notice, settle, showSecret, table } from "/look/iotflow.js";

const page = document.getElementById("page");
const PER_PAGE = 50;
const from = new URLSearchParams(location.search);
const query = { search: from.get("search") || "", status: from.get("status") || "", device_type: from.get("device_type") || "",
  tag: from.get("tag") || "", group: from.get("group") || "", online: from.get("online") || "", sort: from.get("sort") || "id", page: Number(from.get("page") || 1) };
const chosen = new Map();
let asked = 0;
let shown = [];

const results = h("div", { class: "card", id: "results" });
const bulk = h("div", { class: "card row", id: "bulk", hidden: true });
const total = h("span", { class: "muted", id: "total", role: "status" });

function control(name, label, options) {
  const set = () => { query[name] = input.value.trim(); query.page = 1; later(); };
  const input = options
    ? h("select", { id: `by-${name}`, onchange: set }, options.map(([value, text]) => h("option", { value }, text)))
    : h("input", { id: `by-${name}`, type: name === "search" ? "search" : "text", autocomplete: "off", oninput: set });
  input.value = query[name];
  return h("div", {}, h("label", { for: `by-${name}` }, label), input);
}

const filters = h("div", { class: "filters", role: "search" },
  control("search", "Name"),
  control("status", "Status", [["", "any"], ["active", "active"], ["inactive", "inactive"], ["maintenance", "maintenance"]]),
  control("online", "Connection", [["", "any"], ["true", "online"], ["false", "offline"]]),
  control("device_type", "Type"), control("tag", "Tag (name=value)"), control("group", "Group"),
  control("sort", "Sort", [["id", "number"], ["name", "name"], ["newest", "newest first"], ["created_at", "oldest first"]]));

function address() {
  const wanted = Object.entries(query).filter(([name, value]) => value && !(name === "page" && value === 1) && !(name === "sort" && value === "id"));
  return new URLSearchParams(wanted);
}

async function load() {
  const turn = ++asked;
  const wanted = address();
  history.replaceState(null, "", wanted.size ? `?${wanted}` : location.pathname);
  wanted.set("page", query.page);
  wanted.set("per_page", PER_PAGE);
  try {
    const answer = await api("GET", `/api/v1/admin/devices?${wanted}`);
    if (turn === asked) show(answer);
  } catch (failure) {
    if (turn === asked) fill(results, h("p", { class: "notice bad", role: "alert" }, failure.message));
  }
}
const later = settle(load);

function show(answer) {
  shown = answer.devices;
  total.textContent = `${count(answer.total_devices)} devices`;
  if (!shown.length) {
    const filtered = address().size > 0;
    fill(results, filtered
      ? empty("No device fits these filters.", h("a", { class: "button", href: "/console/devices" }, "Clear the filters"))
      : empty("There is no device yet. Register the first one, or import a list.", h("button", { class: "primary", "data-needs": "operator", hidden: !may("operator"), onclick: register }, "Register a device")));
    return;
  }
  const all = h("input", { type: "checkbox", "aria-label": "Choose all on this page", onchange: () => {
    shown.forEach((device) => all.checked ? chosen.set(device.id, device.name) : chosen.delete(device.id));
    results.querySelectorAll("tbody input").forEach((box) => { box.checked = all.checked; });
    showBulk();
  } });
  const columns = [["Name", (device) => h("a", { href: `/console/devices/${device.id}` }, device.name)],
    ["Number", (device) => String(device.id)], ["Type", (device) => device.device_type],
    ["Status", (device) => badge(device.status)], ["Connection", (device) => badge(device.is_online ? "online" : "offline")],
    ["Last heard", (device) => ago(device.last_seen)], ["Location", (device) => device.location]];
  if (may("operator")) columns.unshift([all, pick]);
  fill(results, table("Devices", columns, shown), pager(query.page, Math.ceil(answer.total_devices / PER_PAGE)));
}

function pick(device) {
  const box = h("input", { type: "checkbox", "aria-label": `Choose ${device.name}`, onchange: () => {
    box.checked ? chosen.set(device.id, device.name) : chosen.delete(device.id);
    showBulk();
  } });
  box.checked = chosen.has(device.id);
  return box;
}

function pager(number, pages) {
  const go = (to) => () => { query.page = to; load(); };
  return h("div", { class: "row end" },
    h("button", { type: "button", disabled: number <= 1, onclick: go(number - 1) }, "← Previous"),
    h("span", { class: "muted" }, `Page ${count(number)} of ${count(Math.max(1, pages))}`),
    h("button", { type: "button", disabled: number >= pages, onclick: go(number + 1) }, "Next →"));
}

function showBulk() {
  bulk.hidden = chosen.size === 0;
  const button = (label, work, kind) => h("button", { type: "button", class: kind, onclick: work }, label);
  fill(bulk, h("strong", {}, `${count(chosen.size)} chosen`),
    ["active", "maintenance", "inactive"].map((status) => button(`Set ${status}`, () => run(`set to ${status}`, (id) => api("PUT", `/api/v1/admin/devices/${id}/status`, { status })))),
    button("Send a command…", () => dialog(`Command to ${chosen.size} devices`, [{ name: "command", label: "Command", required: true }, { name: "parameters", label: "Parameters (JSON)", type: "area", value: "{}" }], "Send",
      async (form) => { const order = { command: form.command, parameters: JSON.parse(form.parameters || "{}") }; run("told", (id) => api("POST", `/console/relay/api/v1/devices/${id}/control`, order)); })),
    may("admin") ? button("Delete…", () => dialog(`Delete ${chosen.size} devices`, [{ name: "sure", label: "Type delete to go on", required: true }], "Delete", async (form) => {
      if (form.sure !== "delete") throw new Error("Nothing was deleted: the word is not there.");
      run("deleted", (id) => api("DELETE", `/api/v1/admin/devices/${id}`));
    }), "danger") : null,
    button("Choose none", () => { chosen.clear(); showBulk(); load(); }, "quiet"));
}

async function run(done, work) {
  const ids = [...chosen.keys()];
  const bar = h("progress", { max: ids.length, value: "0", "aria-label": "Progress" });
  const words = h("span", { role: "status" });
  fill(bulk, bar, words);
  const failures = await each(ids, work, (finished, all, failed) => {
    bar.value = finished;
    words.textContent = `${count(finished)} of ${count(all)}${failed ? `, ${count(failed)} refused` : ""}`;
  });
  if (failures.length) notice(`${failures.length} of ${ids.length} were refused. The first: ${chosen.get(failures[0].item)}: ${failures[0].failure.message}`, "bad");
  else notice(`${count(ids.length)} devices were ${done}.`);
  chosen.clear();
  showBulk();
  load();
}

function register() {
  dialog("Register a device", [{ name: "name", label: "Name", required: true }, { name: "device_type", label: "Type", required: true, placeholder: "pump" }, { name: "location", label: "Location" }, { name: "description", label: "Description" }], "Register", async (form) => {
    const device = Object.fromEntries(Object.entries(form).filter(([, value]) => value.trim()));
    const { results: [result] } = await api("POST", "/console/relay/api/v1/devices/register/batch", [device]);
    const refusal = problemOf(result);
    if (refusal) throw new Error(refusal);
    if (result.device.api_key) showSecret(`The key of ${result.device.name}`, result.device.api_key);
    load();
  });
}

const problemOf = (result) => result.error ? result.error.detail || result.error.message || String(result.error) : "";

function importList() {
  const file = h("input", { type: "file", accept: ".csv,text/csv", id: "csv" });
  const box = dialog("Import devices", [], "Import", async () => {
    if (!file.files.length) throw new Error("Choose a CSV file first.");
    const lines = (await file.files[0].text()).split(/\r?\n/).filter((line) => line.trim());
    const [head, ...rows] = lines;
    if (!rows.length) throw new Error("The file has no line below its header.");
    const parts = [];
    for (let start = 0; start < rows.length; start += 200) parts.push([head, ...rows.slice(start, start + 200)].join("\n"));
    const keys = [["name", "api_key"]];
    let refused = 0, first = "";
    const failures = await each(parts, async (part) => {
      const { results: answers } = await api("POST", "/console/relay/api/v1/devices/register/batch", `${part}\n`);
      answers.forEach((answer) => {
        const problem = problemOf(answer);
        if (problem) { refused++; first ||= problem; } else if (answer.device?.api_key) keys.push([answer.device.name, answer.device.api_key]);
      });
    }, (done, all) => { words.textContent = `${count(Math.min(rows.length, done * 200))} of ${count(rows.length)} lines`; bar.value = done; bar.max = all; }, 2);
    load();
    if (keys.length > 1) { const { csvCell, save } = await import("/look/iotflow.js"); save("device-keys.csv", "text/csv", keys.map((row) => row.map(csvCell).join(",")).join("\r\n")); }
    if (failures.length || refused) throw new Error(`${count(keys.length - 1)} were registered, ${refused + failures.length} refused. The first: ${first || failures[0].failure.message}`);
    notice(`${count(rows.length)} devices are registered. Their keys are in device-keys.csv.`);
  });
  const bar = h("progress", { value: "0", max: "1", "aria-label": "Progress" });
  const words = h("span", { role: "status" });
  box.querySelector("h2").after(h("p", {}, "A CSV file with a header: ", h("code", {}, "name,device_type,location,description"), ". Devices whose name exists stay as they are. The new keys are saved as a file."),
    h("div", { class: "field" }, h("label", { for: "csv" }, "File"), file), h("p", { class: "row" }, bar, words));
}

fill(page, h("div", { class: "head" }, h("h1", {}, "Devices"), total,
  may("operator") ? h("div", { class: "row end" }, h("button", { type: "button", onclick: importList }, "Import…"), h("button", { type: "button", class: "primary", id: "register", onclick: register }, "Register a device")) : null),
filters, bulk, results);
load();
