/* A login ends after a while of silence. This warns five minutes before, and loses nothing that was typed: a form that
   was sent too late is filled in again after logging in. What was typed lies in this tab only (sessionStorage), from
   the moment of sending until the next page tells that it arrived; never a password, and never for somebody else. */
(() => {
  "use strict";

  const SLEUTEL = "marktplein.verzonden";
  const EINDE = "marktplein.sessie";
  const WAARSCHUW = 5 * 60;
  const HOUDBAAR = 60 * 60 * 1000;
  const TE_GROOT = 200_000;

  // --- what was typed ---
  const persoon = () => document.querySelector("[data-persoon]")?.dataset.persoon ?? "";
  const lees = () => JSON.parse(sessionStorage.getItem(SLEUTEL) ?? "null");
  const wis = () => sessionStorage.removeItem(SLEUTEL);
  const schrijf = (bewaard) => {
    const tekst = JSON.stringify(bewaard);
    if (tekst.length < TE_GROOT) sessionStorage.setItem(SLEUTEL, tekst);
  };
  const formulieren = () => [...document.querySelectorAll("main form")].filter((formulier) => formulier.method === "post" && !("onthoudNiet" in formulier.dataset));
  const telt = (veld) => veld.name && !["hidden", "password", "file", "submit", "button"].includes(veld.type);

  const velden = (formulier) => {
    const uit = [];
    for (const veld of formulier.elements) {
      if (!telt(veld)) continue;
      if (veld.type === "checkbox" || veld.type === "radio") uit.push([veld.name, veld.checked ? veld.value : null]);
      else if (veld.type === "select-multiple") uit.push([veld.name, [...veld.selectedOptions].map((keuze) => keuze.value)]);
      else uit.push([veld.name, veld.value]);
    }
    return uit;
  };

  const bewaar = (formulier, verlopen) => {
    if (formulier.querySelector("input[type=password]") || !formulieren().includes(formulier)) return;
    const plek = formulieren().indexOf(formulier);
    schrijf({ pad: location.pathname, persoon: persoon(), plek, velden: velden(formulier), verlopen, op: Date.now() });
  };

  const vul = (formulier, waarden) => {
    const rest = [...waarden];
    for (const veld of formulier.elements) {
      if (!telt(veld)) continue;
      const plaats = rest.findIndex(([naam, waarde]) =>
        naam === veld.name && (!["checkbox", "radio"].includes(veld.type) || waarde === null || waarde === veld.value));
      if (plaats < 0) continue;
      const [[, waarde]] = rest.splice(plaats, 1);
      if (veld.type === "checkbox" || veld.type === "radio") veld.checked = waarde !== null;
      else if (veld.type === "select-multiple") for (const keuze of veld.options) keuze.selected = waarde.includes(keuze.value);
      else veld.value = waarde;
    }
  };

  const zetTerug = (bewaard) => {
    const formulier = formulieren()[bewaard.plek];
    if (!formulier) return;
    vul(formulier, bewaard.velden);
    const melding = document.getElementById("teruggezet");
    if (melding) document.getElementById("meldingen")?.append(melding.content.cloneNode(true));
  };

  const bekijk = () => {
    const bewaard = lees();
    if (!bewaard) return;
    const vastgelopen = document.querySelector("[data-verlopen]");
    const wie = persoon();
    if (vastgelopen) {
      schrijf({ ...bewaard, verlopen: true });
      for (const regel of vastgelopen.querySelectorAll("[data-bewaard]")) regel.hidden = false;
    } else if (!bewaard.verlopen || Date.now() - bewaard.op > HOUDBAAR || (wie && wie !== bewaard.persoon)) {
      wis();
    } else if (wie === bewaard.persoon && bewaard.pad === location.pathname) {
      wis();
      zetTerug(bewaard);
    }
  };

  // --- a form that was refused, and left for another page ---
  // The page with the mistakes was posted, and a browser has no posted page to go back to. So its place in the history
  // asks for the page of the form, and what was typed lies in this tab until one is back there.
  const GEWEIGERD = "marktplein.geweigerd";
  const vergeet = () => sessionStorage.removeItem(GEWEIGERD);
  const geweigerd = () => {
    if (!document.querySelector("main .foutoverzicht")) return null;
    const fout = "[aria-invalid=true], .utrecht-form-field--invalid";
    return formulieren().find((formulier) => formulier.querySelector(fout)) ?? formulieren()[0] ?? null;
  };
  let verlaten = null;
  const onthoud = () => {
    if (!verlaten || verlaten.querySelector("input[type=password]")) return;
    const inhoud = { pad: location.pathname, persoon: persoon(), plek: formulieren().indexOf(verlaten), op: Date.now() };
    const tekst = JSON.stringify({ ...inhoud, velden: velden(verlaten) });
    if (tekst.length < TE_GROOT) sessionStorage.setItem(GEWEIGERD, tekst);
  };
  const bijTerug = () => {
    const bewaard = JSON.parse(sessionStorage.getItem(GEWEIGERD) ?? "null");
    const [reis] = performance.getEntriesByType("navigation");
    verlaten = geweigerd();
    if (verlaten) history.replaceState(history.state, "", document.body.dataset.adres ?? location.href);
    if (!bewaard || bewaard.pad !== location.pathname) return;
    vergeet();
    const terug = ["back_forward", "reload"].includes(reis?.type) && Date.now() - bewaard.op < HOUDBAAR;
    if (!verlaten && terug && bewaard.persoon === persoon()) zetTerug(bewaard);
  };

  document.addEventListener("DOMContentLoaded", bekijk);
  document.addEventListener("DOMContentLoaded", bijTerug);
  window.addEventListener("pagehide", onthoud);
  document.addEventListener("submit", ({ target }) => {
    verlaten = null;
    vergeet();
    if (target.matches("form[action*='/logout/']")) wis();
    else bewaar(target, false);
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful && !detail.xhr.getResponseHeader("HX-Redirect")) wis();
  });

  // --- the warning ---
  const begin = () => {
    const vlak = document.querySelector("[data-sessie]");
    if (!vlak) return;
    const tekst = vlak.querySelector("[data-sessie-tekst]");
    const blijf = vlak.querySelector("[data-sessie-blijf]");
    const weer = vlak.querySelector("[data-sessie-in]");
    // All tabs share one login: the tab that was used last tells the others.
    let einde = 0;
    const leef = (over) => {
      einde = Date.now() + over * 1000;
      localStorage.setItem(EINDE, String(einde));
      toon();
    };
    const zeg = (woorden) => {
      if (tekst.textContent !== woorden) tekst.textContent = woorden;
      vlak.classList.toggle("sessie--open", woorden !== "");
    };
    const toon = () => {
      const over = (einde - Date.now()) / 1000;
      const tijd = new Date(einde).toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
      if (over > WAARSCHUW) zeg("");
      else zeg(over > 0 ? vlak.dataset.straks.replace("{tijd}", tijd) : vlak.dataset.voorbij);
      blijf.hidden = over > WAARSCHUW || over <= 0;
      weer.hidden = over > 0;
    };

    blijf.addEventListener("submit", async (gebeurtenis) => {
      gebeurtenis.preventDefault();
      const antwoord = await fetch(blijf.action, { method: "POST", body: new FormData(blijf), redirect: "manual" });
      if (antwoord.ok) leef((await antwoord.json()).over);
      else leef(0);
    });
    weer.addEventListener("click", (gebeurtenis) => {
      gebeurtenis.preventDefault();
      const getypt = formulieren().find((formulier) => [...formulier.elements].some((veld) => telt(veld) && anders(veld)));
      if (getypt) bewaar(getypt, true);
      const terug = encodeURIComponent(location.pathname + location.search);
      location.assign(`${vlak.dataset.inloggen}?next=${terug}${getypt ? "&verlopen=1" : ""}`);
    });
    const anders = (veld) => veld.type === "checkbox" || veld.type === "radio"
      ? veld.checked !== veld.defaultChecked
      : "defaultValue" in veld ? veld.value !== veld.defaultValue : [...veld.options].some((keuze) => keuze.selected !== keuze.defaultSelected);

    window.addEventListener("storage", ({ key, newValue }) => {
      if (key !== EINDE || !newValue) return;
      einde = Math.max(einde, Number(newValue));
      toon();
    });
    document.addEventListener("htmx:afterRequest", ({ detail }) => detail.successful && leef(Number(vlak.dataset.sessie)));
    document.addEventListener("visibilitychange", toon);
    window.setInterval(toon, 10_000);
    leef(Number(vlak.dataset.sessie));
  };
  document.addEventListener("DOMContentLoaded", begin);
})();
