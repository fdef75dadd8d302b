// Rules of alerts: in words, and in a dialog that shows what the chosen kind needs.
import { dialog, may } from "/look/iotflow.js";

const NEEDS = { threshold: ["field", "comparison", "threshold"], rate_of_change: ["field", "comparison", "threshold", "window"], no_data: ["field", "window"], offline: [] };
const THRESHOLD_LABEL = { threshold: "Threshold", rate_of_change: "Change, in the field's unit (negative: a fall)" };

const devices = (rule) => rule.device_id ? `device ${rule.device_id}` : rule.group_id ? `the devices of group ${rule.group_id}` : rule.device_type ? `devices of type ${rule.device_type}` : "all devices";
const condition = (rule) => ({
  threshold: () => `${rule.field} ${rule.comparison} ${rule.threshold}`,
  rate_of_change: () => `${rule.field} changes by ${rule.comparison === "above" ? "more" : "less"} than ${rule.threshold} within ${rule.window}`,
  no_data: () => `no ${rule.field || "data"} for ${rule.window}`,
  offline: () => "offline",
})[rule.type]();

/** What a rule watches, in a sentence. */
export const ruleWords = (rule) => `${condition(rule)}${rule.for === "0s" ? "" : `, for ${rule.for}`}; ${devices(rule)}${rule.webhook_url ? "; tells a webhook" : ""}`;

/** A dialog for a new rule, or to change one. */
export function ruleDialog(rule, save) {
  const scope = rule?.device_id ? "device_id" : rule?.group_id ? "group_id" : rule?.device_type ? "device_type" : "";
  const box = dialog(rule ? `Edit ${rule.name}` : "New rule", [
    { name: "name", label: "Name", required: true, value: rule?.name, placeholder: "Boiler too hot" },
    { name: "type", label: "What should not happen", value: rule?.type || "threshold", options: [["threshold", "a value is too high or too low"], ["rate_of_change", "a value changes too fast"], ["no_data", "no data comes"], ["offline", "the device is offline"]] },
    { name: "field", label: "Field", value: rule?.field, placeholder: "temperature" },
    { name: "comparison", label: "Is", value: rule?.comparison || "above", options: [["above", "above"], ["below", "below"]] },
    { name: "threshold", label: "Threshold", type: "number", value: rule?.threshold },
    { name: "window", label: "Within", value: rule?.window || "5m", hint: "Such as 30s, 5m or 2h." },
    { name: "for", label: "Only when it lasts for", value: rule?.for || "0s", hint: "0s: at once." },
    { name: "severity", label: "Severity", value: rule?.severity || "warning", options: [["info", "info"], ["warning", "warning"], ["critical", "critical"]] },
    { name: "scope", label: "Of", value: scope, options: [["", "all devices"], ["device_id", "one device"], ["device_type", "a type"], ["group_id", "a group"]] },
    { name: "which", label: "Its number", value: scope ? rule[scope] : "" },
    ...(may("admin") ? [{ name: "webhook_url", label: "Tell this address (webhook)", value: rule?.webhook_url, placeholder: "https://example.org/hook", hint: "Leave it empty to tell nobody. Each message is signed." }] : []),
  ], rule ? "Save" : "Watch", (form) => save(wanted(form)));
  arrange(box);
  return box;
}

function arrange(box) {
  const field = (name) => box.querySelector(`#field-${name}`);
  const show = (name, on) => { field(name).closest(".field").hidden = !on; field(name).required = on && !(name === "field" && field("type").value === "no_data"); };
  const label = (name, text) => { field(name).closest(".field").querySelector("label").textContent = text; };
  const set = () => {
    const kind = field("type").value, scope = field("scope").value;
    ["field", "comparison", "threshold", "window"].forEach((name) => show(name, NEEDS[kind].includes(name)));
    show("which", scope !== "");
    label("threshold", THRESHOLD_LABEL[kind] || "Threshold");
    label("field", kind === "no_data" ? "Field (empty: any)" : "Field");
    label("window", kind === "no_data" ? "For this long" : "Within");
    label("which", scope === "device_type" ? "The type" : scope === "group_id" ? "Number of the group" : "Number of the device");
  };
  field("type").addEventListener("change", set);
  field("scope").addEventListener("change", set);
  set();
}

function wanted(form) {
  const needs = NEEDS[form.type];
  const rule = { name: form.name, type: form.type, severity: form.severity, for: form.for || "0s", device_id: null, group_id: null, device_type: null };
  for (const name of ["field", "comparison", "window"]) rule[name] = needs.includes(name) && form[name] ? form[name] : null;
  rule.threshold = needs.includes("threshold") ? Number(form.threshold) : null;
  if (form.scope) rule[form.scope] = form.scope === "device_type" ? form.which : Number(form.which);
  if (form.webhook_url !== undefined) rule.webhook_url = form.webhook_url.trim() || null;
  return rule;
}
