/* Loads the page again when the workspace was saved; the preview adds it on the wire, no build carries it.
   A browser keeps few connections to one server: one tab listens, and tells the others. What is not looked at waits. */
(() => {
  "use strict";

  const seen = document.currentScript.dataset.revision;
  const others = new BroadcastChannel("tpm-audit-preview");
  let latest = seen;

  function hear(revision) {
    latest = revision;
    if (latest !== seen && document.visibilityState === "visible") location.reload(); // it stays where it is scrolled to
  }

  function listen() {
    const events = new EventSource("/_tpm-audit/events");
    events.addEventListener("revision", (event) => {
      others.postMessage(event.data);
      hear(event.data);
    });
  }

  others.addEventListener("message", (event) => hear(event.data));
  document.addEventListener("visibilitychange", () => hear(latest));
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  // Held as long as this page is there; a page by plain http from another machine has no locks and listens for itself.
  if (navigator.locks) navigator.locks.request("tpm-audit-preview", () => new Promise(listen));
  else listen();
})();
