import { ago, api, badge, empty, fill, h, settle, table } from "/look/iotflow.js";

const page = document.getElementById("page");
const results = h("section", { class: "card" });
const query = { device_id: new URLSearchParams(location.search).get("device_id") || "", since: "-24h" };
const later = settle(load);
const device = h("input", { id: "by-device", inputmode: "numeric", autocomplete: "off", oninput: () => { query.device_id = device.value.trim(); later(); } });
device.value = query.device_id;
const since = h("select", { id: "since", onchange: () => { query.since = since.value; load(); } }, [["-1h", "last hour"], ["-24h", "last 24 hours"], ["-7d", "last 7 days"]].map(([value, text]) => h("option", { value }, text)));
since.value = query.since;
fill(page, h("div", { class: "head" }, h("h1", {}, "Refused readings")), h("p", { class: "muted" }, "What devices sent and the product did not take, each with its reason. Nothing of it was stored."),
  h("div", { class: "filters" }, h("div", {}, h("label", { for: "by-device" }, "Device number"), device), h("div", {}, h("label", { for: "since" }, "Since"), since)), results);

async function load() {
  const wanted = new URLSearchParams({ since: query.since, limit: "200" });
  if (query.device_id) wanted.set("device_id", query.device_id);
  try {
    const { rejects } = await api("GET", `/console/relay/api/v1/telemetry/rejects?${wanted}`);
    fill(results, rejects.length ? table("Refused readings", [["When", (one) => ago(one.timestamp)], ["Device", (one) => one.device_id ? h("a", { href: `/console/devices/${one.device_id}` }, String(one.device_id)) : "unknown", "word"], ["Over", (one) => one.transport],
      ["Reason", (one) => h("span", {}, badge(one.code, "bad"), " ", one.message)], ["It began", (one) => h("code", {}, one.excerpt)]], rejects)
      : empty("Nothing was refused in this time."));
  } catch (failure) { fill(results, h("p", { class: "notice bad", role: "alert" }, failure.message)); }
}
load();
setInterval(() => { if (!document.hidden) load(); }, 5000);
