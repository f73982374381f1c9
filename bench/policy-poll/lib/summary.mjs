function median(numbers) {
  const sorted = numbers.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Medians over the rounds, and the ratio of Accord to each peer: the median of the ratios within one round.
 * By processor time nothing counts but what the server itself used: neither a client that is too slow for it nor other
 * work on the machine.
 */
export function summary(results, { rounds, seconds, connections, credentials }, versions) {
  const [accord, ...peers] = [...results];
  const lines = [
    '',
    `${rounds} interleaved rounds of ${seconds} s, ${connections} connections, ${credentials} credentials, one core each.`,
    `Every answer was checked: 304 with the right ETag. ${versions}`,
    '',
    '                                       304s a second   per second of its processor',
  ];
  for (const [name, runs] of results) {
    const [perSecond, perCpuSecond] = ['perSecond', 'perCpuSecond'].map((key) =>
      median(runs.map((run) => run[key])),
    );
    lines.push(`${name.padEnd(38)} ${format(perSecond)} ${format(perCpuSecond).padStart(28)}`);
  }
  lines.push('');
  for (const [name, runs] of peers) {
    const ratios = ['perSecond', 'perCpuSecond'].map((key) =>
      median(runs.map((run, round) => accord[1][round][key] / run[key])),
    );
    lines.push(
      `Accord : ${name.padEnd(34)} ${ratios.map((ratio) => ratio.toFixed(2)).join('   by processor time ')}`,
    );
  }
  return lines.join('\n');
}

function format(number) {
  return Math.round(number).toLocaleString('en').padStart(13);
}
