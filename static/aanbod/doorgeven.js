/* Copy, share and print: without JavaScript the buttons are not there, and the fields can be selected. */
(() => {
  "use strict";

  const kopieer = async (knop) => {
    const veld = document.getElementById(knop.dataset.kopieer);
    const woord = knop.querySelector("span");
    const eerst = woord.textContent;
    try {
      await navigator.clipboard.writeText(veld.value);
    } catch {
      veld.focus();
      veld.select();
      return;
    }
    woord.textContent = knop.dataset.gelukt;
    setTimeout(() => { woord.textContent = eerst; }, 2500);
  };

  for (const knop of document.querySelectorAll("[data-kopieer]")) {
    knop.hidden = false;
    knop.addEventListener("click", () => kopieer(knop));
  }
  for (const knop of document.querySelectorAll("[data-deel]")) {
    if (!navigator.share) continue;
    knop.hidden = false;
    knop.addEventListener("click", () => {
      // Closing the list of apps is no mistake.
      navigator.share({ title: knop.dataset.titel, url: knop.dataset.deel }).catch(() => {});
    });
  }
  for (const knop of document.querySelectorAll("[data-druk-af]")) {
    knop.hidden = false;
    knop.addEventListener("click", () => window.print());
  }
})();
