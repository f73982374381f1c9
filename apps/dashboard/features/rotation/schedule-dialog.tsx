'use client';

import { Button, Dialog, SkeletonRows } from '@accord/ui';
import { QueryView } from '../shared/query-view';
import { useSchedule } from './rotation-commands';
import { ScheduleEditor } from './schedule-editor';

const SCHEDULE_FORM = 'schedule';

export interface ScheduleDialogProps {
  issuer: string;
  alg: string;
  onClose: () => void;
}

/** The schedule of one algorithm, to be edited. */
export function ScheduleDialog({ issuer, alg, onClose }: ScheduleDialogProps) {
  const query = useSchedule(issuer, alg);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Schedule of ${issuer} · ${alg}`}
      description="The times of live keys stay as they are: an edit never shortens their windows."
      footer={
        <>
          <Button variant="secondary" size="md" onClick={onClose}>
            Leave it
          </Button>
          <Button variant="primary" size="md" type="submit" form={SCHEDULE_FORM}>
            Save the schedule
          </Button>
        </>
      }
    >
      <QueryView query={query} skeleton={<SkeletonRows rows={8} label="Loading the schedule" />}>
        {(view) => <ScheduleEditor form={SCHEDULE_FORM} issuer={issuer} initial={view} onSaved={onClose} />}
      </QueryView>
    </Dialog>
  );
}
