/* A map beside its list (_kaart.html), drawn by Leaflet without tiles.

   The list is the truth. A marker finds its items by the address of their links; pointing at one shows the other, and a
   press on a marker puts the focus on the link. What would lie over each other becomes one marker with how many it
   stands for, and comes apart when one comes closer. A name on the ground moves aside for a marker, or stays away. */
(() => {
  "use strict";

  const RINGEN_KM = [5, 10, 20];
  const KERNEN_VANAF = 11.5;
  const breed = matchMedia("(min-width: 64rem)");

  const SPELD = 28;
  // Round markers whose middles are further apart than this do not touch, also with the line around the one in use.
  const RUIMTE = SPELD + 6;

  const tekst = (klasse, woorden) => {
    const naam = document.createElement("span");
    naam.textContent = woorden;
    return L.divIcon({ className: klasse, html: naam, iconSize: null });
  };
  const stil = { interactive: false, keyboard: false };

  /* Names and rings; answers the names, the most important first, to be laid out beside the markers. */
  const grond = (kaart, gegevens) => {
    const namen = [];
    const zet = (plek, klasse, woorden, vanaf = 0) =>
      namen.push({ speld: L.marker(plek, { ...stil, icon: tekst(klasse, woorden) }).addTo(kaart), vanaf });
    const opGrootte = [...gegevens.plaatsen].sort((een, ander) => ander.groot - een.groot);
    for (const { naam, plek, groot } of opGrootte.filter(({ groot }) => groot)) {
      zet(plek, "plattegrond__plaats plattegrond__plaats--groot", naam);
    }
    for (const km of gegevens.midden ? RINGEN_KM : []) {
      const ring = L.circle(gegevens.midden, { ...stil, radius: km * 1000, className: "plattegrond__ring", weight: 1 });
      const boven = L.latLng(gegevens.midden).toBounds(km * 2000).getNorth();
      ring.addTo(kaart);
      zet([boven, gegevens.midden[1]], "plattegrond__km", `${km} km`);
    }
    for (const { naam, plek } of opGrootte.filter(({ groot }) => !groot)) {
      zet(plek, "plattegrond__plaats", naam, KERNEN_VANAF);
    }
    return namen;
  };

  const raakt = (een, ander) =>
    een.x < ander.x + ander.b && ander.x < een.x + een.b && een.y < ander.y + ander.h && ander.y < een.y + een.h;

  /* Where a name may stand around its place: the corner of its box, seen from that place. A distance lies on its ring. */
  const plekken = (b, h, opRing) => {
    const rand = SPELD / 2 + 2;
    if (opRing) return [[-b / 2, -h / 2]];
    return [[-b / 2, rand], [-b / 2, -rand - h], [rand, -h / 2], [-rand - b, -h / 2]];
  };

  const legNamen = (kaart, namen, bezet) => {
    const { x: breedte, y: hoogte } = kaart.getSize();
    for (const { speld, vanaf } of namen) {
      const vak = speld.getElement();
      const [b, h] = [vak.offsetWidth, vak.offsetHeight];
      const punt = kaart.latLngToContainerPoint(speld.getLatLng());
      const past = ([dx, dy]) => {
        const box = { x: punt.x + dx, y: punt.y + dy, b, h };
        const binnen = box.x >= 0 && box.y >= 0 && box.x + b <= breedte && box.y + h <= hoogte;
        return binnen && !bezet.some((ander) => raakt(box, ander)) && bezet.push(box);
      };
      const keus =
        kaart.getZoom() >= vanaf && plekken(b, h, vak.classList.contains("plattegrond__km")).find(past);
      vak.classList.toggle("plattegrond__naam--weg", !keus);
      if (keus) vak.style.translate = `${keus[0]}px ${keus[1]}px`;
    }
  };

  const lijstdelen = (adressen) =>
    [...document.querySelectorAll("main a[href]")]
      .filter((link) => adressen.includes(link.pathname) || adressen.includes(link.pathname + link.search))
      .map((link) => ({ link, vak: link.closest("li, tr, article") ?? link }));

  /* Points that would touch, together; the same whatever was shown before. */
  const bundel = (kaart, punten) => {
    const bundels = punten.map((punt) => ({ punten: [punt], xy: kaart.latLngToContainerPoint(punt.plek) }));
    const midden = (deel) => deel.reduce((som, { plek }) => som.add(kaart.latLngToContainerPoint(plek)), L.point(0, 0));
    const samen = () => {
      for (const [n, een] of bundels.entries()) {
        const m = bundels.findIndex((ander, k) => k > n && een.xy.distanceTo(ander.xy) < RUIMTE);
        if (m < 0) continue;
        een.punten.push(...bundels.splice(m, 1)[0].punten);
        een.xy = midden(een.punten).divideBy(een.punten.length);
        return true;
      }
      return false;
    };
    while (samen());
    return bundels;
  };

  /* The parts of the list that belong to each point, and what they do to the marker that shows it now. */
  const koppel = (punten) => {
    const gezien = new Set();
    for (const punt of punten) {
      punt.delen = lijstdelen(punt.adressen).filter(({ vak }) => !gezien.has(vak) && gezien.add(vak));
      punt.zet = () => {};
      for (const { vak } of punt.delen) {
        for (const soort of ["mouseenter", "focusin"]) vak.addEventListener(soort, () => punt.zet(true));
        for (const soort of ["mouseleave", "focusout"]) vak.addEventListener(soort, () => punt.zet(false));
      }
    }
  };

  const speld = (kaart, laag, { punten, xy }) => {
    const hier = punten.flatMap((punt) => punt.delen);
    const aantal = punten.reduce((som, punt) => som + punt.adressen.length, 0);
    const icoon = tekst("plattegrond__punt", aantal > 1 ? String(aantal) : "");
    icoon.options.iconSize = [SPELD, SPELD];
    const merk = L.marker(kaart.containerPointToLatLng(xy), { icon: icoon, keyboard: false }).addTo(laag);
    const namen = punten.flatMap((punt) => punt.namen).join(", ");
    merk.bindTooltip(() => Object.assign(document.createElement("span"), { textContent: namen }));
    const zet = (aan) => {
      merk.getElement()?.classList.toggle("plattegrond__punt--aan", aan);
      merk.setZIndexOffset(aan ? 1000 : 0);
      for (const { vak } of hier) vak.classList.toggle("op-kaart--aan", aan);
    };
    for (const punt of punten) punt.zet = zet;
    merk.on("mouseover", () => zet(true)).on("mouseout", () => zet(false));
    merk.on("click", () => {
      hier[0]?.link.focus({ preventScroll: punten.length > 1 });
      if (punten.length > 1) kaart.fitBounds(L.latLngBounds(punten.map(({ plek }) => plek)).pad(0.3));
    });
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
    const namen = grond(kaart, gegevens);
    const laag = L.layerGroup().addTo(kaart);
    koppel(gegevens.punten);
    let zoom = null;
    // Moving leaves the markers as they are, so that one that is pressed is still there; only names are laid out anew.
    const leg = () => {
      if (zoom !== kaart.getZoom()) {
        for (const punt of gegevens.punten) punt.zet(false);
        laag.clearLayers();
        for (const bundeltje of bundel(kaart, gegevens.punten)) speld(kaart, laag, bundeltje);
        zoom = kaart.getZoom();
      }
      const maat = kaart.getContainer().querySelector(".leaflet-control-scale");
      const { x: breedte, y: hoogte } = kaart.getSize();
      const bezet = [{ x: 0, y: hoogte - maat.offsetHeight - 8, b: Math.min(breedte, maat.offsetWidth + 8), h: hoogte }];
      laag.eachLayer((merk) => {
        const { x, y } = kaart.latLngToContainerPoint(merk.getLatLng());
        bezet.push({ x: x - SPELD / 2, y: y - SPELD / 2, b: SPELD, h: SPELD });
      });
      legNamen(kaart, namen, bezet);
    };
    kaart.on("zoomend moveend resize", leg);
    leg();
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
