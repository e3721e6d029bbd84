/* What the theme leaves to the mouse, for the keyboard and for those who hear a page: its menu, its palette, its
   search. Without this script the theme is as it came. */
(() => {
  "use strict";

  const WORDS = window.tpmWords ?? {};
  const DRAWER = matchMedia("(max-width: 76.234375em)"); // the theme's navigation is one
  const COVER = matchMedia("(max-width: 59.984375em)"); // the theme's search covers the page

  const first = (selector, within = document) => within.querySelector(selector);
  const named = (text, name) => text?.replace("{name}", name) ?? name;

  /* A label that opens or closes something becomes a button; it keeps its "for", which the theme's styles look for. */
  function button(label, toggle, name, tells = true) {
    const made = document.createElement("button");
    const tell = () => made.setAttribute("aria-expanded", toggle.checked);
    for (const { name, value } of label.attributes) if (name !== "tabindex") made.setAttribute(name, value);
    made.type = "button";
    made.append(...label.childNodes);
    made.setAttribute("aria-label", name);
    made.addEventListener("click", () => toggle.click());
    label.replaceWith(made);
    if (!tells) return made;
    toggle.addEventListener("change", tell);
    tell();
    return made;
  }

  function drawer() {
    const toggle = first("#__drawer");
    const label = first(".md-header label[for=__drawer]");
    const part = first(".md-sidebar--primary");
    if (!toggle || !label || !part) return;
    const opener = button(label, toggle, WORDS.menu);
    const close = () => toggle.checked && toggle.click();
    const seen = (one) => one.checkVisibility({ visibilityProperty: true });
    toggle.addEventListener("change", () => {
      if (toggle.checked) [...part.querySelectorAll("a, button")].find(seen)?.focus();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !toggle.checked || !DRAWER.matches) return;
      close();
      opener.focus();
    });
    document.addEventListener("focusin", (event) => {
      if (DRAWER.matches && !part.contains(event.target) && event.target !== opener) close();
    });
  }

  /* Below an entry of the drawer there may be others: one label opens them, another leads back. */
  function nested() {
    for (const toggle of document.querySelectorAll(".md-nav__toggle")) {
      const title = first(":scope > .md-nav > .md-nav__title", toggle.parentElement);
      const label = first(`label.md-nav__link[for="${toggle.id}"]`, toggle.parentElement);
      if (!title || !label) continue;
      const name = title.textContent.trim();
      const opener = button(label, toggle, named(WORDS.open, label.textContent.trim() || name));
      const back = button(title, toggle, named(WORDS.back, name), false);
      toggle.addEventListener("change", () => DRAWER.matches && (toggle.checked ? back : opener).focus());
    }
  }

  /* A radio is called what it is, not what its label changes to; the one in force is checked, also after a reload. */
  function palette() {
    const form = first("form[data-md-component=palette]");
    if (!form) return;
    const radios = [...form.querySelectorAll("input[type=radio][aria-label]")];
    const names = { default: WORDS.light, slate: WORDS.dark };
    const group = document.createElement("div");
    group.className = "tpm-palette";
    group.setAttribute("role", "radiogroup");
    group.setAttribute("aria-label", WORDS.view);
    group.append(...form.childNodes);
    form.append(group);
    for (const radio of radios) {
      const { mdColorMedia: media, mdColorScheme: scheme } = radio.dataset;
      const name = media === "(prefers-color-scheme)" ? WORDS.system : names[scheme];
      if (name) radio.setAttribute("aria-label", name);
    }
    const check = () => radios.forEach((radio) => (radio.checked = !radio.nextElementSibling.hidden));
    new MutationObserver(check).observe(form, { attributeFilter: ["hidden"], subtree: true });
    check();
  }

  /* Results are said, reached by Tab and left by Escape: the theme closes its search at either key. */
  function search() {
    const toggle = first("#__search");
    const field = first(".md-search__input");
    const part = first(".md-search");
    const label = first("label.md-header__button[for=__search]");
    if (!toggle || !label) return;
    const opener = button(label, toggle, WORDS.search, field !== null);
    if (!field) return; // Zensical's is another, and needs no more
    const closer = button(first("label.md-search__icon[for=__search]", part), toggle, WORDS.close, false);
    const close = () => toggle.checked && toggle.click();
    const open = () => toggle.checked || toggle.click();
    const cover = () => {
      closer.tabIndex = COVER.matches ? 0 : -1;
      closer.ariaHidden = String(!COVER.matches); // a picture beside the field
    };
    const keys = {
      Tab: () => part.querySelectorAll(".md-search-result__link").forEach((link) => (link.tabIndex = 0)),
      Shift: () => {},
      Escape: () => {
        if (document.activeElement === field) close();
        if (COVER.matches) opener.focus();
        else field.focus();
      },
    };
    field.required = false;
    first(".md-search-result__meta", part).setAttribute("role", "status");
    toggle.addEventListener("change", () => toggle.checked && field.focus());
    for (const type of ["input", "click"]) field.addEventListener(type, open);
    part.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !part.contains(event.relatedTarget)) close();
    });
    window.addEventListener(
      "keydown",
      (event) => {
        if (!toggle.checked || !part.contains(document.activeElement) || !(event.key in keys)) return;
        event.stopPropagation();
        keys[event.key]();
      },
      true,
    );
    COVER.addEventListener("change", cover);
    cover();
  }

  drawer();
  nested();
  palette();
  search();
})();
