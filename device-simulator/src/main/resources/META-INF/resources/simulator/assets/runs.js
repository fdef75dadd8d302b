// Fleets and runs: which fleets there are, and what a run does: start it, watch it live, stop it, read its report.
import { act, api, badge, chart, count, empty, fill, h, live, may, notice, table, time } from "/look/iotflow.js";
import { API } from "/simulator/assets/virtual.js";
import { startForm } from "/simulator/assets/run-form.js";

const page = document.getElementById("page");
const EVERY = 2000;
const KINDS = { ended: "good", failed: "bad", running: "warn", registering: "warn", leaving: "warn", auditing: "warn" };
const PERCENTILES = { "p50.0": "half of them", "p90.0": "90 %", "p95.0": "95 %", "p99.0": "99 %", "p99.9": "99.9 %", "p100.0": "all" };
const errors = h("div");
const shown = h("section", { id: "run", hidden: true, "aria-label": "One run" });
const list = h("section", { class: "card", id: "runs" });
const presets = h("section", { class: "card", id: "fleets" });
let fleets = [], profiles = [], watched = null, open = null;

const over = (run) => run.state === "ended" || run.state === "failed";
const state = (run) => badge(run.state, KINDS[run.state] ?? "muted");
const millis = (value) => value === undefined || value === null ? "–" : `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString()} ms`;
const rate = (value) => value === undefined || value === null ? "–" : `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString()} /s`;
const seconds = (value) => value < 100 ? `${Math.round(value)} s` : value < 6000 ? `${Math.round(value / 60)} min` : `${(value / 3600).toFixed(1)} h`;
const what = (run) => `${run.title}, ${run.transport === "http" ? "HTTP" : "MQTT"}`;
const report = (run, format, words, kind = "") => h("a", { class: `button ${kind}`, href: `${API}/runs/${run.id}/report?format=${format}`, target: "_blank", rel: "noopener", "data-report": format }, words);
const tile = (name, label, value, note) => h("div", { class: "tile", "data-figure": name }, h("span", { class: "label" }, label), h("span", { class: "figure" }, value), h("span", { class: "note" }, note ?? ""));
const capital = (name) => name.charAt(0).toUpperCase() + name.slice(1);
const latest = (column) => column.findLast((value) => value !== null);

/** A chart that is there from its second point on. */
function plot(title, lines) {
  const area = h("div", { class: "chart small", role: "img", "aria-label": title });
  let drawn = null;
  const draw = (columns, begun, done) => {
    if (columns[0].length < 2) { if (!drawn) fill(area, empty(done ? "Too short for a chart." : "The chart begins in a moment.")); return; }
    const points = [columns[0].map((_, second) => begun + second), ...columns.map((column) => [...column])];
    if (drawn) { drawn.set(points); return; }
    area.replaceChildren();
    drawn = chart(area, lines, points, { height: 200 });
  };
  return { element: h("section", { class: "card" }, h("h2", {}, title), area), draw, destroy: () => drawn?.destroy() };
}

/** The figures of one run, as they come; its elements stay, so that a pointer on them does too. */
function view(id) {
  const title = h("h2", { id: "run-title" }), badges = h("span", { class: "row" }), actions = h("div", { class: "row end" });
  const bar = h("progress", { max: 1, value: 0, "aria-label": "How much of the run is over" }), words = h("span", { class: "muted" });
  const problem = h("p", { class: "notice bad", role: "alert", hidden: true });
  const tiles = h("div", { class: "tiles" }), facts = h("section", { class: "card", id: "report", hidden: true });
  const plots = [plot("Readings per second", [{ label: "acknowledged", unit: "1/s" }]), plot("Latency", [{ label: "median", unit: "ms" }, { label: "99 %", unit: "ms" }]),
    plot("Refusals per second", [{ label: "refused", unit: "1/s" }])];
  const columns = { acknowledged: [], refused: [], latency_p50_ms: [], latency_p99_ms: [] };
  const charts = h("div", { class: "grid" }, plots.map((one) => one.element));
  let before = null, source = null, ended = false;
  fill(shown, h("div", { class: "card" }, h("div", { class: "head" }, title, badges, actions), problem, h("div", { class: "row" }, bar, words)), tiles, charts, facts);
  shown.hidden = false;

  function take(course) {
    for (const [name, column] of Object.entries(columns)) {
      column.length = Math.min(column.length, course.from ?? 0);
      column.push(...(course[name] ?? []));
    }
    const begun = Math.floor(new Date(course.begun_at) / 1000);
    [[columns.acknowledged], [columns.latency_p50_ms, columns.latency_p99_ms], [columns.refused]].forEach((lines, index) => plots[index].draw(lines, begun, ended));
  }

  function show(run) {
    if (watched !== id) return;
    ended = over(run);
    const { figures } = run, counts = figures.counts ?? {};
    if (before !== run.state) {
      title.textContent = `${run.id}: ${what(run)}`;
      const stop = h("button", { type: "button", class: "danger", id: "stop-run", disabled: run.state === "leaving" || run.state === "auditing", onclick: () => act(stop, async () => { await api("POST", `${API}/runs/${id}/stop`); await refresh(); }) }, "Stop");
      fill(actions, may("operator") && !ended ? stop : null, figures.counts ? [report(run, "html", ended ? "Report" : "Report until now", ended ? "primary" : ""), report(run, "json", "JSON"), report(run, "text", "Text")] : null);
      if (ended && before) refresh();
    }
    // Reports are there once devices are registered: the first view with figures shows them.
    before = figures.counts ? run.state : null;
    fill(badges, state(run), run.stage ? badge(run.stage, "muted") : null);
    problem.hidden = !run.message;
    problem.textContent = run.message;
    bar.hidden = ended || !run.length;
    bar.value = run.length ? Math.min(1, (figures.seconds ?? 0) / run.length) : 0;
    fill(words, ended ? ["Began ", time(run.started_at), figures.seconds ? `, went on for ${seconds(figures.seconds)}.` : "."]
      : run.state === "registering" ? "Its devices are being registered." : run.state === "auditing" ? "Everything is read back and compared." : `${seconds(figures.seconds ?? 0)} of ${run.length ? seconds(run.length) : "no end"}`);
    charts.hidden = tiles.hidden = !figures.counts;
    if (!figures.counts) return;
    if (run.course.begun_at) take(run.course);
    const now = columns.acknowledged.at(-1);
    fill(tiles, tile("devices", "Devices", count(figures.devices), ended ? "took part" : `${count(counts.online)} connected`), tile("acknowledged", "Acknowledged", count(counts.acknowledged), `of ${count(counts.sent)} readings sent`),
      tile("rate", "Rate", ended ? rate(figures.readings_per_second) : rate(now), ended ? "sent, over the whole run" : "in the last second"),
      tile("latency", "Latency", millis(ended ? figures.latency_ms["p50.0"] : latest(columns.latency_p50_ms)), `99 %: ${millis(ended ? figures.latency_ms["p99.0"] : latest(columns.latency_p99_ms))}`),
      tile("refused", "Refused", count(counts.refused), `messages; ${count(counts.retries)} sent again`),
      tile("reconnects", "Reconnects", count(counts.reconnects), "connections that came back"));
    facts.hidden = !ended;
    if (ended) fill(facts, final(run));
  }

  function watch() {
    source = live(`${API}/runs/${id}/events`, (run) => { if (over(run)) source.close(); show(run); });
    source.addEventListener("error", async () => {
      if (source.readyState !== EventSource.CLOSED || ended || watched !== id) return;
      try { show(await api("GET", `${API}/runs/${id}`)); } catch (failure) { problem.textContent = failure.message; problem.hidden = false; bar.hidden = true; }
    });
  }
  watch();
  return { close() { source.close(); plots.forEach((one) => one.destroy()); } };
}

/** What became of it. */
function final({ figures }) {
  const { counts, audit, latency_ms: latency } = figures;
  const facts = (pairs) => h("dl", { class: "facts" }, pairs.map(([name, fact]) => [h("dt", {}, name), h("dd", {}, fact)]));
  const kept = audit && !(audit.missing || audit.altered || audit.unknown || audit.duplicated);
  return [h("h2", {}, "What became of it"), h("div", { class: "grid" },
    h("div", {}, h("h3", {}, "Messages"), facts([["Readings sent", count(counts.sent)], ["Acknowledged", count(counts.acknowledged)], ["Simulated failures", count(counts.failures)], ["Refused", count(counts.refused)], ["Sent again", count(counts.retries)],
      ["Reconnects", count(counts.reconnects)], ["Commands", count(counts.commands)], ["Faults on purpose", count(counts.faults)], ["Battery left", `${figures.battery_percent.toFixed(1)} %`]])),
    h("div", {}, h("h3", {}, "Latency"), facts(Object.entries(PERCENTILES).map(([name, words]) => [words, `within ${millis(latency[name])}`]))),
    h("div", { id: "audit" }, h("h3", {}, "Audit"), audit ? [h("p", { class: `notice ${kept ? "" : "bad"}` }, kept ? "Everything acknowledged is stored, unchanged." : "The audit failed."),
      facts([["Stored", count(audit.stored)], ["Acknowledged but missing", count(audit.missing)], ["Altered", count(audit.altered)], ["Doubled", count(audit.duplicated)], ["Never sent", count(audit.unknown)], ["Late", count(audit.late)]]),
      audit.witnesses.length ? h("pre", {}, audit.witnesses.join("\n")) : null] : h("p", { class: "muted" }, "This run was not audited.")))];
}

function watch(id) {
  open?.close();
  watched = id;
  open = view(id);
  history.replaceState(null, "", `?run=${encodeURIComponent(id)}`);
}

const begin = (fleet) => startForm({ fleets, profiles, fleet }, async (run) => {
  notice(`${run.id} has begun.`);
  watch(run.id);
  shown.scrollIntoView({ block: "nearest" });
  await refresh();
});
const starter = (words, fleet, attributes) => may("operator") ? h("button", { type: "button", onclick: () => begin(fleet), ...attributes }, words) : null;

async function refresh() {
  try {
    const { runs } = await api("GET", `${API}/runs`);
    errors.replaceChildren();
    fill(list, h("h2", {}, "Runs"), runs.length ? table("Runs", [["Run", (run) => h("a", { href: `?run=${run.id}`, onclick: (event) => { event.preventDefault(); watch(run.id); shown.scrollIntoView({ block: "nearest" }); } }, run.id)], ["What", what], ["State", state],
      ["Began", (run) => time(run.started_at)], ["Devices", (run) => count(run.figures.devices)], ["Sent", (run) => count(run.figures.counts?.sent)], ["Acknowledged", (run) => count(run.figures.counts?.acknowledged)],
      ["Refused", (run) => count(run.figures.counts?.refused)]], runs.toReversed())
      : empty("No run was started here yet. A run lets a whole fleet send for a while, at a rate or by a scenario, and tells what became of every message.", starter("Start a run", undefined, { class: "primary" })));
  } catch (failure) { fill(errors, h("p", { class: "notice bad", role: "alert" }, failure.message)); }
}

async function start() {
  fill(page, h("div", { class: "head" }, h("h1", {}, "Fleets and runs"), h("div", { class: "row end" }, starter("Start a run", undefined, { class: "primary", id: "start-run" }))), errors, shown, list, presets);
  try {
    [{ fleets }, { profiles }] = await Promise.all([api("GET", `${API}/fleets`), api("GET", `${API}/profiles`)]);
    fill(presets, h("h2", {}, "Fleets"), h("p", { class: "hint" }, "Ready to run. Any number of devices of one profile, and scenarios with stages and faults, are under Start a run."),
      h("div", { class: "grid" }, fleets.map((fleet) => h("div", { class: "value", "data-fleet": fleet.name }, h("span", { class: "label" }, capital(fleet.name)), h("span", { class: "figure" }, `${fleet.devices} devices`),
        h("span", { class: "note" }, Object.entries(fleet.types).map(([type, number]) => `${number} ${type}`).join(", ")), h("div", { class: "row" }, starter("Start…", fleet.name, { "aria-label": `Start the fleet ${fleet.name}` }))))));
  } catch (failure) { fill(errors, h("p", { class: "notice bad", role: "alert" }, failure.message)); }
  const wanted = new URLSearchParams(location.search).get("run");
  if (wanted) watch(wanted);
  await refresh();
  setInterval(() => { if (!document.hidden) refresh(); }, EVERY);
}
start();
