// Sorts and searches the table of the overview and names the chosen figure in the map. Without it the page still works.
(() => {
  "use strict";
  const alle = (keus, waar = document) => [...waar.querySelectorAll(keus)];
  const lijf = document.querySelector("#rapporten tbody");
  const rijen = [...lijf.rows];
  const kaart = new Map(alle(".overzichtskaart a").map((a) => [a.getAttribute("href"), a]));
  const woorden = new Intl.Collator("nl", { ignorePunctuation: true, numeric: true });
  const plat = (t) => t.normalize("NFKD").replace(/[\u0300-\u036f'’‘]/g, "").toLowerCase();
  const eerste = (rij) => rij.cells[0].firstElementChild;
  const inMap = (rij) => kaart.get(eerste(rij).getAttribute("href"));
  const naam = (rij) => eerste(rij).textContent;
  const cel = (rij, kolom) => rij.cells[kolom].textContent.trim();

  // A Dutch number, a part like 2/8, or a date, as a number; null for a dash.
  const getal = (t) => {
    const datum = t.match(/^(\d\d)-(\d\d)-(\d{4})$/);
    if (datum) return Number(datum[3] + datum[2] + datum[1]);
    const deel = t.match(/^(\d+)\/(\d+)/);
    if (deel) return deel[1] / deel[2] + deel[2] / 1e6;
    const kaal = t.replace(/[^\d,\u2212-]/g, "").replace("\u2212", "-").replace(",", ".");
    return /\d/.test(kaal) ? Number(kaal) : null;
  };

  // A band like "310 tot 620" sorts on its middle, which the cell carries.
  const maat = (rij, kolom) => {
    const { waarde } = rij.cells[kolom].dataset;
    return waarde === undefined ? getal(cel(rij, kolom)) : Number(waarde);
  };

  const koppen = alle("#rapporten th[data-kolom]");
  const sorteer = (kop, op) => {
    const kolom = Number(kop.dataset.kolom);
    const waarde = new Map(rijen.map((r) => [r, kolom ? maat(r, kolom) : naam(r)]));
    rijen.sort((a, b) => {
      const x = waarde.get(a), y = waarde.get(b);
      if (x === null || y === null) return (x === null) - (y === null);
      return (op ? 1 : -1) * (kolom ? x - y : woorden.compare(x, y)) || woorden.compare(naam(a), naam(b));
    });
    lijf.append(...rijen);
    koppen.forEach((k) => k.setAttribute("aria-sort", k === kop ? (op ? "ascending" : "descending") : "none"));
  };
  document.querySelector("#rapporten").classList.add("sorteert");
  koppen.forEach((kop) => {
    const knop = document.createElement("button");
    knop.type = "button";
    knop.append(...kop.childNodes);
    kop.append(knop);
    if (!kop.hasAttribute("aria-sort")) kop.setAttribute("aria-sort", "none");
    // Names begin at A, figures at the highest.
    knop.addEventListener("click", () => {
      const nu = kop.getAttribute("aria-sort");
      sorteer(kop, nu === "none" ? kop.dataset.kolom === "0" : nu === "descending");
    });
  });

  const veld = document.querySelector("#zoek"), telling = document.querySelector("#telling");
  const zoek = () => {
    const woord = plat(veld.value.trim());
    let n = 0;
    rijen.forEach((rij) => {
      const raak = plat(naam(rij)).includes(woord);
      rij.hidden = !raak;
      n += raak;
      const a = inMap(rij);
      if (a) a.classList.toggle("buiten", !raak);
    });
    telling.textContent = !woord ? "" : n ? `${n} van ${rijen.length} gemeenten` : `Geen gemeente met “${veld.value.trim()}”`;
  };
  veld.addEventListener("input", zoek);
  veld.closest("[hidden]").hidden = false;

  const kies = () => {
    const keus = document.querySelector("input[name=cijfer]:checked");
    if (!keus) return;
    rijen.forEach((rij) => {
      const titel = inMap(rij)?.querySelector("title");
      if (!titel) return;
      const kapot = rij.classList.contains("kapot") ? ", niet volledig gelukt" : "";
      titel.textContent = `${naam(rij)}: ${keus.dataset.naam} ${cel(rij, Number(keus.value))}${kapot}`;
    });
  };
  alle("input[name=cijfer]").forEach((i) => i.addEventListener("change", kies));
  window.addEventListener("pageshow", () => { kies(); zoek(); }); // a browser may restore what was chosen before
})();
