import ipaddr from 'ipaddr.js';

export interface AddressRules {
  /** An explicit development setting: authorization servers on this machine may be observed. */
  allowLoopback: boolean;
}

/**
 * Whether the API may connect to this IP address. Only globally routable unicast addresses pass, so that a JWKS URL
 * is no way into the network (OWASP SSRF); addresses that embed an IPv4 address are judged by it.
 */
export function mayConnectTo(address: string, { allowLoopback }: AddressRules): boolean {
  if (!ipaddr.isValid(address)) return false;
  const range = embedded(ipaddr.parse(address)).range();
  return range === 'unicast' || (allowLoopback && range === 'loopback');
}

function embedded(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (address.kind() === 'ipv4') return address;
  const six = address as ipaddr.IPv6;
  return six.isIPv4MappedAddress() ? six.toIPv4Address() : six;
}
