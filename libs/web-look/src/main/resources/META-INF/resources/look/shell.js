// What the frame of every page does: theme, menu, log out, and what the role of the viewer can't use.
import { api, applyRole } from "/look/iotflow.js";

document.getElementById("theme").addEventListener("click", () => {
  const root = document.documentElement;
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
  try { localStorage.setItem("iotflow-theme", root.dataset.theme); } catch { /* not kept */ }
  dispatchEvent(new Event("themechange"));
});

const menu = document.getElementById("menu");
menu.addEventListener("click", () => {
  const open = document.body.classList.toggle("menu-open");
  menu.setAttribute("aria-expanded", String(open));
});

document.getElementById("logout").addEventListener("click", async () => {
  let next = "/login";
  try { ({ next = next } = await api("POST", "/logout")); } finally { location.href = next; }
});

const here = document.body.dataset.page;
document.querySelectorAll("#nav a").forEach((link) => {
  if (link.dataset.page === here) link.setAttribute("aria-current", "page");
});
applyRole(document);
