/* Leave quickly: the button, or Shift three times. The page is replaced by an ordinary one, so "back" does not return to
   it; what was typed here, and kept in this tab, is wiped. Without this file the button is a link. */
(() => {
  "use strict";

  const KEER = 3;
  const BINNEN = 2000;
  const knop = () => document.querySelector("[data-snel-weg]");

  const wis = () => {
    for (const formulier of document.forms) {
      for (const veld of formulier.elements) {
        if (veld.matches("input:not([type=hidden]), textarea")) veld.value = veld.defaultValue = "";
      }
    }
    for (const naam of Object.keys(sessionStorage)) if (naam.startsWith("marktplein.")) sessionStorage.removeItem(naam);
  };

  const weg = () => {
    wis();
    document.title = "Marktplein";
    document.documentElement.hidden = true;
    location.replace(knop().href);
  };

  let gedrukt = [];
  const bijToets = ({ key, repeat }) => {
    if (repeat) return;
    if (key !== "Shift") {
      gedrukt = [];
      return;
    }
    gedrukt = [...gedrukt.filter((moment) => Date.now() - moment < BINNEN), Date.now()];
    if (gedrukt.length >= KEER && knop()) weg();
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const regel of document.querySelectorAll("[data-met-script]")) regel.hidden = false;
  });
  document.addEventListener("keydown", bijToets);
  document.addEventListener("click", (gebeurtenis) => {
    if (!gebeurtenis.target.closest("[data-snel-weg]")) return;
    gebeurtenis.preventDefault();
    weg();
  });
  // Whoever comes "back" finds no page that the browser had kept as it was.
  window.addEventListener("pageshow", (gebeurtenis) => gebeurtenis.persisted && document.querySelector("[data-nood]") && location.reload());
})();
