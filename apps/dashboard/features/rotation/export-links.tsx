import { buttonClass } from '@accord/ui';
import { CalendarDays, FileDown } from 'lucide-react';
import { path } from '../../lib/api';

/** The steps of an issuer's keys, past and planned, as files. */
export function ExportLinks({ issuer }: { issuer: string }) {
  return (
    <div className="flex flex-wrap gap-2">
      <a download href={path`/v1/issuers/${issuer}/rotation.csv`} className={buttonClass('secondary', 'sm')}>
        <FileDown aria-hidden="true" />
        CSV
      </a>
      <a download href={path`/v1/issuers/${issuer}/rotation.ics`} className={buttonClass('secondary', 'sm')}>
        <CalendarDays aria-hidden="true" />
        Calendar
      </a>
    </div>
  );
}
