/* A list of rows: keys, what is chosen, the panel beside it. Every list works without this file. */
(() => {
  "use strict";

  const BREED = window.matchMedia("(min-width: 75rem)");
  const OPEN = "open";
  // What the panel shows of a page: what was just said, and what the page is about.
  const INHOUD = "#meldingen > *, #inhoud > *, .zijbalk > *";
  // The title of the browser stays that of the list, whose address it is.
  const WISSEL = "innerHTML ignoreTitle:true";
  const kader = () => document.querySelector("[data-rijkader]");
  const paneel = () => document.getElementById("zijpaneel");
  const rijen = () => [...document.querySelectorAll("[data-rij]")];
  const link = (rij) => rij?.querySelector("[data-rij-link]");
  // What is folded cannot have the focus.
  const vouwOpen = (element) => {
    const vouw = element?.closest("details:not([open])");
    if (vouw) vouw.open = true;
    return element;
  };
  const rijVan = (element) => element?.closest?.("[data-rij]") ?? null;

  // --- what is chosen: the bar with acts stays away as long as nothing is ---
  const telKeuze = () => {
    const balk = document.querySelector("[data-rijkeuze]");
    if (!balk) return;
    const aantal = document.querySelectorAll(".rij__keus input:checked").length;
    balk.hidden = aantal === 0;
    balk.querySelector("[data-rijkeuze-aantal]").textContent = `${aantal} gekozen:`;
    document.getElementById("rijmelding")?.style.setProperty("--rijkeuze-hoog", `${balk.offsetHeight}px`);
  };

  // --- a row that htmx puts in place keeps the focus that was in it ---
  let wacht = "";
  const voorWissel = (gebeurtenis) => {
    const rij = rijVan(gebeurtenis.detail.target);
    if (rij && rij.contains(document.activeElement)) wacht = rij.id;
  };
  // In a list to work through, the focus goes on to the next row that still asks something.
  const volgende = (rij) => {
    if (!rij?.hasAttribute("data-rij-verder")) return null;
    const alle = rijen();
    return link(alle.slice(alle.indexOf(rij) + 1).find((r) => !r.matches("[data-rij-verder], .rij--wacht")));
  };
  const naWissel = () => {
    telKeuze();
    verdwijn();
    merk();
    if (!wacht) return;
    const rij = document.getElementById(wacht);
    wacht = "";
    const verder = volgende(rij);
    if (verder) return void vouwOpen(verder).focus({ preventScroll: false });
    // Taking back has ten seconds; any other button stays out of the way of Enter, which opens the row.
    (rij?.querySelector("[data-rij-focus]") ?? link(rij))?.focus({ preventScroll: true });
  };

  // What can no longer be taken back does not stay on the screen as if it could.
  const verdwijn = () => {
    for (const regel of document.querySelectorAll("[data-verdwijn]:not([data-telt])")) {
      regel.dataset.telt = "ja";
      window.setTimeout(() => regel.remove(), Number(regel.dataset.verdwijn) * 1000);
    }
  };
  let melding = 0;
  const toonMelding = () => {
    const plek = document.getElementById("rijmelding");
    if (!plek) return;
    window.clearTimeout(melding);
    melding = window.setTimeout(() => plek.replaceChildren(), 8000);
  };

  // --- the panel: the same page as behind the link, beside the list; its address is kept ---
  const gevraagd = () => new URL(window.location.href).searchParams.get(OPEN);
  const merk = () => {
    const nu = paneel()?.hidden ? "" : paneel()?.dataset.van;
    for (const rij of rijen()) rij.toggleAttribute("data-open", rij.dataset.rij === nu);
  };
  const zetAdres = (welke) => {
    const adres = new URL(window.location.href);
    if (welke) adres.searchParams.set(OPEN, welke);
    else adres.searchParams.delete(OPEN);
    if (adres.href !== window.location.href) window.history.pushState({ rijlijst: true }, "", adres);
  };
  // Forms in the panel answer in the panel, and the row beside it is read again (the list, when a row is not to be had
  // alone). An address that is told from the page itself ("?wijzig=3") is one of the page in the panel, not of the list.
  const inPaneel = (element, hoe, adres) => {
    const wat = { [hoe]: adres, "hx-target": "#zijpaneel-inhoud", "hx-select": INHOUD, "hx-swap": WISSEL };
    for (const [naam, waarde] of Object.entries(wat)) element.setAttribute(naam, waarde);
    window.htmx.process(element);
  };
  const maakEigen = (inhoud) => {
    for (const formulier of inhoud.querySelectorAll("form[method=post]:not([hx-post])")) {
      inPaneel(formulier, "hx-post", formulier.getAttribute("action") || paneel().dataset.adres);
    }
    for (const anker of inhoud.querySelectorAll("a[href^='?']")) {
      anker.href = paneel().dataset.adres.split("?")[0] + anker.getAttribute("href");
      inPaneel(anker, "hx-get", anker.href);
    }
    for (const anker of inhoud.querySelectorAll("[data-voorbij] a:not([hx-get])")) {
      inPaneel(anker, "hx-get", anker.getAttribute("href"));
    }
    for (const gezegd of inhoud.querySelectorAll(":scope > [data-flits]")) zeg(gezegd);
  };
  // What went well is told below and goes away; what did not, stays in the panel and is read aloud.
  const zeg = (gezegd) => {
    if (gezegd.dataset.flits !== "success") return gezegd.setAttribute("role", "alert");
    document.getElementById("rijmelding").textContent = gezegd.textContent.trim();
    gezegd.remove();
    toonMelding();
  };
  const haal = async (adres, focus) => {
    const deel = paneel();
    deel.dataset.adres = adres;
    deel.querySelector("[data-paneel-groot]").href = adres;
    await window.htmx.ajax("GET", adres, {
      target: "#zijpaneel-inhoud", source: "#zijpaneel-inhoud", select: INHOUD, swap: WISSEL,
    });
    if (focus) deel.focus({ preventScroll: true });
  };
  const openRij = (rij, { adres = true, focus = true } = {}) => {
    const deel = paneel();
    deel.hidden = false;
    deel.dataset.van = rij.dataset.rij;
    kader().classList.add("rijkader--paneel");
    if (adres) zetAdres(rij.dataset.rij);
    merk();
    return haal(link(rij).getAttribute("href"), focus);
  };
  const sluit = ({ adres = true } = {}) => {
    const deel = paneel();
    if (!deel || deel.hidden) return false;
    const rij = rijen().find((r) => r.dataset.rij === deel.dataset.van);
    deel.hidden = true;
    document.getElementById("zijpaneel-inhoud").replaceChildren();
    kader().classList.remove("rijkader--paneel");
    if (adres) zetAdres("");
    merk();
    link(rij)?.focus({ preventScroll: true });
    return true;
  };
  const volgAdres = () => {
    const rij = BREED.matches && rijen().find((r) => r.dataset.rij === gevraagd() && !link(r)?.dataset.rijLink);
    if (rij) openRij(rij, { adres: false, focus: false });
    else sluit({ adres: false });
  };
  const bijKlik = (gebeurtenis) => {
    if (gebeurtenis.target.closest("[data-paneel-dicht]")) return void sluit();
    const naam = gebeurtenis.target.closest("[data-rij-link]");
    const gewoon = gebeurtenis.button || gebeurtenis.ctrlKey || gebeurtenis.metaKey || gebeurtenis.shiftKey;
    if (!naam || naam.dataset.rijLink || gewoon || !BREED.matches || !paneel() || !window.htmx) return;
    gebeurtenis.preventDefault();
    openRij(rijVan(naam));
  };
  // The panel says which page it shows, so that the answer is never another page in it (marktplein.middleware.Paneel).
  const voorVerzoek = ({ detail }) => {
    if (detail.target?.id === "zijpaneel-inhoud") detail.headers["X-Paneel"] = paneel().dataset.adres;
  };
  // A form or a filter that was refused is shown again, with what is wrong.
  const toonGeweigerd = ({ detail }) => {
    if (!["zijpaneel-inhoud", "rijlijst"].includes(detail.target?.id) || ![409, 422].includes(detail.xhr.status)) return;
    detail.shouldSwap = true;
    detail.isError = false;
  };
  const leesLijst = (ook = "") => window.htmx.ajax("GET", window.location.href, {
    target: "#rijlijst", select: "#rijlijst", selectOOB: `#weergaven,#lijstaantal${ook}`, swap: "outerHTML",
  });
  // What was asked is done: the page in the panel is read again, unless somebody is typing in it.
  const typtIn = (inhoud) => [...inhoud.querySelectorAll("textarea, input")].some((veld) =>
    ["checkbox", "radio"].includes(veld.type) ? veld.checked !== veld.defaultChecked : veld.value !== veld.defaultValue);
  const leesPaneel = (inhoud) => {
    if (!inhoud.querySelector("[data-voorbij]") || typtIn(inhoud)) return null;
    return haal(paneel().dataset.adres.split("?")[0], [document.body, null].includes(document.activeElement));
  };
  const naVerzoek = async (gebeurtenis) => {
    const { elt, requestConfig, successful, xhr } = gebeurtenis.detail;
    const inhoud = document.getElementById("zijpaneel-inhoud");
    if (xhr.getResponseHeader("X-Paneel") === "klaar") {
      sluit();
      return void leesLijst(",#meldingen");
    }
    // What asks for itself when its ten seconds are over is replaced by its answer: htmx tells of its parent by now.
    const klaar = successful && (requestConfig.verb !== "get" || requestConfig.elt.matches("[data-uitstel]"));
    if (!inhoud?.contains(elt) || !klaar || xhr.getResponseHeader("HX-Redirect")) return;
    await leesPaneel(inhoud);
    if (paneel().hidden) return;
    const rij = rijen().find((r) => r.dataset.rij === paneel().dataset.van);
    if (rij?.dataset.rijUrl) return void window.htmx.ajax("GET", rij.dataset.rijUrl, { target: rij, swap: "outerHTML" });
    leesLijst();
  };

  // --- keys ---
  const toetsenAan = () => window.localStorage.getItem("sneltoetsen") !== "uit";
  const typt = (element) => element.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const naar = (stap) => {
    const alle = rijen();
    const nu = alle.indexOf(rijVan(document.activeElement));
    const doel = alle[nu < 0 ? 0 : Math.min(alle.length - 1, Math.max(0, nu + stap))];
    vouwOpen(link(doel))?.focus();
    doel?.scrollIntoView({ block: "nearest" });
  };
  const kies = () => {
    const vakje = rijVan(document.activeElement)?.querySelector(".rij__keus input");
    vakje?.click();
  };
  const druk = (toets) => rijVan(document.activeElement)?.querySelector(`[data-toets="${toets}"]`);
  const doe = {
    // A list without a field of its own is searched with everything else.
    "/": () => (document.querySelector("[data-rijzoek-veld]") ?? document.getElementById("snelzoek"))?.focus(),
    "?": () => document.getElementById("rijtoetsen")?.showModal(),
    j: () => naar(1),
    k: () => naar(-1),
    x: kies,
  };
  const bijToets = (gebeurtenis) => {
    if (gebeurtenis.defaultPrevented || !kader()) return;
    if (gebeurtenis.key === "Escape" && !document.querySelector("dialog[open]")) return void sluit();
    if (gebeurtenis.ctrlKey || gebeurtenis.metaKey || gebeurtenis.altKey || typt(gebeurtenis.target)) return;
    if (document.querySelector("dialog[open]") || !toetsenAan()) return;
    const knop = gebeurtenis.key.length === 1 && /[a-z]/.test(gebeurtenis.key) ? druk(gebeurtenis.key) : null;
    if (!knop && !(gebeurtenis.key in doe)) return;
    gebeurtenis.preventDefault();
    gebeurtenis.stopPropagation();
    if (knop) knop.click();
    else doe[gebeurtenis.key]();
  };

  // --- a choice acts at once; what is empty stays out of the address ---
  const zonderLeeg = (gebeurtenis) => {
    if (!gebeurtenis.detail.elt.matches("[data-rijzoek]")) return;
    const velden = gebeurtenis.detail.parameters;
    for (const naam of Object.keys(velden)) if (velden[naam] === "") delete velden[naam];
  };
  const zetDichtheid = (gebeurtenis) => {
    const formulier = gebeurtenis.target;
    if (!formulier.matches("[data-dichtheid-form]")) return;
    gebeurtenis.preventDefault();
    const knop = formulier.querySelector("[data-dichtheid-knop]");
    const nieuw = knop.value;
    const velden = new FormData(formulier);
    velden.set("dichtheid", nieuw);
    window.fetch(formulier.action, { method: "POST", body: velden, redirect: "manual", keepalive: true });
    kader().dataset.dichtheid = nieuw;
    knop.value = nieuw === "compact" ? "ruim" : "compact";
    knop.querySelector("span").textContent = nieuw === "compact" ? "Ruimer" : "Compacter";
  };

  document.addEventListener("DOMContentLoaded", () => {
    telKeuze();
    verdwijn();
    volgAdres();
  });
  document.addEventListener("keydown", bijToets, true);
  document.addEventListener("click", bijKlik);
  document.addEventListener("change", (gebeurtenis) => gebeurtenis.target.closest(".rij__keus") && telKeuze());
  document.addEventListener("change", (gebeurtenis) => gebeurtenis.target.closest("[data-rijzoek-heel]")?.requestSubmit());
  document.addEventListener("submit", zetDichtheid);
  document.addEventListener("htmx:configRequest", zonderLeeg);
  document.addEventListener("htmx:configRequest", voorVerzoek);
  document.addEventListener("htmx:beforeSwap", toonGeweigerd);
  document.addEventListener("htmx:beforeSwap", voorWissel);
  document.addEventListener("htmx:afterSettle", (gebeurtenis) => {
    naWissel();
    if (paneel() && !paneel().hidden) maakEigen(document.getElementById("zijpaneel-inhoud"));
  });
  document.addEventListener("htmx:oobAfterSwap", toonMelding);
  document.addEventListener("htmx:afterRequest", naVerzoek);
  window.addEventListener("popstate", volgAdres);
})();
