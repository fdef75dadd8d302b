// The form that starts a run.
import { api, dialog, h, may } from "/look/iotflow.js";
import { API } from "/simulator/assets/virtual.js";

const ALIKE = "-alike", SCENARIO = "-scenario";
const EXAMPLE = `name: rush
fleet: office
audit: true
stages:               # rates: messages a second
  - {kind: ramp, seconds: 10, from: 0, to: 20}
  - {kind: steady, seconds: 30, rate: 20}
  - {kind: outage, seconds: 10, rate: 20}
  - {kind: steady, seconds: 10, rate: 20}
faults:               # shares of messages
  duplicate: 0.01
`;

/** A number that was typed; nothing when the field is empty, for which the simulator has its usual value. */
const number = (text) => text.trim() === "" ? undefined : Number(text);

/** What the fields say, as a scenario. */
function scenario(fields) {
  const alike = fields.fleet === ALIKE;
  return { fleet: alike ? undefined : fields.fleet, profile: alike ? fields.profile : undefined, count: alike ? number(fields.count) : undefined,
    transport: fields.transport, interval: number(fields.interval), duration: number(fields.duration), audit: fields.audit === "yes" };
}

/** Every reason, in the words of the simulator. */
async function send(...request) {
  try {
    return await api("POST", `${API}/runs`, ...request);
  } catch (refused) {
    throw refused.violations?.length ? new Error(refused.violations.map((one) => one.message).join("; ")) : refused;
  }
}

/** Opens it. begun is called with the run. */
export function startForm({ fleets, profiles, fleet }, begun) {
  const titled = (one) => `${one.name.charAt(0).toUpperCase()}${one.name.slice(1)}: ${one.devices} devices`;
  const box = dialog("Start a run", [
    { name: "fleet", label: "Fleet", options: [...fleets.map((one) => [one.name, titled(one)]), [ALIKE, "Devices of one profile"], [SCENARIO, "A scenario"]], value: fleet ?? fleets[0]?.name ?? ALIKE },
    { name: "profile", label: "Profile", options: profiles.map((one) => [one.name, one.name]) },
    { name: "count", label: "Devices", type: "number", value: 10 },
    { name: "transport", label: "Protocol", options: [["mqtt", "MQTT"], ["http", "HTTP"]] },
    { name: "interval", label: "Each device measures every (seconds)", type: "number", value: 1, hint: "Empty: as its profile says." },
    { name: "duration", label: "Goes on for (seconds)", type: "number", value: 60 },
    { name: "audit", label: "Audit afterwards", options: [["yes", "Yes: read everything back and compare"], ["no", "No"]] },
    { name: "scenario", label: "Scenario (YAML or JSON)", type: "area", value: EXAMPLE, hint: "As a scenario file of the command line." },
  ], "Start", async (fields) => begun(await (fields.fleet === SCENARIO ? send(fields.scenario, "application/yaml") : send(scenario(fields)))));
  const choice = box.querySelector("#field-fleet");
  const shows = { profile: [ALIKE], count: [ALIKE], scenario: [SCENARIO] };
  const arrange = () => box.querySelectorAll(".field").forEach((field) => {
    const { name } = field.querySelector("[name]");
    if (name !== "fleet") field.hidden = shows[name] ? !shows[name].includes(choice.value) : choice.value === SCENARIO;
  });
  choice.addEventListener("change", arrange);
  arrange();
  box.querySelector("textarea").rows = 11;
  if (!may("admin")) box.querySelector("h2").after(h("p", { class: "hint" }, "Registering several devices at once takes the rights of an admin."));
  return box;
}
