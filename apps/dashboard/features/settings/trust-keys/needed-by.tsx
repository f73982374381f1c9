import type { BundleKeyView } from '@accord/contract/http';
import Link from 'next/link';
import { path } from '../../../lib/api';

export function instancesInWords(count: number): string {
  return count === 1 ? 'One instance' : `${count.toLocaleString('en')} instances`;
}

/** The instances that get policy under no other key, by name, and how many more. */
export function NeededBy({ neededBy: { count, instances } }: { neededBy: BundleKeyView['needed_by'] }) {
  const more = count - instances.length;
  return (
    <ul aria-label="Instances that need it" className="flex flex-col gap-1 text-sm">
      {instances.map(({ service, environment, instance }) => (
        <li key={instance} className="flex min-w-0 flex-wrap gap-x-2">
          <Link
            href={`${path`/services/${service}`}?environment=${encodeURIComponent(environment)}`}
            className="rounded-sm font-medium hover:underline"
          >
            {service} / {environment}
          </Link>
          <code className="text-muted">{instance}</code>
        </li>
      ))}
      {more > 0 && <li className="text-muted">and {more.toLocaleString('en')} more</li>}
    </ul>
  );
}
