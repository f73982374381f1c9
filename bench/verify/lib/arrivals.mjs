import { setImmediate as nextTurn } from 'node:timers/promises';

/** How often the event loop gets its turn. Milliseconds. */
const TURN_MS = 1;
const SPINS = 5000;
let spun = 0;

/**
 * Lets requests arrive for `seconds` at random moments, as from many clients who do not wait for each other, and
 * handles them one after another. Each source has a rate (a second) and a `handle`. Returns, for each source, in
 * microseconds and for each request, how long its handling took and how long it was from its arrival to the end of
 * its handling: there waiting for others, for collected garbage and for the machine counts.
 */
export async function arrive(sources, seconds) {
  const start = performance.now();
  const end = start + seconds * 1000;
  const queues = sources.map((source) => ({
    ...source,
    next: start + gap(source.rate),
    handling: [],
    sinceArrival: [],
  }));
  for (let turn = start; turn < end; turn += TURN_MS) {
    for (let now = performance.now(); now < turn + TURN_MS; now = performance.now()) {
      handleDue(queues, now);
      pause();
    }
    // The event loop turns, so that polls and reports go on meanwhile.
    await nextTurn();
  }
  return queues.map(({ handling, sinceArrival }) => ({ handling, sinceArrival }));
}

/** Handles the request that came first, if one has come. */
function handleDue(queues, now) {
  const queue = earliest(queues);
  if (queue.next > now) return;
  const begin = performance.now();
  queue.handle();
  const end = performance.now();
  queue.handling.push((end - begin) * 1000);
  queue.sinceArrival.push((end - queue.next) * 1000);
  queue.next += gap(queue.rate);
}

/**
 * A few microseconds. Each look at the clock makes a number on the heap: without a pause, looking would be most of
 * the garbage, and collecting it most of the latency. Sleeping would wake up too late.
 */
function pause() {
  for (let index = 0; index < SPINS; index += 1) spun = (spun + index) | 0;
}

/** Milliseconds to the next arrival of a Poisson process. */
function gap(rate) {
  return rate === 0 ? Number.POSITIVE_INFINITY : (-Math.log(1 - Math.random()) / rate) * 1000;
}

function earliest(queues) {
  return queues.reduce((first, queue) => (queue.next < first.next ? queue : first));
}
