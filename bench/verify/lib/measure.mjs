/**
 * Runs all contenders in turn, round after round, so that whatever else the machine does hits all alike. In each round
 * every contender judges every token once, as a string object of its own: an engine remembers the hash of a string
 * that it has seen, which would flatter caches. Returns for each contender the microseconds for one token, by round.
 */
export async function measure(contenders, tokens, { rounds, warmup, expected, cpu }) {
  const times = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = -warmup; round < rounds; round += 1) {
    for (const contender of rotated(contenders, round)) {
      const inputs = tokens.map((token) => freshly(token, contender.prepare));
      const micros = await timed(contender, inputs, { expected, clock: cpu ? cpuMicros : wallMicros });
      if (round >= 0) times.get(contender.name).push(micros);
    }
  }
  return times;
}

function rotated(list, by) {
  const start = ((by % list.length) + list.length) % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

/** A string with the same characters that is another object, as every request brings one. */
function freshly(token, prepare = (text) => text) {
  return prepare(Buffer.from(token, 'latin1').toString('latin1'));
}

const wallMicros = () => Number(process.hrtime.bigint()) / 1000;

/** Processor time of all threads of this process: what others do on the machine hardly counts. */
function cpuMicros() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

async function timed({ name, check, isAsync }, inputs, { expected, clock }) {
  const before = clock();
  const right = isAsync ? await oneInFlight(check, inputs, expected) : inTurn(check, inputs, expected);
  const micros = clock() - before;
  if (right !== inputs.length)
    throw new Error(
      `${name}: ${inputs.length - right} verdicts are not ${expected ? 'accepted' : 'refused'}`,
    );
  return micros / inputs.length;
}

function inTurn(check, inputs, expected) {
  let right = 0;
  for (const input of inputs) if (check(input) === expected) right += 1;
  return right;
}

async function oneInFlight(check, inputs, expected) {
  let right = 0;
  for (const input of inputs) if ((await check(input)) === expected) right += 1;
  return right;
}

/** The middle value. */
export function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** How many times faster `ours` is than `theirs`: the median of the rounds' own ratios. */
export function timesFaster(times, ours, theirs) {
  const mine = times.get(ours);
  return median(times.get(theirs).map((micros, round) => micros / mine[round]));
}
