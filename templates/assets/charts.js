/* Draws the charts of a page: each figure is JSON beside its place, plotly.js comes once, from this site, and only
   when a chart scrolls into view. Without this script every figure can still be read as a table. */
(() => {
  "use strict";

  const PLOTLY = new URL("../../assets/plotly.min.js", document.currentScript.src).href;
  const CONFIG = { displayModeBar: false, showSendToCloud: false, displaylogo: false, responsive: true };
  const NARROW = 600; // pixels; below it labels are smaller
  const UPRIGHT = 60; // pixels
  const PAPER = 660; // pixels; what an upright A4 sheet has room for
  const PAPER_HIGH = 780; // pixels; so much that its heading, its sentence and its key are on the same sheet
  const LOW = 34; // pixels of a row; in a lower one a name has one line
  const drawn = new Map(); // place -> figure

  let printing = false;
  let loading = null;
  function plotly() {
    loading ??= new Promise((resolve, reject) => {
      if (window.Plotly) {
        resolve(window.Plotly);
        return;
      }
      const script = document.createElement("script");
      script.src = PLOTLY;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => reject(new Error(`no ${PLOTLY}`));
      document.head.append(script);
    });
    return loading;
  }

  function figureOf(place) {
    const written = place.parentElement.querySelector("script.tpm-chart__figure");
    return JSON.parse(written.textContent);
  }

  /* A trace says in its meta what it has of its own on a light and on a dark page: its colours. */
  function layOver(trace, palette) {
    for (const [name, own] of Object.entries(trace.meta?.[palette] ?? {})) {
      trace[name] = Array.isArray(own) ? own : { ...trace[name], ...own };
    }
  }

  function widthOf(place) {
    return printing ? PAPER : place.clientWidth;
  }

  /* Names over columns stand upright on a phone, and that takes room. */
  function heightOf(layout, place) {
    if (printing) return Math.min(layout.height, PAPER_HIGH);
    const upright = widthOf(place) < NARROW && layout.xaxis.type === "category";
    return layout.height + (upright && layout.xaxis.tickangle === undefined ? UPRIGHT : 0);
  }

  /* A layout says in its meta which labels its axes have where there is little room. */
  function fitNames(layout, narrow) {
    if (narrow) {
      for (const [name, own] of Object.entries(layout.meta?.narrow ?? {})) layout[name] = { ...layout[name], ...own };
    } else if (printing && PAPER_HIGH / layout.yaxis.ticktext.length < LOW) {
      const ticktext = layout.yaxis.ticktext.map((name) => name.replaceAll("<br>", " "));
      layout.yaxis = { ...layout.yaxis, ticktext, tickfont: { size: 10 } };
    }
  }

  /* The figure in the colours, the type and the width of the page. */
  function dressed(figure, place) {
    const style = getComputedStyle(document.body);
    const dark = !printing && document.body.dataset.mdColorScheme === "slate"; // paper is light
    const narrow = widthOf(place) < NARROW;
    const layout = structuredClone(figure.layout);
    fitNames(layout, narrow);
    const data = structuredClone(figure.data);
    for (const trace of data) {
      layOver(trace, dark ? "dark" : "light");
      if (trace.texttemplate) trace.textfont = { size: narrow ? 10 : 13 };
    }
    layout.paper_bgcolor = layout.plot_bgcolor = "rgba(0,0,0,0)";
    layout.font = { family: style.fontFamily, size: narrow ? 11 : 13, color: printing ? "#000" : style.color };
    if (printing) layout.width = PAPER;
    layout.dragmode = false;
    layout.height = heightOf(layout, place);
    if (narrow && layout.xaxis.type === "category") layout.xaxis = { ...layout.xaxis, tickangle: -90 };
    return { data, layout };
  }

  async function draw(place) {
    const Plotly = await plotly();
    const figure = drawn.get(place) ?? figureOf(place);
    drawn.set(place, figure);
    const { data, layout } = dressed(figure, place);
    await Plotly.react(place, data, layout, CONFIG);
  }

  function drawAll() {
    return Promise.all([...document.querySelectorAll(".tpm-chart__plot")].map(draw));
  }

  function redraw() {
    for (const place of drawn.keys()) draw(place);
  }

  /* The room is kept free before anything is drawn, so that nothing jumps. */
  function keepRoom(place) {
    place.style.minHeight = `${heightOf(figureOf(place).layout, place)}px`;
  }

  function whenSeen(places) {
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (!entry.isIntersecting) continue;
          watcher.unobserve(entry.target);
          draw(entry.target);
        }
      },
      { rootMargin: "200px" },
    );
    places.forEach((place) => watcher.observe(place));
  }

  function openTables(open) {
    for (const details of document.querySelectorAll("details.tpm-details")) {
      if (open && !details.open) {
        details.open = true;
        details.dataset.opened = "";
      } else if (!open && "opened" in details.dataset) {
        details.open = false;
        delete details.dataset.opened;
      }
    }
  }

  /* Paper has a width of its own, and no script can wait for it: the charts take it before the print begins. */
  function forPaper(begins) {
    printing = begins;
    openTables(begins);
    if (!begins) drawn.forEach((_figure, place) => window.Plotly?.purge(place)); // else they keep the width of paper
    return drawAll();
  }

  /* A print begins when the charts are there: plotly.js may still have to come. */
  function printAfterDrawing() {
    window.addEventListener("keydown", async (event) => {
      if (event.key !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      if (document.querySelectorAll(".tpm-chart__plot").length === drawn.size) return;
      event.preventDefault();
      await drawAll();
      window.print();
    });
    window.addEventListener("beforeprint", () => forPaper(true));
    window.addEventListener("afterprint", () => forPaper(false));
  }

  const places = [...document.querySelectorAll(".tpm-chart__plot")];
  if (!places.length) return;
  places.forEach(keepRoom);
  whenSeen(places);
  printAfterDrawing();
  new MutationObserver(redraw).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  window.tpmAudit = { drawAll };
})();
