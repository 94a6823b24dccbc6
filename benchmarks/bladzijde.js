// Wordt in de bladzijde uitgevoerd door toegankelijk.py; geeft een regel per gebrek.
() => {
  const uit = [];
  const mis = (wat, e) => {
    uit.push(wat + ': ' + (typeof e === 'string' ? e : e.outerHTML.slice(0, 140)));
  };
  const kaal = s => (s || '').replace(/\s+/g, ' ').trim().toLowerCase();
  const alle = s => [...document.querySelectorAll(s)];
  const dubbel = (wat, namen) => {
    const keer = {};
    namen.forEach(naam => keer[naam] = (keer[naam] || 0) + 1);
    Object.keys(keer).filter(naam => keer[naam] > 1).forEach(naam => mis(wat, naam));
  };
  for (const e of alle('svg, img').filter(e => !e.closest('[aria-hidden=true]'))) {
    const alt = e.getAttribute('aria-label') || e.getAttribute('alt');
    const figuur = e.closest('figure');
    const titel = figuur?.querySelector('figcaption')?.firstChild?.textContent;
    if (!alt) mis('geen alt-tekst', e);
    else if (figuur && kaal(alt) === kaal(titel)) mis('alt-tekst is de titel', alt);
    else if (figuur && !/\d/.test(alt)) mis('alt-tekst zonder cijfer', alt);
  }
  for (const f of alle('figure:not(.uitvoer)')) {
    if (!kaal(f.querySelector('figcaption')?.textContent)) mis('figuur zonder titel', f);
    // In the figure, or under the figures and the table that share it.
    let bron = f.querySelector('.bron');
    for (let e = f; e && !bron; e = e.nextElementSibling) bron = e.matches('.bron') ? e : null;
    if (!/^Bron: ./.test(bron?.textContent || '')) mis('figuur zonder bron', f);
  }
  for (const t of alle('table')) {
    if (!kaal(t.caption?.textContent)) mis('tabel zonder caption', t);
    if (!t.querySelector('thead th')) mis('tabel zonder koppen', t);
    t.querySelectorAll('th').forEach(h => h.scope || mis('kop zonder scope', h));
    const schuif = t.closest('[role=region][tabindex="0"]');
    if (!schuif?.getAttribute('aria-label')) mis('tabel die niet met het toetsenbord schuift', t);
  }
  const gebieden = alle('[role=region]').map(e => e.getAttribute('aria-label'));
  dubbel('zelfde naam voor twee gebieden', gebieden);
  dubbel('zelfde id', alle('[id]').map(e => e.id));
  let vorig = 0;
  for (const kop of alle('h1, h2, h3, h4, h5, h6')) {
    const niveau = +kop.tagName[1];
    if (niveau > vorig + 1) mis('kop slaat een niveau over', kop);
    if (!kaal(kop.textContent)) mis('lege kop', kop);
    vorig = niveau;
  }
  if (alle('h1').length !== 1) mis('niet precies één h1', String(alle('h1').length));
  const doelen = {};
  for (const a of alle('a')) {
    const tekst = kaal(a.getAttribute('aria-label') || a.textContent);
    const doel = a.getAttribute('href');
    const zegtNiets = tekst.length < 3 || /^(hier|klik|link|lees meer|meer)\b/.test(tekst);
    if (zegtNiets) mis('verwijzing zegt niets', a);
    (doelen[tekst] ??= new Set()).add(doel);
    const plek = doel.startsWith('#') ? decodeURIComponent(doel.slice(1)) : null;
    if (plek !== null && !document.getElementById(plek)) mis('verwijzing naar niets', a);
  }
  for (const [tekst, waarheen] of Object.entries(doelen)) {
    const woorden = tekst + ' ' + [...waarheen].join(' ');
    if (waarheen.size > 1) mis('zelfde woorden, andere verwijzing', woorden);
  }
  const volgorde = alle('[tabindex]').filter(e => e.tabIndex > 0);
  volgorde.forEach(e => mis('eigen volgorde van het toetsenbord', e));
  const beweegt = alle('*').some(e => getComputedStyle(e).transitionDuration !== '0s');
  if (document.getAnimations().length || beweegt) mis('beweging', document.body);
  return uit;
}
