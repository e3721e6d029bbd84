/* Draws the charts of a page: each figure is JSON beside its place, plotly.js comes once, from this site, after all
   else. A chart is drawn when it scrolls into view, or the page has nothing else to do, or is printed. Without this
   script every figure can still be read as a table. */
(() => {
  "use strict";

  const PLOTLY = new URL("../../assets/plotly.min.js", document.currentScript.src).href;
  const CONFIG = { displayModeBar: false, showSendToCloud: false, displaylogo: false, responsive: true };
  const NARROW = 600; // pixels; below it labels are smaller
  const UPRIGHT = 60; // pixels
  const PAPER = 660; // pixels; what an upright A4 sheet has room for
  const AROUND = 24; // pixels; beside the names and the cells of a heat map
  const BETWEEN = 4; // pixels; from the label of a cell to the next
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
      script.fetchPriority = "low";
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => reject(new Error(`no ${PLOTLY}`));
      document.head.append(script);
    });
    return loading;
  }

  function figureOf(place) {
    const written = place.closest("figure").querySelector("script.tpm-chart__figure");
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

  const pen = document.createElement("canvas").getContext("2d");
  function widest(texts, size, family) {
    pen.font = `${size}px ${family}`;
    return Math.max(0, ...texts.map((text) => pen.measureText(text).width));
  }

  /* The labels of a heat map are as large as its cells allow, else without their per cent sign, else none: its names,
     its key and the table beside it say the same. */
  function fitLabels(trace, layout, width) {
    const { family, size } = layout.font;
    const names = layout.yaxis.ticktext.flatMap((name) => name.split("<br>"));
    const room = (width - AROUND - widest(names, size, family)) / trace.x.length - BETWEEN;
    const plain = trace.text.map((row) => row.map((text) => text.replace(/\s*%$/, "")));
    for (const [text, sizes] of [[trace.text, [13, 11, 10]], [plain, [10, 9]]]) {
      const fitting = sizes.find((one) => one <= size && widest(text.flat(), one, family) <= room);
      if (!fitting) continue;
      trace.text = text;
      trace.textfont = { size: fitting };
      return;
    }
    trace.texttemplate = "";
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
    layout.paper_bgcolor = layout.plot_bgcolor = "rgba(0,0,0,0)";
    layout.font = { family: style.fontFamily, size: narrow ? 11 : 13, color: printing ? "#000" : style.color };
    for (const trace of data) {
      layOver(trace, dark ? "dark" : "light");
      if (trace.type === "heatmap") fitLabels(trace, layout, widthOf(place));
      else if (trace.texttemplate) trace.textfont = { size: narrow ? 10 : 13 };
    }
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

  /* What nobody scrolled to is drawn, too, one chart at a time: a print can begin at any moment, and waits for nothing.
     The script is asked for at once, so that the page is not called loaded before it can be printed. */
  async function whenIdle(places) {
    const idle = window.requestIdleCallback ?? ((task) => setTimeout(task, 200));
    const next = async () => {
      const place = places.find((one) => !drawn.has(one));
      if (!place) return;
      await draw(place);
      idle(next);
    };
    await plotly();
    idle(next);
  }

  /* A page that becomes narrower has less room for labels. */
  function whenResized() {
    let width = innerWidth;
    let later = null;
    window.addEventListener("resize", () => {
      if (innerWidth === width) return;
      width = innerWidth;
      clearTimeout(later);
      later = setTimeout(redraw, 300);
    });
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
  whenIdle(places);
  whenResized();
  printAfterDrawing();
  new MutationObserver(redraw).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  window.tpmAudit = { drawAll };
})();
