'use client';

import { Button, Tooltip, setTimeZone, useTimeZone } from '@accord/ui';

/** Switches all times between UTC and this browser's zone. */
export function ZoneToggle() {
  const zone = useTimeZone();
  const other = zone === 'utc' ? 'local' : 'utc';
  const label = zone === 'utc' ? 'UTC' : 'Local';
  return (
    <Tooltip content={zone === 'utc' ? 'Times are in UTC. Show local time' : 'Times are local. Show UTC'}>
      <Button
        variant="ghost"
        size="sm"
        aria-label={`Times are in ${label}; switch`}
        onClick={() => setTimeZone(other)}
      >
        {label}
      </Button>
    </Tooltip>
  );
}
