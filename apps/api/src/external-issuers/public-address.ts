import ipaddr from 'ipaddr.js';

/** All that IANA gives out to be routed globally (RFC 4291 §2.4 and the IANA registry). */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

export interface AddressRules {
  /** An explicit development setting: authorization servers on this machine may be observed. */
  allowLoopback: boolean;
}

/**
 * Whether the API may connect to this IP address. Only globally routable unicast addresses pass, so that a JWKS URL
 * is no way into the network (OWASP SSRF); IPv4-mapped addresses are judged by the IPv4 address in them.
 */
export function mayConnectTo(address: string, { allowLoopback }: AddressRules): boolean {
  if (!ipaddr.isValid(address)) return false;
  const judged = unmapped(ipaddr.parse(address));
  const range = judged.range();
  return (range === 'unicast' && isAssigned(judged)) || (allowLoopback && range === 'loopback');
}

/** `unicast` is what no other range has: that includes `::7f00:1`, which embeds 127.0.0.1 (RFC 4291 §2.5.5.1). */
function isAssigned(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address.kind() === 'ipv4' || address.match(GLOBAL_UNICAST);
}

function unmapped(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (address.kind() === 'ipv4') return address;
  const six = address as ipaddr.IPv6;
  return six.isIPv4MappedAddress() ? six.toIPv4Address() : six;
}
