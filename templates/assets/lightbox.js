/* Shows the pictures of a page large, one after the other, without leaving it. Without this script the link of a
   picture leads to its file. */
(() => {
  "use strict";

  const WORDS = window.tpmWords ?? {};
  const links = [...document.querySelectorAll(":is(.tpm-picture, .tpm-compared__one) > a")];
  let at = 0;
  let opener = null;

  function made(tag, parent, attributes) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    parent.append(element);
    return element;
  }

  function button(sign, name, pressed) {
    const element = made("button", box, { type: "button", class: `tpm-lightbox__${sign}`, "aria-label": name, title: name });
    element.addEventListener("click", pressed);
    return element;
  }

  function show(index) {
    at = (index + links.length) % links.length;
    const text = links[at].querySelector("img").alt;
    const place = links.length > 1 ? WORDS.picture?.replace("{k}", at + 1).replace("{n}", links.length) : "";
    picture.removeAttribute("src"); // else the picture before stands above the words of this one
    picture.src = links[at].href;
    picture.alt = text;
    title.textContent = text;
    count.textContent = place;
  }

  if (!links.length || !window.HTMLDialogElement) return;

  const box = made("dialog", document.body, { class: "tpm-lightbox", "aria-labelledby": "tpm-lightbox" });
  const said = made("p", box, { class: "tpm-lightbox__said", "aria-live": "polite" });
  const title = made("span", said, { id: "tpm-lightbox" });
  said.append(" ");
  const count = made("small", said, {});
  const picture = made("img", box, {});
  const keys = {};
  if (links.length > 1) {
    button("previous", WORDS.previous, (keys.ArrowLeft = () => show(at - 1)));
    button("next", WORDS.next, (keys.ArrowRight = () => show(at + 1)));
  }
  button("close", WORDS.close, () => box.close()).autofocus = true;

  for (const [index, link] of links.entries()) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // asked for as a file
      event.preventDefault();
      opener = link;
      show(index);
      box.showModal();
    });
  }
  box.addEventListener("keydown", (event) => {
    event.stopPropagation(); // letters are commands of the theme's
    keys[event.key]?.();
  });
  box.addEventListener("click", (event) => event.target === box && box.close());
  box.addEventListener("close", () => opener.focus());
})();
