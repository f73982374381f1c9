import { lookup as resolve, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { Agent, request } from 'undici';
import { mayConnectTo, type AddressRules } from './public-address.js';

/** The longest `iss` that a contract takes; messages quote no longer ones. */
const MAX_URL_CHARACTERS = 1024;
const MAX_BYTES = 256 * 1024;
const TIMEOUT_MS = 5000;

/** Why a document of an external issuer was not obtained; `code` is stable, the message tells what to do. */
export class FetchRefused extends Error {
  constructor(
    readonly code:
      | 'url_too_long'
      | 'url_not_https'
      | 'address_forbidden'
      | 'redirected'
      | 'bad_status'
      | 'too_large'
      | 'not_json'
      | 'unreachable',
    message: string,
  ) {
    super(message);
    this.name = 'FetchRefused';
  }
}

/**
 * Gets a JSON document from an external issuer: https only, every resolved address checked before connecting, no
 * redirects, 256 KiB and five seconds at most.
 *
 * @throws FetchRefused
 */
export async function fetchJson(url: string, rules: AddressRules): Promise<unknown> {
  refuseUnsafeUrl(url, rules);
  const agent = new Agent({
    connect: { timeout: TIMEOUT_MS, lookup: checkedLookup(rules) },
    maxResponseSize: MAX_BYTES,
  });
  try {
    const answer = await request(url, {
      dispatcher: agent,
      headers: { accept: 'application/json, application/jwk-set+json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    refuseStatus(answer.statusCode, url);
    return parse(await answer.body.text(), url);
  } catch (error) {
    throw refusalOf(error, url);
  } finally {
    await agent.destroy();
  }
}

/** What no look-up is needed to refuse: too long, no https, or an address inside the network. @throws FetchRefused */
export function refuseUnsafeUrl(url: string, rules: AddressRules): void {
  if (url.length > MAX_URL_CHARACTERS) {
    throw new FetchRefused(
      'url_too_long',
      `The URL of the keys has more than ${MAX_URL_CHARACTERS} characters. Give a shorter one.`,
    );
  }
  const { protocol, hostname, href } = new URL(url);
  const address = hostname.replace(/^\[|\]$/g, '');
  const isLocal = address === 'localhost' || isLoopback(address);
  if (protocol !== 'https:' && !(protocol === 'http:' && isLocal && rules.allowLoopback)) {
    const local = isLocal
      ? ', or let the API start with ACCORD_ALLOW_LOOPBACK_ISSUERS=true, to try an issuer on this machine'
      : '';
    throw new FetchRefused('url_not_https', `${href} is not https. Give an https address${local}.`);
  }
  // A literal address is connected to without a lookup, so it is judged here.
  if (isIP(address) !== 0 && !mayConnectTo(address, rules)) throw forbidden(hostname);
}

const isLoopback = (address: string) =>
  mayConnectTo(address, { allowLoopback: true }) && !mayConnectTo(address, { allowLoopback: false });

/** Checks what a name resolves to in the same step that connects to it, so that no second answer can slip in. */
function checkedLookup(rules: AddressRules) {
  return (
    hostname: string,
    options: object,
    done: (error: Error | null, addresses: LookupAddress[]) => void,
  ): void => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        done(error, []);
        return;
      }
      const allowed = addresses.every(({ address }) => mayConnectTo(address, rules));
      done(allowed ? null : forbidden(hostname), allowed ? addresses : []);
    });
  };
}

function forbidden(hostname: string): FetchRefused {
  return new FetchRefused(
    'address_forbidden',
    `${hostname} leads to an address inside the network. Give a public address.`,
  );
}

function refuseStatus(status: number, url: string): void {
  if (status >= 300 && status < 400) {
    throw new FetchRefused('redirected', `${url} redirects (${status}). Give the final address.`);
  }
  if (status !== 200) throw new FetchRefused('bad_status', `${url} answered ${status} instead of 200.`);
}

function parse(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FetchRefused('not_json', `${url} did not answer with JSON.`);
  }
}

function refusalOf(error: unknown, url: string): FetchRefused {
  if (error instanceof FetchRefused) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  if (cause.cause instanceof FetchRefused) return cause.cause;
  if ('code' in cause && cause.code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
    return new FetchRefused('too_large', `${url} answered with more than ${MAX_BYTES} bytes.`);
  }
  return new FetchRefused('unreachable', `${url} cannot be reached: ${cause.message}.`);
}
