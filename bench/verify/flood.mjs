/** `node bench/verify/flood.mjs`: see README.md. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createValidator } from '@accord/validator';
import { arrive } from './lib/arrivals.mjs';
import { startControlPlane } from './lib/flood-control-plane.mjs';
import { makeBundle, makeIssuer, REQUEST } from './lib/material.mjs';
import { median } from './lib/measure.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '12' },
    seconds: { type: 'string', default: '5' },
    good: { type: 'string', default: '1000' },
    bad: { type: 'string', default: '10000' },
    alg: { type: 'string', default: 'ES256' },
  },
});
const [rounds, seconds, good, bad] = ['rounds', 'seconds', 'good', 'bad'].map((name) => Number(values[name]));
const TOKENS = 256;
const LONGEST_SECONDS = 3600;

const issuer = makeIssuer(values.alg);
const stranger = makeIssuer(values.alg, 'key-9');
const goodTokens = Array.from({ length: TOKENS }, () => issuer.token());
const badTokens = Array.from({ length: TOKENS }, () => stranger.token());
const controlPlane = await startControlPlane(makeBundle(issuer));
const cacheDir = mkdtempSync(join(tmpdir(), 'accord-flood-'));
const validator = createValidator({
  url: controlPlane.url,
  credential: 'bench',
  trustKeys: [controlPlane.trustKey],
  cacheDir,
  // Nothing but an unknown key makes it poll, and every token costs its signature check.
  pollSeconds: LONGEST_SECONDS,
  longPollSeconds: 0,
  maxCachedTokens: 0,
});

/** A handler that judges these tokens in turn, each as a new string, and ends the bench at a wrong verdict. */
function judging(tokens, isRight) {
  // As they come from the wire: what the bench itself leaves to collect would count as ours.
  const sent = tokens.map((token) => Buffer.from(token, 'latin1'));
  let next = 0;
  return () => {
    const token = sent[next % TOKENS].latin1Slice();
    next += 1;
    const verdict = validator.verify(token, REQUEST);
    if (!isRight(verdict)) throw new Error(`wrong verdict: ${verdict.ok ? 'accepted' : verdict.reason}`);
  };
}

const handleGood = judging(goodTokens, (verdict) => verdict.ok);
const handleBad = judging(badTokens, (verdict) => !verdict.ok && verdict.reason === 'key_not_found');

/** The p99 of good tokens in microseconds: of the verdict alone, and from arrival to verdict. */
async function p99OfGood(badRate) {
  const sources = [
    { rate: good, handle: handleGood },
    { rate: badRate, handle: handleBad },
  ];
  const [{ handling, sinceArrival }] = await arrive(sources, seconds);
  return { verdict: p99(handling), arrival: p99(sinceArrival) };
}

const p99 = (micros) => micros.sort((a, b) => a - b)[Math.floor(micros.length * 0.99)];

function print(what, quiet, flooded) {
  const change = median(flooded.map((micros, round) => micros / quiet[round])) - 1;
  const sign = change < 0 ? '' : '+';
  console.log(
    `  ${what.padEnd(24)} quiet ${median(quiet).toFixed(0)} µs, flooded ${median(flooded).toFixed(0)} µs: ${sign}${(change * 100).toFixed(1)} %`,
  );
}

try {
  await validator.ready({ timeoutSeconds: 10 });
  const load = () => loadavg()[0].toFixed(1);
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0].model}, load ${load()} at the start.`);
  await p99OfGood(bad);
  const before = { polls: controlPlane.polls(), at: performance.now() };
  const quiet = [];
  const flooded = [];
  for (let round = 0; round < rounds; round += 1) {
    quiet.push(await p99OfGood(0));
    flooded.push(await p99OfGood(bad));
  }
  const minutes = (performance.now() - before.at) / 60_000;
  const early = controlPlane.polls() - before.polls;
  console.log(
    `${values.alg}, ${good} good tokens a second, none remembered; ${rounds} rounds of ${seconds} s without and with`,
  );
  console.log(
    `${bad} tokens of an unknown kid a second. p99 of good tokens, medians of the rounds (goal: less than +20 %):`,
  );
  for (const [what, key] of [
    ['the verdict', 'verdict'],
    ['from arrival to verdict', 'arrival'],
  ])
    print(
      what,
      quiet.map((round) => round[key]),
      flooded.map((round) => round[key]),
    );
  console.log(
    `  early polls              ${early} in ${minutes.toFixed(1)} minutes: ${(early / minutes).toFixed(1)} a minute (goal: 2 at most)`,
  );
} finally {
  await validator.close();
  controlPlane.close();
  rmSync(cacheDir, { recursive: true, force: true });
}
