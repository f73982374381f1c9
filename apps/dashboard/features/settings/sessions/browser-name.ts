/** In this order: most browsers also carry the names of those that they want to be taken for. */
const BROWSERS = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari', 'curl'] as const;
const SYSTEMS = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS X', 'Linux'] as const;

const SHOWN: Partial<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS X': 'macOS' };

/** "Firefox on Linux", for a User-Agent; its beginning where it names nothing that is known. */
export function browserName(userAgent: string): string {
  const browser = BROWSERS.find((name) => userAgent.includes(`${name}/`));
  const system = SYSTEMS.find((name) => userAgent.includes(name));
  const words = [browser, system].flatMap((name) => (name === undefined ? [] : [SHOWN[name] ?? name]));
  return words.length === 0 ? userAgent.slice(0, 40) : words.join(' on ');
}
