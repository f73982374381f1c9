'use client';

import { GuardedButton, buttonClass } from '@accord/ui';
import { Download } from 'lucide-react';
import { useBlockedBecause } from '../session/session-queries';
import { exportPath, type AuditFilters } from './audit-filters';

const FORMATS = [
  { format: 'csv', label: 'Export CSV' },
  { format: 'ndjson', label: 'Export NDJSON' },
] as const;

/** Downloads every match, not only what is shown. The browser streams it to a file. */
export function ExportLinks({ filters }: { filters: AuditFilters }) {
  const blockedBecause = useBlockedBecause('audit:export');
  return FORMATS.map(({ format, label }) =>
    blockedBecause === null ? (
      <a
        key={format}
        href={exportPath(filters, format)}
        download
        title="All events that match the filters. The export is logged."
        className={buttonClass('secondary', 'md')}
      >
        <Download aria-hidden="true" />
        {label}
      </a>
    ) : (
      <GuardedButton key={format} variant="secondary" size="md" blockedBecause={blockedBecause}>
        <Download aria-hidden="true" />
        {label}
      </GuardedButton>
    ),
  );
}
