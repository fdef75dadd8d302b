import { api, empty, fill, h, settle, table, time } from "/look/iotflow.js";

const page = document.getElementById("page");
const results = h("section", { class: "card" });
const query = { object_type: "", object_id: "" };
let rows = [], cursor = null;
const later = settle(() => load(false));
const kind = h("select", { id: "kind", onchange: () => { query.object_type = kind.value; load(false); } }, [["", "any"], ["device", "device"], ["group", "group"], ["api_key", "key"], ["command", "command"], ["operator_token", "token"], ["alert_rule", "alert rule"], ["alert", "alert"], ["retention", "retention"], ["cache", "cache"], ["virtual_device", "virtual device"], ["simulator_run", "simulator run"], ["cumulocity_settings", "Cumulocity settings"]].map(([value, text]) => h("option", { value }, text)));
const object = h("input", { id: "object", autocomplete: "off", oninput: () => { query.object_id = object.value.trim(); later(); } });
fill(page, h("div", { class: "head" }, h("h1", {}, "Audit")), h("p", { class: "muted" }, "Who changed what, the newest first. Nothing is ever taken out of it."),
  h("div", { class: "filters" }, h("div", {}, h("label", { for: "kind" }, "Kind of object"), kind), h("div", {}, h("label", { for: "object" }, "Its number"), object)), results);

/** A long entry, such as that of a batch, is folded. */
const told = (text) => text.length <= 300 ? h("code", {}, text) : h("details", {}, h("summary", {}, h("code", {}, `${text.slice(0, 120)}…`)), h("code", {}, text));

async function load(further) {
  const wanted = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  wanted.set("limit", "100");
  if (further && cursor) wanted.set("cursor", cursor);
  try {
    const answer = await api("GET", `/api/v1/admin/audit?${wanted}`);
    rows = further ? [...rows, ...answer.audit] : answer.audit;
    cursor = answer.next_cursor;
    fill(results, rows.length ? table("Audit", [["When", (one) => time(one.timestamp)], ["Who", (one) => one.actor, "word"], ["What", (one) => one.action, "word"],
      ["Object", (one) => one.object_type === "device" && /^\d+$/.test(one.object_id) ? h("a", { href: `/console/devices/${one.object_id}` }, `device ${one.object_id}`) : `${one.object_type} ${one.object_id}`, "word"], ["Details", (one) => told(JSON.stringify(one.details))]], rows)
      : empty("No change fits. Changes of devices, keys, groups and commands are listed here as they happen."),
    answer.has_more ? h("div", { class: "row end" }, h("button", { type: "button", onclick: () => load(true) }, "Older changes")) : null);
  } catch (failure) { fill(results, h("p", { class: "notice bad", role: "alert" }, failure.message)); }
}
load(false);
