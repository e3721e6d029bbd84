/* Sorts and filters the tables of a page that say they can be, and says of all of them what heads what. Without this
   script every row is there, in its order. */
(() => {
  "use strict";

  const SORTER = new URL("../../assets/sortable.min.js", document.currentScript.src).href;
  const SEVERITIES = ["info", "minor", "major", "critical"];
  const WORDS = window.tpmWords ?? {};
  const SLACK = 8; // pixels; a table that is this much too wide is not worth a place that scrolls
  const COMMA = document.documentElement.lang.startsWith("de"); // 1.234,5 and not 1,234.5

  /* A figure as a number: "74,3 %" is 74.3; a cell without one sorts last. */
  function figure(text) {
    const plain = COMMA ? text.replaceAll(".", "").replace(",", ".") : text.replaceAll(",", "");
    const found = plain.replace("\u2212", "-").match(/-?\d+(\.\d+)?/);
    return found ? found[0] : "";
  }

  function rank(badge) {
    return SEVERITIES.findIndex((severity) => badge.classList.contains(`tpm-badge--${severity}`));
  }

  function tell(cell) {
    const badge = cell.querySelector(".tpm-badge");
    if (cell.classList.contains("tpm-number")) cell.dataset.sort = figure(cell.textContent);
    else if (badge && rank(badge) >= 0) cell.dataset.sort = rank(badge);
  }

  /* Each cell below the head of a group names its heads: column, row and group. */
  function nameHeads(table, number) {
    const groups = table.querySelectorAll("tbody > tr.tpm-group > th");
    if (!groups.length) return;
    const columns = [...table.tHead.rows[0].cells];
    let count = 0;
    const id = (head) => (head.id ||= `tpm-head-${number}-${(count += 1)}`);
    columns.forEach(id);
    for (const group of groups) {
      for (const row of group.closest("tbody").rows) {
        if (row === group.parentElement) continue;
        for (const cell of row.cells) {
          const heads = [columns[cell.cellIndex], row.querySelector("th"), group];
          cell.setAttribute("headers", heads.filter((head) => head && head !== cell).map(id).join(" "));
        }
      }
    }
  }

  /* An empty cell of a chart's table shows a dash, and says why it is empty. */
  function fillGaps(table) {
    const gap = document.createElement("span");
    gap.textContent = table.dataset.gap;
    for (const cell of table.querySelectorAll("td:empty")) cell.append("\u2013", gap.cloneNode(true));
  }

  /* The head of a group stands in a body of its own, so that no row is sorted before it. */
  function partGroups(table) {
    for (const head of table.querySelectorAll("tbody > tr.tpm-group")) {
      const own = document.createElement("tbody");
      head.parentElement.before(own);
      own.append(head);
    }
  }

  /* What was done is said to those who do not see it. */
  function speaker() {
    const place = document.createElement("div");
    place.className = "tpm-unseen";
    place.setAttribute("role", "status");
    document.body.append(place);
    return (text) => (place.textContent = text);
  }

  function saySorted(say, table) {
    const head = table.tHead.querySelector("th[aria-sort]");
    if (!head || !WORDS.sorted) return;
    const column = head.textContent.trim();
    say(WORDS.sorted.replace("{column}", column).replace("{order}", WORDS[head.getAttribute("aria-sort")]));
  }

  /* Each head becomes a button; the sorter listens to clicks on heads, and says the order in aria-sort. */
  function sortable(table) {
    table.querySelectorAll("tbody td").forEach(tell);
    table.classList.add("sortable", "n-last");
    for (const head of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      const most = [...table.tBodies].some((body) => body.rows[0]?.cells[head.cellIndex]?.dataset.sort !== undefined);
      const first = most ? "descending" : "ascending";
      // The sorter begins with the order that this class says, and turns it round from click to click.
      button.addEventListener("click", () => table.classList.toggle("asc", first === "ascending"));
    }
  }

  function loadSorter(tables) {
    const script = document.createElement("script");
    const say = speaker();
    document.addEventListener("sort-end", (event) => saySorted(say, event.target));
    script.src = SORTER;
    script.onload = () => tables.forEach(sortable);
    document.head.append(script); // where it is missing, tables stay as they are
  }

  function folded(text) {
    return text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
  }

  function local(count) {
    return count.toLocaleString(document.documentElement.lang);
  }

  function filterable(form) {
    const table = form.nextElementSibling.querySelector("table");
    const words = form.querySelector("input");
    const choices = [...form.querySelectorAll("select")];
    const shown = form.querySelector("output");
    const none = form.querySelector(".tpm-filter__none");

    function fits(row, wanted, asked) {
      const has = (row.dataset.is ?? "").split(" ");
      return wanted.every((one) => has.includes(one)) && asked.every((word) => row.dataset.text.includes(word));
    }

    function filter() {
      const wanted = choices.map((choice) => choice.value).filter(Boolean);
      const asked = folded(words.value).split(/\s+/).filter(Boolean);
      let count = 0;
      let all = 0;
      let head = null;
      for (const body of table.tBodies) {
        if (body.rows[0]?.classList.contains("tpm-group")) {
          head = body;
          continue;
        }
        let inBody = 0;
        for (const row of body.rows) {
          row.dataset.text ??= folded(row.textContent);
          row.hidden = !fits(row, wanted, asked);
          if (!row.hidden) inBody += 1;
        }
        if (head) head.hidden = inBody === 0;
        count += inBody;
        all += body.rows.length;
      }
      none.hidden = count > 0;
      form.nextElementSibling.hidden = count === 0;
      shown.textContent = form.dataset.said.replace("{k}", local(count)).replace("{n}", local(all));
    }

    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
    window.addEventListener("pageshow", filter); // a page that is come back to gets what was chosen only now
  }

  function measured(place) {
    const table = place.querySelector("table");
    return {
      place,
      name: ["aria-label", "aria-labelledby"].find((one) => table.hasAttribute(one)),
      named: table.getAttribute("aria-labelledby") ?? table.getAttribute("aria-label"),
      fits: table.offsetWidth <= place.clientWidth + SLACK,
      head: table.tHead?.offsetHeight ?? 0,
      side: table.querySelector("tbody th[scope=row]:not(.tpm-text)")?.offsetWidth ?? 0,
    };
  }

  /* A table that fits shows its whole height, so that its head stays in sight; a wider one is a region that scrolls by
     itself, by key too. The style knows what the head and the first column cover of what is focused. */
  function fit({ place, name, named, fits, head, side }) {
    place.classList.toggle("tpm-fits", fits);
    place.style.setProperty("--tpm-head", `${head}px`);
    place.style.setProperty("--tpm-side", `${side}px`);
    const region = fits ? {} : { tabindex: "0", ...(name ? { role: "region", [name]: named } : {}) };
    for (const one of ["tabindex", "role", name ?? "role"]) {
      if (one in region) place.setAttribute(one, region[one]);
      else place.removeAttribute(one);
    }
  }

  /* All are measured before any is changed: to do it in turn lays the page out each time. */
  function watchWidths(places) {
    const watcher = new ResizeObserver((entries) => {
      const changed = new Set(entries.map((entry) => entry.target.closest(".tpm-table")));
      [...changed].map(measured).forEach(fit);
    });
    for (const place of places) {
      watcher.observe(place);
      watcher.observe(place.querySelector("table"));
    }
  }

  /* The theme scrolls its list of pages to the middle, even where the page that is shown is among the first. */
  function beginLists() {
    for (const list of document.querySelectorAll(".md-sidebar--primary .md-sidebar__scrollwrap")) {
      const active = list.querySelector("a.md-nav__link--active");
      const back = () => {
        if (active.offsetTop - list.offsetTop + active.offsetHeight < list.clientHeight) list.scrollTop = 0;
      };
      if (!active) continue;
      list.addEventListener("scroll", back, { once: true });
      setTimeout(() => list.removeEventListener("scroll", back), 1000); // from then on it is a person who scrolls
    }
  }

  /* The head of each printed sheet says whose report it is. */
  document.documentElement.style.setProperty("--tpm-title", JSON.stringify(document.title));

  document.querySelectorAll(".tpm-table table").forEach(nameHeads);
  document.querySelectorAll("table[data-gap]").forEach(fillGaps);
  watchWidths(document.querySelectorAll(".tpm-table:has(table)"));
  const tables = [...document.querySelectorAll(".tpm-sortable table")];
  tables.forEach(partGroups);
  if (tables.length) loadSorter(tables);
  document.querySelectorAll("form.tpm-filter").forEach(filterable);
  beginLists();
})();
