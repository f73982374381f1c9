/** Runs in the page before its own scripts: keeps what the browser tells of paints and interactions. */
export function observe() {
  window.bench = { lcp: 0, interactions: new Map() };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.bench.lcp = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId === 0) continue;
      const longest = window.bench.interactions.get(interactionId) ?? 0;
      window.bench.interactions.set(interactionId, Math.max(longest, duration));
    }
  }).observe({ type: 'event', buffered: true, durationThreshold: 16 });
}

/**
 * What a loaded page took: milliseconds to its largest contentful paint, and bytes of script as they came over the wire.
 * To be asked before anybody touches the page: the first touch ends the search for larger paints.
 */
export function loadFigures() {
  const scripts = performance
    .getEntriesByType('resource')
    .filter(({ name }) => new URL(name).pathname.endsWith('.js'));
  return {
    lcp: window.bench.lcp,
    scriptBytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  };
}

/** The longest interaction so far, from the touch to the next paint; milliseconds, 0 when all were below 16. */
export function longestInteraction() {
  return Math.max(0, ...window.bench.interactions.values());
}

/** Whether everything is there: a heading, and no place that still waits for its data. */
export function isComplete() {
  return document.querySelector('h1') !== null && document.querySelector('[data-skeleton]') === null;
}
