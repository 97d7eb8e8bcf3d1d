/* Draws line charts from a table on the page.

   <div data-grafieken="id-of-table"> holds figures; data-kolommen names the columns of that table (1 is the first after
   the row header), data-eenheid what stands behind a number. The table is the truth: it stays on the page, a cell's
   number is in data-waarde, and a row without a number leaves a gap. Colours and letters come from the style sheet. */
(() => {
  "use strict";

  const stijl = getComputedStyle(document.documentElement);
  const kleur = (naam, anders) => stijl.getPropertyValue(naam).trim() || anders;
  // Lines differ in colour, in dashes and in the shape of their points.
  const LIJNEN = [
    { kleur: kleur("--mp-kers", "#86294f"), streep: [], punt: "circle" },
    { kleur: kleur("--mp-info", "#1f5a8a"), streep: [6, 4], punt: "rectRot" },
    { kleur: kleur("--mp-goed", "#1e6b4a"), streep: [2, 3], punt: "triangle" },
  ];

  const lees = (tabel) => ({
    koppen: [...tabel.tHead.rows[0].cells].map((cel) => cel.textContent.trim()),
    rijen: [...tabel.tBodies[0].rows].map((rij) => ({
      naam: rij.cells[0].textContent.trim(),
      kort: rij.cells[0].querySelector("[data-kort]")?.dataset.kort ?? rij.cells[0].textContent.trim(),
      waarden: [...rij.cells].map((cel) => (cel.dataset.waarde === undefined ? null : Number(cel.dataset.waarde))),
    })),
  });

  const getal = (waarde, eenheid) => `${waarde.toLocaleString("nl-NL")}${eenheid}`;

  const samenvatting = (naam, gegevens, kolommen, eenheid) => {
    const delen = kolommen.map((kolom) => {
      const waarden = gegevens.rijen.map((rij) => rij.waarden[kolom]).filter((waarde) => waarde !== null);
      if (!waarden.length) return "";
      const eerst = getal(waarden[0], eenheid);
      return `${gegevens.koppen[kolom]}: van ${eerst} naar ${getal(waarden[waarden.length - 1], eenheid)}`;
    });
    return `Grafiek: ${naam}. ${delen.filter(Boolean).join("; ")}. De cijfers staan in de tabel eronder.`;
  };

  const teken = (figuur, gegevens) => {
    const kolommen = figuur.dataset.kolommen.split(" ").map(Number);
    const eenheid = figuur.dataset.eenheid ?? "";
    if (!gegevens.rijen.some((rij) => kolommen.some((kolom) => rij.waarden[kolom] !== null))) return false;
    figuur.hidden = false;
    const doek = document.createElement("canvas");
    doek.setAttribute("role", "img");
    doek.setAttribute(
      "aria-label",
      samenvatting(figuur.querySelector("figcaption").textContent.trim(), gegevens, kolommen, eenheid),
    );
    figuur.querySelector(".grafiek__vlak").append(doek);
    const inkt = kleur("--mp-inkt-zacht", "#5e5257");
    const raster = kleur("--mp-lijn", "#e6dccf");
    new Chart(doek, {
      type: "line",
      data: {
        labels: gegevens.rijen.map((rij) => rij.kort),
        datasets: kolommen.map((kolom, nummer) => {
          const lijn = LIJNEN[nummer % LIJNEN.length];
          return {
            label: gegevens.koppen[kolom],
            data: gegevens.rijen.map((rij) => rij.waarden[kolom]),
            borderColor: lijn.kleur,
            backgroundColor: lijn.kleur,
            borderDash: lijn.streep,
            pointStyle: lijn.punt,
            borderWidth: 2,
            pointRadius: 3,
            spanGaps: true,
          };
        }),
      },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        locale: "nl-NL",
        interaction: { mode: "index", intersect: false },
        plugins: {
          legend: { display: kolommen.length > 1, position: "bottom", labels: { usePointStyle: true, color: inkt } },
          tooltip: {
            callbacks: {
              title: (punten) => gegevens.rijen[punten[0].dataIndex].naam,
              label: (punt) => `${punt.dataset.label}: ${getal(punt.parsed.y, eenheid)}`,
            },
          },
        },
        scales: {
          x: { ticks: { color: inkt, maxRotation: 0, autoSkipPadding: 16 }, grid: { display: false } },
          y: {
            beginAtZero: eenheid !== "%",
            suggestedMin: eenheid === "%" ? 90 : undefined,
            suggestedMax: eenheid === "%" ? 100 : undefined,
            ticks: { color: inkt, maxTicksLimit: 6, callback: (waarde) => getal(waarde, eenheid) },
            grid: { color: raster },
          },
        },
      },
    });
    return true;
  };

  const begin = () => {
    if (typeof Chart === "undefined") return;
    Chart.defaults.font.family = kleur("--basis-text-font-family-default", "system-ui, sans-serif");
    Chart.defaults.font.size = 13;
    for (const vak of document.querySelectorAll("[data-grafieken]")) {
      const tabel = document.getElementById(vak.dataset.grafieken);
      if (!tabel) continue;
      const gegevens = lees(tabel);
      const getekend = [...vak.querySelectorAll("figure[data-kolommen]")].filter((figuur) => teken(figuur, gegevens));
      const meer = document.querySelector(`[data-dicht-bij-grafiek="${CSS.escape(tabel.id)}"]`);
      if (getekend.length && meer) meer.open = false;
    }
  };

  begin();
})();
