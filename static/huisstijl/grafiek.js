/* Draws charts from a table on the page (_grafiek.html).

   <div data-grafieken="id-of-table"> holds figures; data-kolommen names the columns of that table (1 is the first after
   the row header), data-eenheid what stands behind a number; data-slechtst makes bars, the row with most of that column
   first. The table is the truth: it stays on the page, a cell's number is in data-waarde, and a row without a number
   leaves a gap. Colours and letters come from the style sheet, or from the visitor where colours are forced. */
(() => {
  "use strict";

  const stijl = getComputedStyle(document.documentElement);
  const gedwongen = matchMedia("(forced-colors: active)").matches;
  const kleur = (naam, anders, systeem) => (gedwongen ? systeem : stijl.getPropertyValue(naam).trim() || anders);
  // Lines differ in colour, in dashes and in the shape of their points; bars in colour and in hatching.
  const LIJNEN = [
    { kleur: kleur("--mp-kers", "#86294f", "CanvasText"), streep: [], punt: "circle", arcering: 0 },
    { kleur: kleur("--mp-info", "#1f5a8a", "LinkText"), streep: [6, 4], punt: "rectRot", arcering: 6 },
    { kleur: kleur("--mp-goed", "#1e6b4a", "GrayText"), streep: [2, 3], punt: "triangle", arcering: 3 },
  ];
  const VLAK = kleur("--mp-wit", "#fff", "Canvas");

  /* The colour itself, or stripes of it on the ground. */
  const vulling = ({ kleur: van, arcering }) => {
    if (!arcering) return van;
    const tegel = document.createElement("canvas");
    tegel.width = tegel.height = arcering * 2;
    const pen = tegel.getContext("2d");
    pen.fillStyle = VLAK;
    pen.fillRect(0, 0, tegel.width, tegel.height);
    pen.fillStyle = van;
    pen.fillRect(0, 0, arcering, tegel.height);
    return pen.createPattern(tegel, "repeat");
  };

  const lees = (tabel) => ({
    koppen: [...tabel.tBodies[0].rows[0].cells].map((cel) => cel.dataset.kop ?? ""),
    rijen: [...tabel.tBodies[0].rows].map((rij) => ({
      naam: rij.cells[0].textContent.trim(),
      kort: rij.cells[0].querySelector("[data-kort]")?.dataset.kort ?? rij.cells[0].textContent.trim(),
      waarden: [...rij.cells].map((cel) => (cel.dataset.waarde === undefined ? null : Number(cel.dataset.waarde))),
    })),
  });

  const getal = (waarde, eenheid) => `${waarde.toLocaleString("nl-NL")}${eenheid}`;

  // A row with nothing to draw stands in the table only.
  const slechtsteEerst = (gegevens, kolommen, kolom) => ({
    ...gegevens,
    rijen: gegevens.rijen
      .filter((rij) => kolommen.some((nummer) => rij.waarden[nummer] > 0))
      .sort((a, b) => (b.waarden[kolom] ?? -1) - (a.waarden[kolom] ?? -1)),
  });

  const samenvattingBalken = (naam, gegevens, kolom, eenheid) => {
    const { naam: wie, waarden } = gegevens.rijen[0];
    const meest = waarden[kolom] === null ? "" : ` ${gegevens.koppen[kolom]}: ${wie} ${getal(waarden[kolom], eenheid)}.`;
    return `Grafiek: ${naam}.${meest} De cijfers staan in de tabel eronder.`;
  };

  const samenvatting = (naam, gegevens, kolommen, eenheid) => {
    const delen = kolommen.map((kolom) => {
      const waarden = gegevens.rijen.map((rij) => rij.waarden[kolom]).filter((waarde) => waarde !== null);
      if (!waarden.length) return "";
      const eerst = getal(waarden[0], eenheid);
      return `${gegevens.koppen[kolom]}: van ${eerst} naar ${getal(waarden[waarden.length - 1], eenheid)}`;
    });
    return `Grafiek: ${naam}. ${delen.filter(Boolean).join("; ")}. De cijfers staan in de tabel eronder.`;
  };

  const reeks = (gegevens, kolom, nummer) => {
    const lijn = LIJNEN[nummer % LIJNEN.length];
    return {
      label: gegevens.koppen[kolom],
      data: gegevens.rijen.map((rij) => rij.waarden[kolom]),
      borderColor: lijn.kleur,
      pointStyle: lijn.punt,
      borderWidth: 2,
      lijn,
    };
  };

  const inkt = kleur("--mp-inkt-zacht", "#5e5257", "CanvasText");
  const raster = kleur("--mp-lijn", "#e6dccf", "GrayText");

  const opties = (gegevens, kolommen, eenheid, waarde) => ({
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    locale: "nl-NL",
    plugins: {
      legend: { display: kolommen.length > 1, position: "bottom", labels: { color: inkt } },
      tooltip: {
        callbacks: {
          title: (punten) => gegevens.rijen[punten[0].dataIndex].naam,
          label: (punt) => `${punt.dataset.label}: ${getal(punt.parsed[waarde], eenheid)}`,
        },
      },
    },
  });
  const waardeAs = (eenheid) => ({
    ticks: { color: inkt, maxTicksLimit: 6, callback: (waarde) => getal(waarde, eenheid) },
    grid: { color: raster },
  });

  const lijnen = (gegevens, kolommen, eenheid) => {
    const basis = opties(gegevens, kolommen, eenheid, "y");
    basis.interaction = { mode: "index", intersect: false };
    basis.plugins.legend.labels.usePointStyle = true;
    const procent = eenheid === "%";
    basis.scales = {
      x: { ticks: { color: inkt, maxRotation: 0, autoSkipPadding: 16 }, grid: { display: false } },
      y: {
        ...waardeAs(eenheid),
        beginAtZero: !procent,
        suggestedMin: procent ? 90 : undefined,
        suggestedMax: procent ? 100 : undefined,
      },
    };
    const datasets = kolommen.map((kolom, nummer) => {
      const deel = reeks(gegevens, kolom, nummer);
      return {
        ...deel, backgroundColor: deel.lijn.kleur, borderDash: deel.lijn.streep, pointRadius: 3, spanGaps: true,
      };
    });
    return { type: "line", data: { labels: gegevens.rijen.map((rij) => rij.kort), datasets }, options: basis };
  };

  const balken = (gegevens, kolommen, eenheid) => {
    const basis = opties(gegevens, kolommen, eenheid, "x");
    basis.indexAxis = "y";
    basis.scales = {
      x: { ...waardeAs(eenheid), stacked: true, beginAtZero: true },
      y: { stacked: true, ticks: { color: inkt, autoSkip: false }, grid: { display: false } },
    };
    const datasets = kolommen.map((kolom, nummer) => {
      const deel = reeks(gegevens, kolom, nummer);
      return { ...deel, backgroundColor: vulling(deel.lijn), borderWidth: 1, maxBarThickness: 22 };
    });
    return { type: "bar", data: { labels: gegevens.rijen.map((rij) => rij.kort), datasets }, options: basis };
  };

  const teken = (figuur, alle) => {
    const kolommen = figuur.dataset.kolommen.split(" ").map(Number);
    const eenheid = figuur.dataset.eenheid ?? "";
    const slechtst = Number(figuur.dataset.slechtst ?? 0);
    if (!alle.rijen.some((rij) => kolommen.some((kolom) => rij.waarden[kolom] !== null))) return false;
    const gegevens = slechtst ? slechtsteEerst(alle, kolommen, slechtst) : alle;
    if (!gegevens.rijen.length) return false;
    const naam = figuur.querySelector("figcaption").textContent.trim();
    const vlak = figuur.querySelector(".grafiek__vlak");
    figuur.hidden = false;
    if (slechtst) vlak.style.blockSize = `${4.5 + gegevens.rijen.length * 1.75}rem`;
    const doek = document.createElement("canvas");
    doek.setAttribute("role", "img");
    doek.setAttribute(
      "aria-label",
      slechtst
        ? samenvattingBalken(naam, gegevens, slechtst, eenheid)
        : samenvatting(naam, gegevens, kolommen, eenheid),
    );
    vlak.append(doek);
    new Chart(doek, (slechtst ? balken : lijnen)(gegevens, kolommen, eenheid));
    return true;
  };

  const begin = () => {
    if (typeof Chart === "undefined") return;
    Chart.defaults.font.family = kleur("--basis-text-font-family-default", "system-ui, sans-serif");
    Chart.defaults.font.size = 13;
    for (const vak of document.querySelectorAll("[data-grafieken]")) {
      const tabel = document.getElementById(vak.dataset.grafieken);
      if (!tabel?.tBodies[0]?.rows.length) continue;
      const gegevens = lees(tabel);
      const getekend = [...vak.querySelectorAll("figure[data-kolommen]")].filter((figuur) => teken(figuur, gegevens));
      const meer = document.querySelector(`[data-dicht-bij-grafiek="${CSS.escape(tabel.id)}"]`);
      if (getekend.length && meer) meer.open = false;
    }
  };

  begin();
})();
