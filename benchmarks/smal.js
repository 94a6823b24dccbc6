// Wordt in de bladzijde uitgevoerd door toegankelijk.py; geeft een regel per gebrek.
() => {
  const breed = document.documentElement.scrollWidth;
  const uit = breed > innerWidth ? ['bladzijde schuift opzij: ' + breed + ' pixels'] : [];
  const schuift = e => e.scrollWidth > e.clientWidth + 1
    && /auto|scroll/.test(getComputedStyle(e).overflowX);
  const bereikbaar = e => e.tabIndex === 0 || e.querySelector('a, summary, [tabindex="0"]');
  for (const e of document.querySelectorAll('main *')) {
    if (schuift(e) && !bereikbaar(e)) {
      uit.push('schuift niet met het toetsenbord: ' + e.outerHTML.slice(0, 140));
    }
  }
  return uit;
}
