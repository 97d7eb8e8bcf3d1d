/* Small comforts. Every page works without this file. */
(() => {
  "use strict";

  // The heading of an error summary takes the focus, also when htmx put it there.
  const focusFouten = (plek) => plek.querySelector("[data-focus]")?.focus();
  // A new page does that with `autofocus`; here only for browsers that know it for form controls alone.
  const focusNieuw = () => document.activeElement === document.body && focusFouten(document);

  // A form goes out once: a second press while the first is under way is ignored.
  const verzendEenmaal = (gebeurtenis) => {
    const formulier = gebeurtenis.target;
    if (!formulier.matches("form[data-eenmalig]")) return;
    if (formulier.dataset.onderweg) {
      gebeurtenis.preventDefault();
      return;
    }
    formulier.dataset.onderweg = "ja";
    for (const knop of formulier.querySelectorAll("button[type=submit]")) knop.setAttribute("aria-disabled", "true");
  };
  const maakVrij = () => {
    for (const formulier of document.querySelectorAll("form[data-onderweg]")) {
      delete formulier.dataset.onderweg;
      for (const knop of formulier.querySelectorAll("button[aria-disabled]")) knop.removeAttribute("aria-disabled");
    }
  };

  // Drop-downs of the header close with Escape and when one goes elsewhere.
  const sluit = (behalve) => {
    for (const uitklap of document.querySelectorAll("details[data-uitklap][open]")) {
      if (!behalve || !uitklap.contains(behalve)) uitklap.open = false;
    }
  };
  // "?" shows the keys of the page, or opens the manual; "/" and Ctrl K go to the search field; never while somebody
  // types. Keys of one sign can be switched off.
  const toetsenAan = () => window.localStorage.getItem("sneltoetsen") !== "uit";
  const schakelaar = () => {
    const vakje = document.querySelector("[data-toetsen-aan]");
    if (!vakje) return;
    vakje.checked = toetsenAan();
    vakje.addEventListener("change", () => window.localStorage.setItem("sneltoetsen", vakje.checked ? "aan" : "uit"));
  };
  const typt = (el) => el.matches("input, textarea, select, [contenteditable]");
  const sneltoets = (gebeurtenis) => {
    const { key, ctrlKey, metaKey, altKey, target } = gebeurtenis;
    const zoek = (ctrlKey || metaKey) && key.toLowerCase() === "k";
    if (altKey || document.querySelector("dialog[open]") || (!zoek && (ctrlKey || metaKey || typt(target) || !toetsenAan()))) return;
    const doel = key === "?" ? document.querySelector("dialog[data-toetsen]") ?? document.querySelector("[data-uitleg]")
      : zoek || key === "/" ? zichtbaar("[data-snelzoek], main [type=search]") : null;
    if (!doel) return;
    gebeurtenis.preventDefault();
    if (doel.showModal) doel.showModal();
    else if (key === "?") doel.click();
    else doel.select();
  };
  const zichtbaar = (wat) => [...document.querySelectorAll(wat)].find((el) => el.getClientRects().length);
  const bijToets = (gebeurtenis) => {
    sneltoets(gebeurtenis);
    if (gebeurtenis.key !== "Escape") return;
    const open = document.activeElement?.closest("details[data-uitklap][open]");
    sluit(null);
    open?.querySelector("summary").focus();
  };

  // Links in the error summary put the cursor in the field, not only on the screen.
  const naarVeld = (gebeurtenis) => {
    const link = gebeurtenis.target.closest(".foutoverzicht a[href^='#']");
    const veld = link && document.getElementById(link.hash.slice(1));
    if (!veld) return;
    gebeurtenis.preventDefault();
    const bediening = veld.matches("input, select, textarea") ? veld : veld.querySelector("input, select, textarea");
    const zichtbaar = bediening?.dataset.comboboxInvoer ? document.getElementById(bediening.dataset.comboboxInvoer) : bediening;
    (zichtbaar ?? veld).focus();
    (zichtbaar ?? veld).closest(".veld")?.scrollIntoView({ block: "start" });
  };

  // Wide screens have room for the filters; on a phone, and for who works here, the results come first.
  const filters = () => {
    if (document.body.classList.contains("werk")) return;
    if (!window.matchMedia("(min-width: 60rem)").matches) return;
    for (const balk of document.querySelectorAll("details[data-filterbalk]")) balk.open = true;
  };

  // What was typed into a part while its successor was on its way, stays: its boxes get back what they held.
  const getypt = new Map();
  const onthoud = (gebeurtenis) => {
    const doel = gebeurtenis.detail.target;
    if (!doel?.matches?.("[data-houdt-getypt]")) return;
    getypt.clear();
    for (const veld of doel.querySelectorAll("input[type=text], input[type=number], input[inputmode], textarea")) {
      getypt.set(veld.name, [veld.value, veld === document.activeElement]);
    }
  };
  const geefTerug = () => {
    for (const [naam, [waarde, had]] of getypt) {
      const veld = document.querySelector(`[data-houdt-getypt] [name="${naam}"]`);
      if (!veld) continue;
      if (waarde) veld.value = waarde;
      if (had) veld.focus();
    }
    getypt.clear();
  };

  // One page with whom to call is kept for when there is no connection (templates/hulp/bewaarder.txt).
  const bewaarder = () => navigator.serviceWorker?.register("/bewaarder.js").catch(() => {});

  window.addEventListener("load", bewaarder);
  document.addEventListener("htmx:beforeSwap", onthoud);
  document.addEventListener("htmx:afterSettle", geefTerug);
  document.addEventListener("DOMContentLoaded", filters);
  document.addEventListener("DOMContentLoaded", schakelaar);
  window.addEventListener("load", () => window.requestAnimationFrame(focusNieuw));
  document.addEventListener("submit", verzendEenmaal);
  document.addEventListener("keydown", bijToets);
  document.addEventListener("click", (gebeurtenis) => {
    sluit(gebeurtenis.target);
    naarVeld(gebeurtenis);
  });
  document.addEventListener("focusin", (gebeurtenis) => sluit(gebeurtenis.target));
  document.addEventListener("htmx:afterSwap", (gebeurtenis) => focusFouten(gebeurtenis.target));
  document.addEventListener("htmx:afterRequest", maakVrij);
  window.addEventListener("pageshow", (gebeurtenis) => gebeurtenis.persisted && maakVrij());
})();
