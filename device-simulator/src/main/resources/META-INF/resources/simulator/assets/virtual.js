// What the pages of virtual devices share.
import { act, ago, api, badge, confirmThat, dialog, h, may, notice } from "/look/iotflow.js";

export const API = "/api/v1/simulator";
export const TARGETS = [["iotflow", "IoTFlow"], ["cumulocity", "Cumulocity"], ["both", "both"]];

/** A number with its unit, always as many decimals. */
export const amount = (value, unit, decimals = 1) => value === undefined || value === null ? "–"
  : `${value.toLocaleString(undefined, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })}\u00a0${unit}`;

export const watts = (value) => value >= 10000 ? amount(value / 1000, "kW", 2) : amount(value, "W", 0);

export const status = (device) => badge(device.status, device.status === "running" ? "good" : "muted");

const NAMES = { iotflow: "IoTFlow", cumulocity: "Cumulocity" };

/** One badge for each connection, with what is wrong on hover. */
export function connections(device) {
  const all = Object.entries(device.connections);
  if (!all.length) return h("span", { class: "muted" }, "off");
  return h("span", { class: "row" }, all.map(([name, one]) => {
    const shown = badge(NAMES[name], one.connected ? "good" : "warn");
    shown.title = one.connected ? "connected" : one.last_error || "connecting";
    return shown;
  }));
}

export const targetName = (name) => TARGETS.find(([value]) => value === name)?.[1] ?? name;

/** Start or stop, whichever can be done. */
export function power(device, after) {
  const running = device.status === "running";
  const button = h("button", { type: "button", class: running ? "" : "primary", "data-act": running ? "stop" : "start", "aria-label": `${running ? "Stop" : "Start"} ${device.name}`,
    onclick: () => act(button, async () => after(await api("POST", `${API}/devices/${device.id}/${running ? "stop" : "start"}`))) }, running ? "Stop" : "Start");
  return button;
}

/** Asks, then deletes. */
export const remove = (device, after) => confirmThat(`Delete ${device.name}?`, "Its measurements here go with it. What IoTFlow and Cumulocity have of it stays there.", "Delete", async () => {
  await api("DELETE", `${API}/devices/${device.id}`);
  notice(`${device.name} was deleted.`);
  after();
});

/** The form for a new device, or a changed one. */
export function form(types, device, after) {
  const fields = [{ name: "name", label: "Name", required: true, value: device?.name, placeholder: "Cellar" }];
  if (!device) fields.push({ name: "type", label: "Type", options: types.map((type) => [type.name, `${type.title}: ${type.power.least.toLocaleString()} to ${type.power.most.toLocaleString()} W`]), value: types[0]?.name });
  fields.push({ name: "interval", label: "Measures every (seconds)", type: "number", required: true, value: device?.interval ?? 5, hint: "From 1 to 3600." },
    { name: "target", label: "Feeds", options: TARGETS, value: device?.target ?? "iotflow" });
  dialog(device ? "Change the device" : "New virtual device", fields, device ? "Save" : "Create", async (sent) => {
    const body = { ...sent, interval: Number(sent.interval) };
    after(await api(device ? "PUT" : "POST", device ? `${API}/devices/${device.id}` : `${API}/devices`, body));
  });
}

export const mayChange = () => may("operator");
export const measuredAt = (device) => device.latest ? ago(device.latest.timestamp) : h("span", { class: "muted" }, "nothing yet");
