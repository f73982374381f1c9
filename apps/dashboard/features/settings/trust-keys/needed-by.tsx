import type { BundleKeyView } from '@accord/contract/http';
import { formatCount } from '@accord/ui';
import { servicePath } from '../../services/service-path';
import { RowLink } from '../../shared/row-link';

/** The instances that get policy under no other key, by name, and how many more. */
export function NeededBy({ neededBy: { count, instances } }: { neededBy: BundleKeyView['needed_by'] }) {
  const more = count - instances.length;
  return (
    <ul aria-label="Instances that need it" className="flex flex-col gap-1 text-sm">
      {instances.map(({ service, environment, instance }) => (
        <li key={instance} className="flex min-w-0 flex-wrap gap-x-2">
          <RowLink
            href={servicePath(service, environment)}
            className="rounded-sm font-medium hover:underline"
          >
            {service} / {environment}
          </RowLink>
          <code className="text-muted">{instance}</code>
        </li>
      ))}
      {more > 0 && <li className="text-muted">and {formatCount(more)} more</li>}
    </ul>
  );
}
