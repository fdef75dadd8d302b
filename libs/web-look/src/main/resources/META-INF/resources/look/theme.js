// Before the first paint: the theme that the viewer chose, or the one of the machine.
(() => {
  let chosen = null;
  try { chosen = localStorage.getItem("iotflow-theme"); } catch { /* storage is off: the machine's theme */ }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = chosen || (dark ? "dark" : "light");
})();
