/* Quick search: the arrows go through what was found, Enter opens it, Escape closes it. Without this file the field
   sends its form, and Tab goes through what was found. */
(() => {
  "use strict";

  const lijst = () => document.getElementById("snelzoek-treffers");
  const veld = () => document.getElementById("snelzoek");
  const treffers = () => [...lijst().querySelectorAll("a, button")];

  const ga = (stap) => {
    const alle = treffers();
    const doel = alle.indexOf(document.activeElement) + stap;
    if (doel < 0) return veld().focus();
    alle[Math.min(doel, alle.length - 1)]?.focus();
  };
  const sluit = () => {
    if (!lijst().childElementCount) return false;
    lijst().replaceChildren();
    veld().focus();
    return true;
  };
  const bijToets = (gebeurtenis) => {
    const { key, target, isComposing } = gebeurtenis;
    if (isComposing || !target.closest?.(".snelzoek")) return;
    const stap = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (stap ? !treffers().length : key !== "Escape" || !sluit()) return;
    gebeurtenis.preventDefault();
    gebeurtenis.stopPropagation();
    // From the field the first step is to the first result: there the index is -1.
    if (stap && !(target === veld() && stap < 0)) ga(stap);
  };
  // An answer that comes after Escape, or after the field was left, opens nothing.
  const bijAntwoord = (gebeurtenis) => {
    if (gebeurtenis.detail.target?.id === "snelzoek-treffers" && !veld().value.trim()) gebeurtenis.detail.shouldSwap = false;
  };

  document.addEventListener("keydown", bijToets, true);
  document.addEventListener("htmx:beforeSwap", bijAntwoord);
})();
