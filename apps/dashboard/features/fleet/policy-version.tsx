export interface PolicyVersionProps {
  /** Of the policy that runs; null before the first. */
  applied: number | null;
  /** Of the newest policy; null while nothing is published. */
  desired: number | null;
}

/** Which policy runs, and whether it is the newest one. */
export function PolicyVersion({ applied, desired }: PolicyVersionProps) {
  return (
    <>
      {applied ?? <span className="text-muted">none yet</span>}{' '}
      <span className="text-xs text-muted">{standing(applied, desired)}</span>
    </>
  );
}

function standing(applied: number | null, desired: number | null): string {
  if (desired === null) return 'nothing is published';
  return applied === desired ? 'newest' : `newest is ${desired}`;
}
