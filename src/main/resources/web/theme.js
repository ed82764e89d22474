// Runs before the first paint, so that a chosen theme never flashes the other one.
// Without a choice the style sheet follows the system.
(() => {
  try {
    const chosen = localStorage.getItem("gradstream.theme");
    if (chosen === "light" || chosen === "dark") {
      document.documentElement.dataset.theme = chosen;
    }
  } catch {
    // Storage may be forbidden; then the system's theme it is.
  }
})();
