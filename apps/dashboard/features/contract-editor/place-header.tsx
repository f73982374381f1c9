import { PageHeader } from '@accord/ui';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { Place } from './contract-queries';

export interface PlaceHeaderProps extends Place {
  /** What this page is, as the last crumb. */
  page: string;
  title: string;
  hint: React.ReactNode;
  actions: React.ReactNode;
}

/** The way from the services to this page, and its heading. */
export function PlaceHeader({ service, environment, page, title, hint, actions }: PlaceHeaderProps) {
  const base = `/services/${encodeURIComponent(service)}`;
  const crumbs = [
    { href: '/services', label: 'Services' },
    { href: base, label: service },
    { href: `${base}?environment=${encodeURIComponent(environment)}`, label: environment },
  ];
  return (
    <>
      <nav aria-label="Breadcrumb" className="mb-2 flex flex-wrap items-center gap-1 text-xs text-muted">
        {crumbs.map(({ href, label }) => (
          <span key={href} className="inline-flex items-center gap-1">
            <Link href={href} className="rounded-sm hover:text-text hover:underline">
              {label}
            </Link>
            <ChevronRight aria-hidden="true" className="size-3" />
          </span>
        ))}
        <span aria-current="page">{page}</span>
      </nav>
      <PageHeader title={title} hint={hint} actions={actions} />
    </>
  );
}
