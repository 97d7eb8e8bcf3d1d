/* A map beside its list (_kaart.html), drawn by Leaflet without tiles.

   The list is the truth. A marker finds its items by the address of their links; pointing at one shows the other, and a
   press on a marker puts the focus on the link. Kernen get their names when one comes closer. */
(() => {
  "use strict";

  const RINGEN_KM = [5, 10, 20];
  const KERNEN_VANAF = 11.5;
  const breed = matchMedia("(min-width: 64rem)");

  const tekst = (klasse, woorden) => {
    const naam = document.createElement("span");
    naam.textContent = woorden;
    return L.divIcon({ className: klasse, html: naam, iconSize: null });
  };
  const stil = { interactive: false, keyboard: false };

  const grond = (kaart, gegevens) => {
    const kernen = L.layerGroup();
    for (const { naam, plek, groot } of gegevens.plaatsen) {
      const icoon = tekst(`plattegrond__plaats${groot ? " plattegrond__plaats--groot" : ""}`, naam);
      L.marker(plek, { ...stil, icon: icoon }).addTo(groot ? kaart : kernen);
    }
    const kies = () => (kaart.getZoom() >= KERNEN_VANAF ? kernen.addTo(kaart) : kernen.remove());
    kaart.on("zoomend", kies);
    if (!gegevens.midden) return;
    for (const km of RINGEN_KM) {
      const ring = L.circle(gegevens.midden, { ...stil, radius: km * 1000, className: "plattegrond__ring", weight: 1 });
      const boven = L.latLng(gegevens.midden).toBounds(km * 2000).getNorth();
      ring.addTo(kaart);
      L.marker([boven, gegevens.midden[1]], { ...stil, icon: tekst("plattegrond__km", `${km} km`) }).addTo(kaart);
    }
  };

  const lijstdelen = (adressen) =>
    [...document.querySelectorAll("main a[href]")]
      .filter((link) => adressen.includes(link.pathname))
      .map((link) => ({ link, vak: link.closest("li, tr, article") ?? link }));

  const punten = (kaart, gegevens) => {
    const gezien = new Set();
    for (const punt of gegevens.punten) {
      const aantal = punt.adressen.length > 1 ? String(punt.adressen.length) : "";
      const icoon = tekst("plattegrond__punt", aantal);
      icoon.options.iconSize = [28, 28];
      const speld = L.marker(punt.plek, { icon: icoon, keyboard: false }).addTo(kaart);
      speld.bindTooltip(() => Object.assign(document.createElement("span"), { textContent: punt.namen.join(", ") }));
      const delen = lijstdelen(punt.adressen).filter(({ vak }) => !gezien.has(vak) && gezien.add(vak));
      const zet = (aan) => {
        speld.getElement().classList.toggle("plattegrond__punt--aan", aan);
        speld.setZIndexOffset(aan ? 1000 : 0);
        for (const { vak } of delen) vak.classList.toggle("op-kaart--aan", aan);
      };
      speld.on("mouseover", () => zet(true)).on("mouseout", () => zet(false));
      speld.on("click", () => delen[0]?.link.focus());
      for (const { vak } of delen) {
        vak.addEventListener("mouseenter", () => zet(true));
        vak.addEventListener("mouseleave", () => zet(false));
        vak.addEventListener("focusin", () => zet(true));
        vak.addEventListener("focusout", () => zet(false));
      }
    }
  };

  const teken = (vlak, gegevens) => {
    const kaart = L.map(vlak, {
      attributionControl: false,
      zoomControl: false,
      keyboard: false,
      scrollWheelZoom: false,
      fadeAnimation: false,
      zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      zoomSnap: 0.25,
      minZoom: 8,
      maxZoom: 15,
    });
    const plekken = gegevens.punten.map((punt) => punt.plek);
    if (gegevens.midden) plekken.push(gegevens.midden);
    kaart.fitBounds(L.latLngBounds(plekken).pad(0.15), { maxZoom: 13 });
    L.control.scale({ imperial: false }).addTo(kaart);
    grond(kaart, gegevens);
    punten(kaart, gegevens);
    kaart.fire("zoomend");
    return kaart;
  };

  const begin = (vak) => {
    const gegevens = JSON.parse(vak.querySelector("script").textContent);
    if (!gegevens.punten.length) return;
    let kaart = null;
    vak.addEventListener("toggle", () => {
      if (vak.open && !kaart) kaart = teken(vak.querySelector(".plattegrond__vlak"), gegevens);
      kaart?.invalidateSize();
    });
    for (const knop of vak.querySelectorAll("[data-zoom]")) {
      knop.addEventListener("click", () => kaart?.setZoom(kaart.getZoom() + Number(knop.dataset.zoom)));
    }
    vak.hidden = false;
    vak.open = breed.matches;
  };

  if (typeof L === "undefined") return;
  for (const vak of document.querySelectorAll("[data-plattegrond]")) begin(vak);
})();
