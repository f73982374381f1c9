import { tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';

/** What every command here takes: where the installation is, how big it is, how often to ask. */
export function readOptions() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: join(tmpdir(), 'accord-bench-screens') },
      services: { type: 'string', default: '5000' },
      instances: { type: 'string', default: '10000' },
      events: { type: 'string', default: '1000000' },
      days: { type: 'string', default: '30' },
      requests: { type: 'string', default: '60' },
    },
  });
  const data = isAbsolute(values.data) ? values.data : resolve(values.data);
  const numbers = ['services', 'instances', 'events', 'days', 'requests'];
  return { data, ...Object.fromEntries(numbers.map((name) => [name, Number(values[name])])) };
}

/** Says how busy the machine was: figures of a busy one mean nothing. */
export function loadLine() {
  return `Load average when measuring began: ${loadavg()
    .map((load) => load.toFixed(2))
    .join(', ')}.`;
}
