/* Lets a reader put any two audits side by side, from the figures that stand in the page. Without this script the page
   has the audits one by one, and a page for each two in a row. */
(() => {
  "use strict";

  const SIGNS = ["\u25bc ", "", "\u25b2 "];

  function made(name, text, more) {
    const element = Object.assign(document.createElement(name), more);
    element.textContent = text;
    return element;
  }

  function show(box) {
    const { audits, rows, words, more } = JSON.parse(box.querySelector("script").textContent);
    const locale = document.documentElement.lang;
    const percent = new Intl.NumberFormat(locale, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
    const points = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" });
    const form = made("form", "", { className: "tpm-filter" });
    const chosen = [0, audits.length - 1].map((start, side) => {
      const label = made("label", `${words[side ? "with" : "compare"]} `);
      const select = document.createElement("select");
      audits.forEach((name, at) => select.append(made("option", name, { value: at, selected: at === start })));
      label.append(select);
      form.append(label);
      return select;
    });
    const holder = made("div", "", { className: "tpm-table tpm-narrow tpm-cards" });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", draw);
    box.append(form, holder, ...(more ? [made("p", more, { className: "tpm-note" })] : []));
    draw();

    function change(then, now) {
      if (then === null || now === null) return words.unknown;
      const moved = Math.round((now - then) * 1000) / 10;
      return SIGNS[Math.sign(moved) + 1] + points.format(moved).replace("-", "\u2212");
    }

    function draw() {
      const [then, now] = chosen.map((select) => Number(select.value));
      const table = document.createElement("table");
      const head = table.createTHead().insertRow();
      const columns = [audits[then], audits[now], words.points];
      [words.figure, ...columns].forEach((text, at) =>
        head.append(made("th", text, { scope: "col", className: at ? "tpm-number" : "" })),
      );
      const body = table.createTBody();
      for (const { name, values } of rows) {
        const row = body.insertRow();
        row.append(made("th", name, { scope: "row" }));
        const said = [then, now].map((at) => (values[at] === null ? "\u2013" : percent.format(values[at])));
        [...said, change(values[then], values[now])].forEach((text, at) => {
          const cell = made("td", text, { className: "tpm-number" });
          cell.dataset.label = columns[at];
          row.append(cell);
        });
      }
      holder.replaceChildren(table);
    }
  }

  document.querySelectorAll(".tpm-pairs").forEach(show);
})();
