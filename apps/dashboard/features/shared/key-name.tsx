/** Enough of a kid to tell keys apart; the whole of it is in the table and in the details. */
export function shortKid(kid: string): string {
  return kid.length > 12 ? `${kid.slice(0, 10)}…` : kid;
}

export function KeyName({ kid }: { kid: string }) {
  return <code title={kid}>{shortKid(kid)}</code>;
}
