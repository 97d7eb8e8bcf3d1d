/* Keys of the screen of who answers the telephone. Without this file everything is reached with Tab and Enter. */
(() => {
  "use strict";

  const aan = () => window.localStorage.getItem("sneltoetsen") !== "uit";
  const typt = (el) => el.matches("input, textarea, select, [contenteditable]");
  const open = () => document.querySelector("details[data-kcc-antwoord][open]");

  // Older browsers leave the others open.
  const toon = (antwoord) => {
    for (const ander of document.querySelectorAll("details[data-kcc-antwoord][open]")) ander.open = ander === antwoord;
    antwoord.open = true;
    antwoord.querySelector("summary").focus();
    antwoord.scrollIntoView({ block: "nearest" });
  };

  const doe = (key) => {
    if (/^[1-9]$/.test(key)) {
      const antwoord = document.querySelector(`details[data-kcc-antwoord="${key}"]`);
      if (antwoord) toon(antwoord);
      return Boolean(antwoord);
    }
    if (key === "n") {
      document.querySelector("[data-kcc-vraag]")?.select();
      return true;
    }
    const knop = key === "s" ? open()?.querySelector("[data-kcc-toets=s]") : key === "t" ? document.querySelector("[data-kcc-toets=t]") : null;
    knop?.click();
    return Boolean(knop);
  };

  document.addEventListener("keydown", (gebeurtenis) => {
    const { key, ctrlKey, metaKey, altKey, target } = gebeurtenis;
    if (ctrlKey || metaKey || altKey || typt(target) || document.querySelector("dialog[open]") || !aan()) return;
    if (doe(key)) gebeurtenis.preventDefault();
  });
})();
