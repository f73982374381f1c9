import { parsers } from './filters';
import { rangeOf } from './windows';

/** The address of a look at failures with absolute times, so that who opens it later sees the same. `now`: epoch seconds. */
export function absoluteLink(address: URL, now: number): URL {
  const url = new URL(address);
  const read = (name: string) => url.searchParams.get(name) ?? '';
  const { from, to } = rangeOf(
    {
      window: parsers.window.parse(read('window')) ?? parsers.window.defaultValue,
      from: parsers.from.parse(read('from')),
      to: parsers.to.parse(read('to')),
    },
    now,
  );
  url.searchParams.delete('window');
  url.searchParams.set('from', String(from));
  url.searchParams.set('to', String(to));
  return url;
}
