import { act, api, badge, count, fill, h, may, notice } from "/look/iotflow.js";
import { API } from "/simulator/assets/virtual.js";

const page = document.getElementById("page");
const EVERY = 2000;
const tiles = h("div", { class: "tiles" });
const problems = h("div", { id: "problems" });
const verdict = h("p", { class: "notice", id: "verdict", role: "status", hidden: true });
const outcome = h("p", { class: "notice", id: "outcome", role: "status", hidden: true });
const errors = h("div");
let kept;

const tile = (label, figure, note) => h("div", { class: "tile" }, h("span", { class: "label" }, label), h("span", { class: "figure" }, figure), h("span", { class: "note" }, note));

function field(name, label, input, hint) {
  input.id = `c8y-${name}`;
  input.name = name;
  if (!may("operator")) input.disabled = true;
  return h("div", { class: "field" }, h("label", { for: input.id }, label), input, hint ? h("p", { class: "hint" }, hint) : null);
}
const text = (attributes = {}) => h("input", { type: "text", autocomplete: "off", spellcheck: "false", ...attributes });
const area = (placeholder) => h("textarea", { rows: 3, placeholder, spellcheck: "false" });

function say(target, good, sentence) {
  target.hidden = false;
  target.className = `notice ${good ? "" : "bad"}`;
  target.textContent = sentence;
}

const tls = h("input", { type: "checkbox", checked: true, id: "c8y-tls" });
const inputs = { host: text({ required: true, placeholder: "mqtt.example.cumulocity.com" }), port: h("input", { type: "number", min: 1, max: 65535, placeholder: "8883" }),
  tenant: text({ placeholder: "t0815" }), user: text({ placeholder: "device user" }), password: h("input", { type: "password", autocomplete: "new-password" }),
  messages_per_second: h("input", { type: "number", min: 0, max: 100000 }), trusted_certificates: area("-----BEGIN CERTIFICATE-----"), client_certificate: area("-----BEGIN CERTIFICATE-----"), client_key: area("-----BEGIN PRIVATE KEY-----") };
tls.addEventListener("change", () => { inputs.port.placeholder = tls.checked ? "8883" : "1883"; });

/** The form as the API takes it: an empty number is the usual one, an empty secret the kept one. */
function body() {
  const sent = { tls: tls.checked };
  for (const [name, input] of Object.entries(inputs)) {
    if (input.value.trim() === "") continue;
    sent[name] = input.type === "number" ? Number(input.value) : input.value.trim();
  }
  return sent;
}

function show(settings) {
  kept = settings;
  const [tenant, user] = settings.user.includes("/") ? settings.user.split("/", 2) : ["", settings.user];
  tls.checked = settings.configured ? settings.tls : true;
  inputs.host.value = settings.host;
  inputs.port.value = settings.port || "";
  inputs.port.placeholder = tls.checked ? "8883" : "1883";
  inputs.tenant.value = tenant;
  inputs.user.value = user;
  inputs.password.value = "";
  inputs.password.placeholder = settings.has_password ? "kept; type to replace it" : "";
  inputs.messages_per_second.value = settings.configured ? settings.messages_per_second : 100;
  inputs.trusted_certificates.value = settings.trusted_certificates;
  inputs.client_certificate.value = settings.client_certificate;
  inputs.client_key.value = "";
  inputs.client_key.placeholder = settings.has_client_key ? "kept; paste to replace it" : "-----BEGIN PRIVATE KEY-----";
  forget.hidden = !settings.configured;
}

const PROBLEMS = { name: "The name", port: "The port", tls: "TLS", credentials: "The credentials", broker: "The broker" };
const test = h("button", { type: "button", id: "test", onclick: () => act(test, async () => {
  say(verdict, true, "Trying…");
  try {
    const answer = await api("POST", `${API}/cumulocity/connection-test`, body());
    say(verdict, answer.works, answer.works ? answer.detail : `${PROBLEMS[answer.problem]}: ${answer.detail}`);
  } catch (failure) { say(verdict, false, reasons(failure)); }
}) }, "Test connection");
const save = h("button", { type: "submit", class: "primary", id: "save" }, "Save");
const forget = h("button", { type: "button", class: "danger", id: "forget", hidden: true, onclick: () => act(forget, async () => {
  await api("DELETE", `${API}/cumulocity/settings`);
  show(await api("GET", `${API}/cumulocity/settings`));
  notice("The settings are forgotten; devices stay away from Cumulocity.");
}) }, "Forget");

const reasons = (failure) => failure.violations?.length ? failure.violations.map((one) => `${one.field}: ${one.message}`).join(". ") : failure.message;

const settingsForm = h("form", { id: "settings", novalidate: true, onsubmit: (event) => {
  event.preventDefault();
  act(save, async () => {
    try {
      show(await api("PUT", `${API}/cumulocity/settings`, body()));
      verdict.hidden = true;
      notice("Saved. Devices that feed Cumulocity connect anew.");
    } catch (failure) { say(verdict, false, reasons(failure)); }
    await health();
  });
} }, field("host", "Host", inputs.host), h("div", { class: "grid" }, field("port", "Port", inputs.port), h("div", { class: "field" }, h("label", { for: "c8y-tls" }, "Security"), h("label", {}, tls, " TLS"))),
h("div", { class: "grid" }, field("tenant", "Tenant", inputs.tenant), field("user", "User", inputs.user)),
field("password", "Password", inputs.password, "Kept, and never shown again. It goes to this host alone."),
field("messages_per_second", "Messages a second, all devices together", inputs.messages_per_second, "What is more waits its turn; 0 is without a bound."),
h("details", {}, h("summary", {}, "Certificates"), field("trusted_certificates", "Trusted certificates (PEM)", inputs.trusted_certificates, "When the broker's certificate is signed by nobody whom Java knows."),
  field("client_certificate", "Client certificate (PEM)", inputs.client_certificate, "Instead of user and password. Its CN must be the client id of the device."), field("client_key", "Client key (PEM)", inputs.client_key, "Kept, and never shown again.")),
verdict, may("operator") ? h("div", { class: "row end" }, forget, test, save) : null);

const topic = text({ value: "s/us" });
const message = text({ value: "400,c8y_TestEvent,Test message from the IoTFlow simulator," });
const sender = h("button", { type: "submit", class: "primary", id: "send" }, "Send");
const messageForm = h("form", { id: "message", novalidate: true, onsubmit: (event) => {
  event.preventDefault();
  act(sender, async () => {
    try {
      await api("POST", `${API}/cumulocity/test-message`, { topic: topic.value, message: message.value });
      say(outcome, true, "Sent, and confirmed by Cumulocity.");
    } catch (failure) { say(outcome, false, failure.violations?.length ? failure.violations[0].message : failure.message); }
  });
} }, field("topic", "Topic", topic, "Not empty, no wildcards (# and + are for subscriptions), no * and no NUL, at most 65 535 bytes."), field("message", "Message", message, "s/us takes SmartREST rows, such as 400,type,text,time. It goes out over the connection of a running device."),
outcome, h("div", { class: "row end" }, sender));

async function health() {
  try {
    const now = await api("GET", `${API}/cumulocity/health`);
    errors.replaceChildren();
    fill(tiles, tile("Broker", kept?.configured ? badge("configured", "good") : badge("not configured", "warn"), kept?.configured ? `${kept.host}:${kept.port}` : "give its address below"),
      tile("Running", count(now.running), "devices that feed Cumulocity"), tile("Connected", count(now.connected), `of ${count(now.running)}`), tile("Registered", count(now.registered), "known to Cumulocity"));
    fill(problems, now.errors.map((one) => h("p", { class: "notice bad" }, one)));
  } catch (failure) { fill(errors, h("p", { class: "notice bad", role: "alert" }, failure.message)); }
}

async function begin() {
  fill(page, h("div", { class: "head" }, h("h1", {}, "Cumulocity")), errors, tiles, problems,
    h("div", { class: "grid" }, h("section", { class: "card" }, h("h2", {}, "Broker"), settingsForm), may("operator") ? h("section", { class: "card" }, h("h2", {}, "Test message"), messageForm) : null));
  try { show(await api("GET", `${API}/cumulocity/settings`)); } catch (failure) { fill(errors, h("p", { class: "notice bad", role: "alert" }, failure.message)); }
  await health();
  setInterval(() => { if (!document.hidden) health(); }, EVERY);
}
begin();
