/** `node bench/verify/run.mjs`: see README.md. */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { memoryPerToken } from './lib/memory.mjs';
import { earlyRefusals, repeatedTokens, uncachedTokens } from './lib/paths.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '41' },
    warmup: { type: 'string', default: '20' },
    tokens: { type: 'string', default: '256' },
    cpu: { type: 'boolean', default: false },
  },
});
const options = {
  rounds: Number(values.rounds),
  warmup: Number(values.warmup),
  tokens: Number(values.tokens),
  cpu: values.cpu,
};

const load = () => loadavg()[0].toFixed(1);
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0].model}, load ${load()} at the start.`);
const what = options.cpu ? 'processor time of all threads' : 'elapsed time';
console.log(
  `${what}: medians of ${options.rounds} interleaved rounds over ${options.tokens} different tokens.\n`,
);
for (const alg of ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA']) await uncachedTokens(alg, options);
for (const alg of ['RS256', 'ES256', 'EdDSA']) await repeatedTokens(alg, options);
await earlyRefusals('ES256', options);
memoryPerToken();
console.log(`Load ${load()} at the end.`);
