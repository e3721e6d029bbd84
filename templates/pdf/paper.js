/* What no style can do for paper, done before Chromium prints: the body is as wide as the sheet, so things can be
   measured. All are measured before any is set: to do it in turn lays the document out each time. */
(() => {
  "use strict";

  const SMALLEST = 0.5; // below it nobody can read; what is wider still breaks its words
  const SHEET = 930; // pixels; what an upright A4 sheet has room for

  /* A table that is wider than the sheet is set smaller, or Chromium would set the whole document smaller. */
  function narrow() {
    const places = [...document.querySelectorAll(".tpm-table, .tpm-written")];
    const tables = places.flatMap((place) =>
      [...place.querySelectorAll("table")].map((table) => ({ table, share: place.clientWidth / table.offsetWidth })),
    );
    for (const { table, share } of tables) {
      if (share >= 1) continue;
      table.style.zoom = Math.max(share, SMALLEST);
      if (share < SMALLEST) table.classList.add("tpm-squeezed");
    }
  }

  /* A finding that fits on a sheet is not broken. */
  function keepWhole() {
    const findings = [...document.querySelectorAll(".tpm-part--finding")];
    const whole = findings.filter((finding) => finding.offsetHeight < SHEET);
    whole.forEach((finding) => finding.classList.add("tpm-whole"));
  }

  narrow();
  keepWhole();
})();
