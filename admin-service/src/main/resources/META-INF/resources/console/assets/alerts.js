import { act, ago, api, badge, confirmThat, count, empty, fill, h, may, notice, settle, showSecret, table } from "/look/iotflow.js";
import { ruleDialog, ruleWords } from "/console/assets/rules.js";

const base = "/api/v1/admin/alerts";
const SEVERITY = { critical: "bad", warning: "warn", info: "info" };
const page = document.getElementById("page");
const from = new URLSearchParams(location.search);
const query = { state: from.get("state") ?? "unclosed", device_id: from.get("device_id") || "", rule_id: from.get("rule_id") || "" };
const results = h("section", { class: "card", id: "alerts" });
const rulesCard = h("section", { class: "card", id: "rules", hidden: !may("operator") });
let rows = [], cursor = null, unclosed = 0, rules = [], turn = 0, further = false;

const states = h("div", { class: "row", role: "group", "aria-label": "State" }, [["unclosed", "Not closed"], ["open", "Open"], ["acknowledged", "Acknowledged"], ["closed", "Closed"], ["", "All"]].map(([value, text]) =>
  h("button", { type: "button", "data-state": value, "aria-pressed": String(value === query.state), onclick: (event) => {
    query.state = value;
    states.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(button === event.target)));
    again();
  } }, text)));
const device = h("input", { id: "by-device", inputmode: "numeric", autocomplete: "off", value: query.device_id, oninput: () => { query.device_id = device.value.trim(); later(); } });
const later = settle(() => again());

fill(page, h("div", { class: "head" }, h("h1", {}, "Alerts")),
  h("p", { class: "muted" }, "What the rules found, the newest first. An alert closes by itself when its condition holds no more."),
  h("div", { class: "filters" }, h("div", {}, h("span", { class: "label muted" }, "State"), states), h("div", {}, h("label", { for: "by-device" }, "Device number"), device)),
  results, rulesCard);

function again() {
  further = false;
  const wanted = new URLSearchParams(Object.entries(query).filter(([name, value]) => value && !(name === "state" && value === "unclosed")));
  if (query.state === "") wanted.set("state", "");
  history.replaceState(null, "", wanted.size ? `?${wanted}` : location.pathname);
  return load();
}

async function load(more = false) {
  const mine = ++turn;
  const wanted = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  wanted.set("limit", "50");
  if (more && cursor) wanted.set("cursor", cursor);
  try {
    const answer = await api("GET", `${base}?${wanted}`);
    if (mine !== turn) return;
    further = further || more;
    rows = more ? [...rows, ...answer.alerts] : answer.alerts;
    cursor = answer.next_cursor ?? null;
    unclosed = answer.unclosed;
    show();
  } catch (failure) {
    if (mine === turn) fill(results, h("p", { class: "notice bad", role: "alert" }, failure.message));
  }
}

/** Draws anew; who was on a button with the keyboard still is. */
function redraw(card, ...content) {
  const label = card.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
  fill(card, ...content);
  if (label) card.querySelector(`[aria-label="${CSS.escape(label)}"]`)?.focus();
}

function show() {
  redraw(results, rows.length ? table("Alerts", [
    ["Severity", (one) => badge(one.severity, SEVERITY[one.severity])],
    ["State", (one) => badge(one.state)],
    ["Device", (one) => h("a", { href: `/console/devices/${one.device_id}` }, one.device_name)],
    ["What", (one) => h("span", {}, h("strong", {}, one.rule_name), h("br"), one.message)],
    ["Opened", (one) => ago(one.opened_at)],
    ["Then", (one) => then(one)],
    ["", (one) => actions(one)]], rows) : empty(nothing(), ...next()),
  cursor ? h("div", { class: "row end" }, h("button", { type: "button", onclick: () => load(true) }, "Older alerts")) : null);
}

const nothing = () => query.device_id || query.rule_id ? "No alert fits." : query.state === "unclosed" || query.state === "open" ? "All is well: no alert is open." : "No alert yet in this state.";
const next = () => rules.length || !may("operator") ? [] : [h("p", {}, "Nothing is watched yet. Say what should not happen, and be told when it does."), h("button", { type: "button", onclick: () => edit() }, "Make the first rule…")];

function then(one) {
  if (one.state === "closed") return h("span", {}, "closed ", ago(one.closed_at), h("br"), h("span", { class: "muted" }, `${one.closed_because} (${one.closed_by})`));
  if (one.state === "acknowledged") return h("span", {}, "acknowledged ", ago(one.acknowledged_at), h("br"), h("span", { class: "muted" }, `by ${one.acknowledged_by}`));
  return h("span", { class: "muted" }, "nobody has looked yet");
}

function actions(one) {
  if (!may("operator") || one.state === "closed") return h("span", { class: "hidden" }, "nothing to do");
  const step = (name, label) => {
    const button = h("button", { type: "button", "aria-label": `${label} the alert ${one.rule_name} of ${one.device_name}`, onclick: () => act(button, async () => { await api("POST", `${base}/${one.id}/${name}`); await load(); }) }, label);
    return button;
  };
  return h("span", { class: "row" }, one.state === "open" ? step("acknowledge", "Acknowledge") : null, step("close", "Close"));
}

async function loadRules() {
  if (!may("operator")) return;
  try {
    rules = (await api("GET", `${base}/rules`)).rules;
    showRules();
    if (!rows.length) show();
  } catch (failure) { fill(rulesCard, h("h2", {}, "Rules"), h("p", { class: "notice bad", role: "alert" }, failure.message)); }
}

function showRules() {
  redraw(rulesCard, h("div", { class: "head" }, h("h2", {}, "Rules"), h("div", { class: "end" }, h("button", { type: "button", class: "primary", id: "new-rule", "aria-label": "New rule", onclick: () => edit() }, "New rule…"))),
    rules.length ? table("Rules", [
      ["Name", (rule) => h("strong", {}, rule.name)],
      ["State", (rule) => rule.enabled ? badge("on", "good") : badge("off")],
      ["Severity", (rule) => badge(rule.severity, SEVERITY[rule.severity])],
      ["Watches", (rule) => ruleWords(rule)],
      ["Not closed", (rule) => rule.open_alerts ? h("a", { href: `/console/alerts?rule_id=${rule.id}` }, count(rule.open_alerts)) : "0"],
      ["Looked at", (rule) => rule.evaluation_problem ? h("span", {}, badge("failed", "bad"), " ", rule.evaluation_problem) : !rule.enabled ? "not while it is off" : rule.evaluated_at ? ago(rule.evaluated_at) : "in a moment"],
      ["", (rule) => ruleActions(rule)]], rules)
      : empty("No rule yet. A rule says what should not happen: a value too high or low, a change too fast, no data, or a device that is offline."));
}

function ruleActions(rule) {
  const toggle = h("button", { type: "button", "aria-label": `${rule.enabled ? "Switch off" : "Switch on"} ${rule.name}`, onclick: () => act(toggle, async () => { await api("PUT", `${base}/rules/${rule.id}`, { enabled: !rule.enabled }); await both(); }) }, rule.enabled ? "Switch off" : "Switch on");
  return h("span", { class: "row" }, h("button", { type: "button", "aria-label": `Edit ${rule.name}`, onclick: () => edit(rule) }, "Edit…"), toggle,
    h("button", { type: "button", class: "danger", "aria-label": `Delete ${rule.name}`, onclick: () => confirmThat(`Delete ${rule.name}?`, "Its alerts are closed and stay to be read.", "Delete", async () => { await api("DELETE", `${base}/rules/${rule.id}`); await both(); }) }, "Delete…"));
}

const both = () => Promise.all([loadRules(), load()]);

function edit(rule) {
  ruleDialog(rule, async (wanted) => {
    const saved = rule ? await api("PUT", `${base}/rules/${rule.id}`, wanted) : await api("POST", `${base}/rules`, wanted);
    notice(rule ? "The rule was changed." : `${saved.name} is watched from now on.`);
    await both();
    if (saved.webhook_secret) showSecret("The secret that signs the webhook", saved.webhook_secret, "The receiver checks X-IoTFlow-Signature with it. It is shown this once: copy it now.");
  });
}

load();
loadRules();
setInterval(() => { if (!document.hidden && !further) load(); }, 3000);
setInterval(() => { if (!document.hidden) loadRules(); }, 5000);
