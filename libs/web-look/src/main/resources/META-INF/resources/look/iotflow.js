// Small pieces for our pages. Text goes into the page as text alone: nothing here reads markup.
const ROLES = ["viewer", "operator", "admin"];

export const role = () => document.body.dataset.role;
export const may = (needed) => ROLES.indexOf(role()) >= ROLES.indexOf(needed);

/** An element: h("p", { class: "hint" }, "text", otherElement). Attributes that are null or false are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const fill = (target, ...children) => {
  target.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return target;
};

/** Hides what needs a higher role; the server refuses it anyway. */
export function applyRole(root) {
  root.querySelectorAll("[data-needs]").forEach((element) => {
    element.hidden = !may(element.dataset.needs);
  });
}

/** What a service refused, with its reason. */
export class Problem extends Error {
  constructor(status, document) {
    super(document.detail || document.message || `The answer was ${status}.`);
    this.status = status;
    this.violations = document.violations || [];
  }
}

/** Calls this address with the session; gives the JSON, or throws a Problem. A body that is text is sent as it is, of that type. */
export async function api(method, path, body, type = "text/csv") {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRF-Token"] = document.querySelector("meta[name=csrf]").content;
  const raw = typeof body === "string";
  if (body !== undefined) headers["Content-Type"] = raw ? type : "application/json";
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: body === undefined ? undefined : raw ? body : JSON.stringify(body) });
  } catch {
    throw new Problem(0, { detail: "The service does not answer. Check the connection and try again." });
  }
  const text = await answer.text();
  let document_ = {};
  try { document_ = text ? JSON.parse(text) : {}; } catch { document_ = {}; }
  if (answer.status === 401) location.href = `/login?to=${encodeURIComponent(location.pathname)}`;
  if (!answer.ok) throw new Problem(answer.status, document_);
  return document_;
}

/** Says something at the top of the page; kind is good or bad. */
export function notice(text, kind = "good") {
  const shown = h("p", { class: `notice ${kind}` }, text,
    h("button", { class: "quiet", type: "button", "aria-label": "Dismiss", onclick: () => shown.remove() }, "×"));
  document.getElementById("notices").replaceChildren(shown);
  if (kind === "good") setTimeout(() => shown.remove(), 6000);
}

/** Runs what a button does: the button rests meanwhile, a refusal is said with its reason. */
export async function act(button, work) {
  if (button) button.disabled = true;
  try {
    return await work();
  } catch (failure) {
    notice(failure.message, "bad");
    return undefined;
  } finally {
    if (button) button.disabled = false;
  }
}

const when = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const agoWords = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

/** A time in the viewer's zone, with UTC on hover. */
export function time(iso) {
  if (!iso) return h("span", { class: "muted" }, "never");
  return h("time", { datetime: iso, title: `${iso.replace("T", " ").replace("Z", "")} UTC` }, when.format(new Date(iso)));
}

/** How long ago, with the whole time on hover. */
export function ago(iso) {
  if (!iso) return h("span", { class: "muted" }, "never");
  const seconds = Math.round((new Date(iso) - Date.now()) / 1000);
  const [amount, unit] = Math.abs(seconds) < 60 ? [seconds, "second"] : Math.abs(seconds) < 3600 ? [seconds / 60, "minute"]
    : Math.abs(seconds) < 86400 ? [seconds / 3600, "hour"] : [seconds / 86400, "day"];
  const title = `${when.format(new Date(iso))} · ${iso.replace("T", " ").replace("Z", "")} UTC`;
  return h("time", { datetime: iso, title }, agoWords.format(Math.round(amount), unit));
}

export const count = (number) => number === undefined || number === null ? "–" : Number(number).toLocaleString();

export const badge = (text, kind = text) => h("span", { class: `badge ${kind}` }, text);

/** What to show where there is nothing: a sentence, and what to do next. */
export const empty = (sentence, ...next) => h("div", { class: "empty" }, h("p", {}, sentence), ...next);

/** A table; columns are [title, cell(row)] pairs. */
export function table(caption, columns, rows) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h("table", {}, h("caption", { class: "hidden" }, caption),
      h("thead", {}, h("tr", {}, columns.map(([title]) => h("th", { scope: "col" }, title)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, columns.map(([title, cell, kind]) => h("td", { class: kind ?? null, "data-title": typeof title === "string" ? title : "" }, cell(row) ?? "–")))))));
}

/** A form in a dialog. Fields: {name, label, type, value, options, required, hint}. Resolves with the answer of submit. */
export function dialog(title, fields, label, submit) {
  const error = h("p", { class: "notice bad", role: "alert", hidden: true });
  const inputs = fields.map((field) => {
    const common = { id: `field-${field.name}`, name: field.name, required: field.required || false };
    const input = field.options ? h("select", common, field.options.map((option) => h("option", { value: option[0] }, option[1])))
      : field.type === "area" ? h("textarea", { ...common, rows: 4, placeholder: field.placeholder })
      : h("input", { ...common, type: field.type || "text", step: field.type === "number" ? "any" : null, placeholder: field.placeholder });
    if (field.value !== undefined && field.value !== null) input.value = field.value;
    return h("div", { class: "field" }, h("label", { for: common.id }, field.label), input, field.hint ? h("p", { class: "hint" }, field.hint) : null);
  });
  const send = h("button", { class: "primary", type: "submit" }, label);
  const form = h("form", { method: "dialog" }, h("h2", { id: "dialog-title" }, title), error, ...inputs,
    h("div", { class: "row end" }, h("button", { type: "button", onclick: () => box.close() }, "Cancel"), send));
  const box = h("dialog", { "aria-labelledby": "dialog-title" }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    try {
      await submit(Object.fromEntries(new FormData(form)));
      box.close();
    } catch (failure) {
      error.textContent = failure.message;
      error.hidden = false;
    } finally {
      send.disabled = false;
    }
  });
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
  return box;
}

/** Asks before something that can't be taken back. */
export const confirmThat = (title, sentence, label, work) => {
  const box = dialog(title, [], label, work);
  box.querySelector("h2").after(h("p", {}, sentence));
  return box;
};

/** Shows a secret once, to copy. */
export function showSecret(title, secret, sentence = "It is shown this once. Copy it now; only its hash is kept.") {
  const box = h("dialog", { "aria-labelledby": "secret-title" }, h("h2", { id: "secret-title" }, title),
    h("p", {}, sentence),
    h("code", { class: "secret", id: "secret" }, secret),
    h("div", { class: "row end" },
      h("button", { type: "button", onclick: () => navigator.clipboard?.writeText(secret) }, "Copy"),
      h("button", { class: "primary", type: "button", onclick: () => box.close() }, "Done")));
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

/** Server-sent events: calls handle with each JSON document; says whether the stream stands. */
export function live(path, handle, state = () => {}) {
  const source = new EventSource(path);
  const read = (event) => { try { handle(JSON.parse(event.data), event.type); } catch { /* no JSON: a heartbeat */ } };
  source.onmessage = read;
  for (const type of ["reading", "lost", "end"]) source.addEventListener(type, read);
  source.onopen = () => state(true);
  source.onerror = () => state(false);
  addEventListener("pagehide", () => source.close());
  return source;
}

/** Where a value has a gap on both sides: no line shows it, so a point must. */
const alone = (values) => values.map((_, index) => index).filter((index) => values[index] != null && values[index - 1] == null && values[index + 1] == null);

const colours = () => getComputedStyle(document.documentElement);

/**
 * A chart over time. series: [{label, unit}], data: [[seconds…], [values…]…]; null is a gap. Drag to zoom, double click to
 * zoom out; onZoom(from, to) in seconds lets the page fetch finer values. Returns {set(data), destroy()}.
 */
export function chart(target, series, data, { height = 260, onZoom } = {}) {
  let plot;
  const build = (shown) => {
    const style = colours();
    const grid = { stroke: style.getPropertyValue("--line"), width: 1 };
    const axis = { stroke: style.getPropertyValue("--muted"), grid, ticks: grid, font: "12px system-ui, sans-serif" };
    plot?.destroy();
    plot = new globalThis.uPlot({
      width: Math.max(240, target.clientWidth), height,
      series: [{}, ...series.map((one, index) => ({
        label: one.unit ? `${one.label} (${one.unit})` : one.label, spanGaps: false, width: 2,
        stroke: style.getPropertyValue(`--series-${(index % 6) + 1}`), points: { size: 5, filter: (one, line, all) => all ? null : alone(one.data[line]) },
        value: (_, value) => value === null || value === undefined ? "–" : String(Math.round(value * 1e6) / 1e6),
      }))],
      axes: [{ ...axis, space: 84 }, { ...axis, size: 64 }],
      cursor: { drag: { x: true, y: false } },
      hooks: { setSelect: [(one) => onZoom && one.select.width > 4 && onZoom(one.posToVal(one.select.left, "x"), one.posToVal(one.select.left + one.select.width, "x"))] },
    }, shown, target);
  };
  build(data);
  let shown = data;
  const resize = new ResizeObserver(() => plot.setSize({ width: Math.max(240, target.clientWidth), height }));
  resize.observe(target);
  const again = () => build(shown);
  addEventListener("themechange", again);
  return {
    set(next) { shown = next; plot.setData(next); },
    destroy() { resize.disconnect(); removeEventListener("themechange", again); plot.destroy(); },
  };
}

/** Saves text as a file. */
export function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** A cell of CSV (RFC 4180); what a spreadsheet would take for a formula is made text. */
export const csvCell = (value) => {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = typeof value !== "number" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Calls work at most once in the time, with the newest arguments. */
export function settle(work, milliseconds = 180) {
  let timer;
  return (...args) => { clearTimeout(timer); timer = setTimeout(() => work(...args), milliseconds); };
}

/** Runs work over items, a few at a time; tells the progress after each. Resolves with the failures. */
export async function each(items, work, progress = () => {}, atOnce = 4) {
  const failures = [];
  let next = 0, done = 0;
  const runner = async () => {
    while (next < items.length) {
      const item = items[next++];
      try { await work(item); } catch (failure) { failures.push({ item, failure }); }
      progress(++done, items.length, failures.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, runner));
  return failures;
}
