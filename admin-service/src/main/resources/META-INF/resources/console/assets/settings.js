import { act, api, badge, confirmThat, count, dialog, empty, fill, h, may, notice, showSecret, table, time } from "/look/iotflow.js";

const page = document.getElementById("page");
const tokens = h("section", { class: "card", id: "tokens", hidden: !may("admin") });
const retention = h("section", { class: "card", id: "retention" });
const SPAN = /^(forever|\d{1,9}[smhdw])$/;
const ROLE_WORDS = { viewer: "reads", operator: "changes devices, sends commands, handles alerts", admin: "everything, tokens and keys too" };

fill(page, h("div", { class: "head" }, h("h1", {}, "Settings")), retention, tokens);
const failed = (target, title) => (failure) => fill(target, h("h2", {}, title), h("p", { class: "notice bad", role: "alert" }, failure.message));

async function loadTokens() {
  if (!may("admin")) return;
  const { tokens: all } = await api("GET", "/api/v1/admin/tokens");
  fill(tokens, h("div", { class: "head" }, h("h2", {}, "Operator tokens"), h("div", { class: "end" }, h("button", { type: "button", class: "primary", id: "new-token", onclick: issue }, "New token…"))),
    h("p", { class: "muted" }, "Each person and program has a token of its own, with the lowest role that does. Only its hash is kept."),
    all.length ? table("Operator tokens", [
      ["Name", (token) => h("strong", {}, token.name)],
      ["Role", (token) => h("span", {}, badge(token.role), " ", h("span", { class: "muted" }, ROLE_WORDS[token.role]))],
      ["Made", (token) => h("span", {}, time(token.created_at), h("br"), h("span", { class: "muted" }, `by ${token.created_by}`))],
      ["Ends", (token) => token.expires_at ? time(token.expires_at) : "when it is revoked"],
      ["", (token) => h("button", { type: "button", class: "danger", "aria-label": `Revoke ${token.name}`, onclick: () => revoke(token) }, "Revoke…")]], all)
      : empty("No token yet but the one of the installation. Make one for each person and program."));
}

function issue() {
  dialog("New token", [
    { name: "name", label: "Name", required: true, placeholder: "Night shift" },
    { name: "role", label: "Role", value: "viewer", options: Object.entries(ROLE_WORDS).map(([role, words]) => [role, `${role}: ${words}`]) },
    { name: "expires_in", label: "Ends", options: [["", "when it is revoked"], ["86400", "in a day"], ["2592000", "in 30 days"], ["31536000", "in a year"]] },
  ], "Make the token", async (form) => {
    const wanted = { name: form.name, role: form.role };
    if (form.expires_in) wanted.expires_in = Number(form.expires_in);
    const made = await api("POST", "/api/v1/admin/tokens", wanted);
    await loadTokens();
    showSecret(`The token ${made.name}`, made.token);
  });
}

function revoke(token) {
  confirmThat(`Revoke ${token.name}?`, "Whoever uses it is refused within a second. This can't be taken back.", "Revoke", async () => {
    await api("DELETE", `/api/v1/admin/tokens/${token.id}`);
    notice(`${token.name} was revoked.`);
    await loadTokens();
  });
}

const lines = (entries) => Object.entries(entries || {}).map(([name, kept]) => `${name} = ${kept}`).join("\n");
const kept = (text) => text === "forever" ? "for ever" : `for ${text}`;

async function loadRetention() {
  const policy = await api("GET", "/api/v1/admin/retention");
  const own = [...Object.entries(policy.device_types).map(([type, time_]) => [`Type ${type}`, time_]), ...Object.entries(policy.devices).map(([id, time_]) => [`Device ${id}`, time_])];
  const rows = [[own.length ? "All other devices" : "All devices", policy.default], ...own];
  fill(retention, h("div", { class: "head" }, h("h2", {}, "How long readings are kept"), may("admin") ? h("div", { class: "end" }, h("button", { type: "button", id: "change-retention", onclick: () => change(policy) }, "Change…")) : null),
    table("Retention", [["Readings of", ([name]) => name], ["Are kept", ([, time_]) => kept(time_)]], rows),
    h("p", { class: "hint" }, policy.updated_at ? h("span", {}, "Changed ", time(policy.updated_at), ". ") : "Nothing is removed until you say so. ", policy.store ? `The store has ${count(policy.store.device_rules)} rules for devices.` : ""));
}

function change(policy) {
  const outcome = h("p", { class: "notice", role: "status", hidden: true });
  const read = (form) => ({ default: span("Other devices", form.default), device_types: entries(form.device_types), devices: entries(form.devices) });
  const box = dialog("How long readings are kept", [
    { name: "default", label: "Readings of all other devices", required: true, value: policy.default, hint: "forever, or a time such as 90d, 24h or 52w." },
    { name: "device_types", label: "Of types, one type = time in each line", type: "area", value: lines(policy.device_types), placeholder: "boiler = 365d" },
    { name: "devices", label: "Of single devices, one number = time in each line", type: "area", value: lines(policy.devices), placeholder: "17 = forever" },
  ], "Save", async (form) => {
    await api("PUT", "/api/v1/admin/retention", read(form));
    notice("Kept. It is in force within a minute.");
    await loadRetention();
  });
  const form = box.querySelector("form");
  const dry = h("button", { type: "button", id: "dry-run", onclick: () => act(dry, async () => {
    try {
      const { would_go: go } = await api("PUT", "/api/v1/admin/retention?dry_run=true", read(Object.fromEntries(new FormData(form))));
      outcome.className = go.readings ? "notice bad" : "notice";
      outcome.textContent = go.readings ? `${count(go.readings)} readings of ${count(go.devices)} devices would go for good. ${count(go.devices_looked_at)} devices were looked at.` : `Nothing would go. ${count(go.devices_looked_at)} devices were looked at.`;
    } catch (failure) {
      outcome.className = "notice bad";
      outcome.textContent = failure.message;
    }
    outcome.hidden = false;
  }) }, "What would go?");
  const end = form.querySelector(".row.end");
  end.before(outcome);
  end.prepend(dry);
}

function span(what, text) {
  if (!SPAN.test(text.trim())) throw new Error(`${what}: ${text.trim() || "nothing"} is neither forever nor a time such as 90d.`);
  return text.trim();
}

function entries(text) {
  const found = {};
  for (const line of text.split(/\r?\n/).map((one) => one.trim()).filter(Boolean)) {
    const at = line.lastIndexOf("=");
    if (at < 1) throw new Error(`"${line}" is not a name, = and a time.`);
    found[line.slice(0, at).trim()] = span(line.slice(0, at).trim(), line.slice(at + 1));
  }
  return found;
}

loadRetention().catch(failed(retention, "How long readings are kept"));
loadTokens().catch(failed(tokens, "Operator tokens"));
