import { parsers } from './filters';
import { isAbsolute, isRanged } from './windows';

/** Why what an address asks for cannot be shown, and what to do. */
export interface AddressFault {
  title: string;
  text: string;
}

const NO_RANGE: AddressFault = {
  title: 'The address asks for a range that does not end after it begins',
  text: 'Choose a window or another range, or clear the filters.',
};

/** Finds a value that the page does not know, or a range that is none. Without this, everything would be shown instead. */
export function addressFault(params: Pick<URLSearchParams, 'get'>): AddressFault | null {
  for (const [name, parser] of Object.entries(parsers)) {
    const value = params.get(name);
    if (value !== null && parser.parse(value) === null) return unknownValue(name, value);
  }
  const time = (name: 'from' | 'to') => parsers[name].parse(params.get(name) ?? '');
  const range = { window: parsers.window.defaultValue, from: time('from'), to: time('to') };
  return isRanged(range) && !isAbsolute(range) ? NO_RANGE : null;
}

function unknownValue(name: string, value: string): AddressFault {
  return {
    title: `The address asks for an unknown “${name}”`,
    text: `This page knows no “${name}” that is “${value}”. Correct the address, or clear the filters.`,
  };
}
