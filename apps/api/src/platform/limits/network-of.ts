import ipaddr from 'ipaddr.js';

/** What a client is counted under: its address, or its /64, as one household or host of IPv6 has that many to pick from. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${parsed.toNormalizedString().split(':').slice(0, 4).join(':')}::/64`;
}
