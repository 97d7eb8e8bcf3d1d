/* After an act the focus stays where it was done: on the same row, or when that is gone on the row that took its place.
   For a part that htmx swaps and for a whole page that loads again alike; the next tab never starts in the footer. */
(() => {
  "use strict";

  const SLEUTEL = "marktplein.focus";
  const RIJ = "[data-rij], main li[id], main tr[id], main article[id], main section[id]";
  const bedienbaar = "button:not([disabled]), a[href], input:not([type=hidden]), select, textarea, summary";

  // The places to go back to, best first: the control itself, its row, the rows after it, those before it, the list.
  const plekken = (el) => {
    const rij = el.closest(RIJ);
    if (!rij) return [el.id, el.closest("[id]")?.id].filter(Boolean);
    const rijen = [...rij.parentElement.children].filter((ander) => ander.id);
    const hier = rijen.indexOf(rij);
    const volgorde = [...rijen.slice(hier), ...rijen.slice(0, hier).reverse()];
    return [el.id, ...volgorde.map((ander) => ander.id), rij.parentElement.closest("[id]")?.id].filter(Boolean);
  };

  const zet = (el) => {
    const doel = el.matches(bedienbaar) ? el : el.querySelector(`form button:not([disabled])`) ?? el.querySelector(bedienbaar) ?? el;
    if (doel === el && !el.matches(bedienbaar)) el.tabIndex = -1;
    doel.focus();
  };

  const kwijt = () => !document.activeElement || document.activeElement === document.body;
  const terug = (ids) => {
    if (!kwijt()) return;
    const gevonden = ids.map((id) => document.getElementById(id)).find(Boolean);
    if (gevonden) zet(gevonden);
  };

  // htmx: the element that asked may be gone after the swap.
  const onderweg = new WeakMap();
  document.addEventListener("htmx:beforeRequest", ({ detail }) => onderweg.set(detail.xhr, plekken(detail.elt)));
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    const ids = onderweg.get(detail.xhr);
    if (ids && detail.requestConfig?.verb !== "get") terug(ids);
  });

  // A whole page: remembered for this tab, used once, and only when the same page comes back.
  document.addEventListener("submit", ({ target, submitter }) => {
    if (target.method !== "post" || !target.closest("main")) return;
    sessionStorage.setItem(SLEUTEL, JSON.stringify({ pad: location.pathname, ids: plekken(submitter ?? target) }));
  });
  window.addEventListener("load", () => {
    const bewaard = JSON.parse(sessionStorage.getItem(SLEUTEL) ?? "null");
    sessionStorage.removeItem(SLEUTEL);
    if (bewaard?.pad !== location.pathname || document.querySelector("[data-focus]")) return;
    window.requestAnimationFrame(() => terug(bewaard.ids));
  });
})();
