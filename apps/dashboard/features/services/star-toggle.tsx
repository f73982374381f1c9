import type { ServiceView } from '@accord/contract/http';
import { cx, useNotify } from '@accord/ui';
import { Star } from 'lucide-react';
import { asProblem } from '../../lib/api-problem';
import { useStar } from './services-queries';

/** Keeps a service in sight, for oneself alone. */
export function StarToggle({ service }: { service: ServiceView }) {
  const star = useStar(service.name);
  const notify = useNotify();
  const starred = star.isPending ? star.variables : service.starred;
  const toggle = () => {
    if (star.isPending) return;
    star.mutate(!starred, {
      onError: (error) => {
        const { title, detail } = asProblem(error);
        notify({ tone: 'error', title, description: detail });
      },
    });
  };
  return (
    <button
      type="button"
      aria-pressed={starred}
      aria-label={`Star ${service.title}`}
      onClick={toggle}
      className={cx(
        'inline-flex size-6 shrink-0 items-center justify-center rounded-sm hover:bg-hover',
        starred ? 'text-accent' : 'text-muted',
      )}
    >
      <Star aria-hidden="true" className={cx('size-4', starred && 'fill-current')} />
    </button>
  );
}
