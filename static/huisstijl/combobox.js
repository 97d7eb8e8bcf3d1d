/* Turns <select data-combobox> into a box to type in (ARIA combobox with a listbox). The select stays and is sent. */
(() => {
  "use strict";

  const HOOGSTENS = 50;
  const kaal = (tekst) => tekst.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

  class Combobox {
    constructor(select) {
      this.select = select;
      this.actief = -1;
      this.bouw();
      this.luister();
    }

    bouw() {
      const { select } = this;
      this.omslag = document.createElement("div");
      this.omslag.className = "combobox";
      this.invoer = document.createElement("input");
      this.lijst = document.createElement("ul");
      Object.assign(this.invoer, { type: "text", id: `${select.id}_invoer`, className: "utrecht-textbox utrecht-textbox--html-input", autocomplete: "off" });
      const geen = select.querySelector("option[value='']");
      if (geen) this.invoer.placeholder = geen.textContent.trim();
      Object.assign(this.lijst, { id: `${select.id}_lijst`, className: "combobox__lijst", hidden: true });
      const label = select.labels[0];
      const kenmerken = { role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": this.lijst.id };
      for (const [naam, waarde] of Object.entries(kenmerken)) this.invoer.setAttribute(naam, waarde);
      for (const naam of ["aria-describedby", "aria-invalid", "required"]) {
        if (select.hasAttribute(naam)) this.invoer.setAttribute(naam, select.getAttribute(naam));
      }
      this.lijst.setAttribute("role", "listbox");
      this.lijst.setAttribute("aria-label", label?.firstChild?.textContent.trim() ?? "Keuzes");
      if (label) label.htmlFor = this.invoer.id;
      select.dataset.comboboxInvoer = this.invoer.id;
      select.hidden = true;
      select.before(this.omslag);
      this.omslag.append(this.invoer, this.lijst, select);
      this.toonGekozen();
    }

    luister() {
      this.invoer.addEventListener("input", () => this.open());
      this.invoer.addEventListener("click", () => this.open(true));
      this.invoer.addEventListener("keydown", (toets) => this.bijToets(toets));
      this.invoer.addEventListener("blur", () => this.verlaat());
      this.lijst.addEventListener("mousedown", (druk) => {
        druk.preventDefault();
        const regel = druk.target.closest("li[data-waarde]");
        if (regel) this.kies(regel);
      });
    }

    toonGekozen() {
      const gekozen = this.select.selectedOptions[0];
      this.invoer.value = gekozen?.value ? gekozen.textContent.trim() : "";
    }

    open(alles = false) {
      const zoek = alles ? "" : kaal(this.invoer.value);
      const passend = [...this.select.options].filter((optie) => optie.value && kaal(optie.textContent).includes(zoek));
      this.lijst.replaceChildren(...passend.slice(0, HOOGSTENS).map((optie, nummer) => this.regel(optie, nummer)));
      if (!passend.length) {
        const niets = document.createElement("li");
        niets.textContent = this.lijst.lang === "en" ? "Nothing found" : "Niets gevonden";
        niets.setAttribute("role", "option");
        niets.setAttribute("aria-disabled", "true");
        this.lijst.append(niets);
      }
      this.actief = -1;
      this.lijst.hidden = false;
      this.invoer.setAttribute("aria-expanded", "true");
    }

    regel(optie, nummer) {
      const li = document.createElement("li");
      li.id = `${this.lijst.id}_${nummer}`;
      li.dataset.waarde = optie.value;
      li.textContent = optie.textContent.trim();
      li.setAttribute("role", "option");
      li.setAttribute("aria-selected", "false");
      return li;
    }

    sluit() {
      this.lijst.hidden = true;
      this.invoer.setAttribute("aria-expanded", "false");
      this.invoer.removeAttribute("aria-activedescendant");
    }

    ga(stap) {
      if (this.lijst.hidden) this.open(true);
      const regels = [...this.lijst.querySelectorAll("li[data-waarde]")];
      if (!regels.length) return;
      regels[this.actief]?.setAttribute("aria-selected", "false");
      this.actief = (this.actief + stap + regels.length) % regels.length;
      regels[this.actief].setAttribute("aria-selected", "true");
      regels[this.actief].scrollIntoView({ block: "nearest" });
      this.invoer.setAttribute("aria-activedescendant", regels[this.actief].id);
    }

    kies(regel) {
      this.select.value = regel.dataset.waarde;
      this.toonGekozen();
      this.sluit();
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
    }

    // What was typed counts when it names one choice; an emptied box empties the choice.
    verlaat() {
      const zoek = kaal(this.invoer.value);
      const precies = [...this.select.options].find((optie) => optie.value && kaal(optie.textContent) === zoek);
      const nieuw = zoek === "" ? "" : precies?.value ?? this.select.value;
      if (nieuw !== this.select.value) {
        this.select.value = nieuw;
        this.select.dispatchEvent(new Event("change", { bubbles: true }));
      }
      this.toonGekozen();
      this.sluit();
    }

    bijToets(toets) {
      const open = !this.lijst.hidden;
      if (toets.key === "ArrowDown" || toets.key === "ArrowUp") {
        toets.preventDefault();
        this.ga(toets.key === "ArrowDown" ? 1 : this.actief < 0 ? 0 : -1);
      } else if (toets.key === "Enter" && open && this.actief >= 0) {
        toets.preventDefault();
        this.kies(this.lijst.querySelectorAll("li[data-waarde]")[this.actief]);
      } else if (toets.key === "Escape" && open) {
        toets.preventDefault();
        this.toonGekozen();
        this.sluit();
      }
    }
  }

  const maak = (plek) => {
    for (const select of plek.querySelectorAll("select[data-combobox]:not([data-combobox-invoer])")) new Combobox(select);
  };
  document.addEventListener("DOMContentLoaded", () => maak(document));
  document.addEventListener("htmx:afterSwap", (gebeurtenis) => maak(gebeurtenis.target));
})();
