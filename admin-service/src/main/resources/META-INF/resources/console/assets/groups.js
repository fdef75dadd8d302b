import { api, badge, confirmThat, count, dialog, empty, fill, h, may, notice, table, time } from "/look/iotflow.js";

const relay = "/console/relay/api/v1/groups";
const page = document.getElementById("page");
const list = h("section", { class: "card" });
const detail = h("section", { class: "card", hidden: true });
fill(page, h("div", { class: "head" }, h("h1", {}, "Groups"), may("operator") ? h("div", { class: "end" }, h("button", { type: "button", class: "primary", onclick: () => edit() }, "Make a group")) : null), list, detail);

async function load() {
  try {
    const { groups } = await api("GET", relay);
    fill(list, groups.length ? table("Groups", [["Name", (group) => h("button", { class: "quiet", type: "button", onclick: () => show(group.id) }, group.name)], ["Kind", (group) => badge(group.dynamic ? "dynamic" : "static", "plain")],
      ["Query", (group) => group.query ? h("code", {}, JSON.stringify(group.query)) : "–"], ["Description", (group) => group.description], ["Made", (group) => time(group.created_at)]], groups)
      : empty("There is no group yet. A group takes commands for all its devices at once; a dynamic one finds its devices by type, tags and status."));
  } catch (failure) { fill(list, h("p", { class: "notice bad", role: "alert" }, failure.message)); }
}

async function show(id) {
  detail.hidden = false;
  try {
    const [{ group, device_count }, members] = await Promise.all([api("GET", `${relay}/${id}`), api("GET", `${relay}/${id}/devices?limit=100`)]);
    fill(detail, h("div", { class: "head" }, h("h2", {}, group.name), h("span", { class: "muted" }, `${count(device_count)} devices`), may("operator") ? h("div", { class: "row end" },
      h("button", { type: "button", onclick: () => order(group, device_count) }, "Send a command…"), group.dynamic ? null : h("button", { type: "button", onclick: () => add(group) }, "Add devices…"),
      h("button", { type: "button", onclick: () => edit(group) }, "Edit…"), h("button", { type: "button", class: "danger", onclick: () => remove(group) }, "Delete…")) : null),
      members.devices.length ? table("Devices of the group", [["Name", (device) => h("a", { href: `/console/devices/${device.id}` }, device.name)], ["Type", (device) => device.device_type], ["Status", (device) => badge(device.status)],
        ["", (device) => group.dynamic || !may("operator") ? null : h("button", { type: "button", class: "quiet", "aria-label": `Take ${device.name} out`, onclick: async () => { await api("DELETE", `${relay}/${group.id}/devices/${device.id}`); show(group.id); } }, "Take out")]], members.devices)
        : empty(group.dynamic ? "No device fits the query of this group now." : "No device is in this group yet. Add some by their numbers."));
    detail.scrollIntoView({ block: "nearest" });
  } catch (failure) { fill(detail, h("p", { class: "notice bad", role: "alert" }, failure.message)); }
}

function edit(group) {
  dialog(group ? "Edit the group" : "Make a group", [{ name: "name", label: "Name", required: true, value: group?.name }, { name: "description", label: "Description", value: group?.description },
    { name: "query", label: "Query (JSON), for a dynamic group", type: "area", value: group?.query ? JSON.stringify(group.query) : "", placeholder: '{"device_type":"pump","tags":{"site":"A"}}', hint: "Leave it empty for a group whose devices you choose." }], group ? "Save" : "Make it", async (form) => {
    const wanted = { name: form.name };
    if (form.description) wanted.description = form.description;
    if (form.query.trim()) { try { wanted.query = JSON.parse(form.query); } catch { throw new Error("The query is not JSON."); } }
    const answer = group ? await api("PUT", `${relay}/${group.id}`, wanted) : await api("POST", relay, wanted);
    await load();
    show(answer.group.id);
  });
}

function add(group) {
  dialog(`Add devices to ${group.name}`, [{ name: "ids", label: "Numbers of the devices, separated by commas or spaces", type: "area", required: true }], "Add", async (form) => {
    const ids = form.ids.split(/[\s,]+/).filter(Boolean).map(Number);
    if (ids.some((id) => !Number.isInteger(id) || id < 1)) throw new Error("One of these is not the number of a device.");
    await api("POST", `${relay}/${group.id}/devices`, { device_ids: ids });
    show(group.id);
  });
}

function order(group, devices) {
  dialog(`Command to ${count(devices)} devices`, [{ name: "command", label: "Command", required: true }, { name: "parameters", label: "Parameters (JSON)", type: "area", value: "{}" }], "Send", async (form) => {
    let parameters;
    try { parameters = JSON.parse(form.parameters || "{}"); } catch { throw new Error("The parameters are not JSON."); }
    await api("POST", `${relay}/${group.id}/control`, { command: form.command, parameters });
    notice(`The command is on its way to the devices of ${group.name}. Each device's page shows its answer.`);
  });
}

function remove(group) {
  confirmThat(`Delete ${group.name}?`, "Its devices stay.", "Delete", async () => { await api("DELETE", `${relay}/${group.id}`); detail.hidden = true; await load(); });
}
load();
