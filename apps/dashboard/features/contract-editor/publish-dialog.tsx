'use client';

import { ValidationContract } from '@accord/contract';
import { ContractVersionView, type DraftView } from '@accord/contract/http';
import { Button, Dialog, buttonClass } from '@accord/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { api, path } from '../../lib/api';
import { ChangeCounts, ChangeList } from '../contract-changes/change-list';
import { ContractWords } from '../services/contract-view';
import { CommandDialog } from '../shared/command-dialog';
import { useStartIsOpen } from '../start/start-queries';
import { contractPath } from './contract-path';
import type { Place } from './contract-queries';
import { OpenFindings } from './open-findings';

export interface PublishDialogProps extends Place {
  draft: DraftView;
  /** The version in force; null before the first one. */
  live: number | null;
  idempotencyKey: string;
  onPublished: () => void;
  onClose: () => void;
}

/** Says what publishing changes against what is in force, asks for the reason, and shows the version that came of it. */
export function PublishDialog(props: PublishDialogProps) {
  const { service, environment, draft, live, idempotencyKey, onPublished, onClose } = props;
  const client = useQueryClient();
  const publish = useMutation({
    mutationFn: (reason: string) =>
      api(ContractVersionView, {
        method: 'POST',
        path: path`/v1/services/${service}/environments/${environment}/publish`,
        body: { reason, draft_etag: draft.etag },
        idempotencyKey,
      }),
    onSuccess: async () => {
      onPublished();
      await client.invalidateQueries({ queryKey: ['services'] });
    },
  });
  if (publish.data) return <Published {...props} version={publish.data.version} />;
  return (
    <CommandDialog
      wide
      title={`Publish to ${service} in ${environment}?`}
      description={
        live === null
          ? 'This is the first contract here: until now every request was refused. Services enforce it within seconds.'
          : `Replaces v${live}. Services enforce it within seconds.`
      }
      label="Publish"
      runningLabel="Publishing…"
      cancelLabel="Go on editing"
      command={publish}
      onSubmit={(reason) => publish.mutate(reason)}
      onClose={onClose}
    >
      {live === null ? (
        <WholeContract draft={draft} />
      ) : (
        <div>
          <p className="flex flex-wrap items-center gap-2 text-xs text-muted">
            Against v{live}, which is in force
            <ChangeCounts changes={draft.changes} />
          </p>
          <ChangeList changes={draft.changes} />
        </div>
      )}
      <OpenFindings findings={draft.findings} />
    </CommandDialog>
  );
}

/** There is nothing yet that a first contract could be compared with. */
function WholeContract({ draft }: { draft: DraftView }) {
  const read = ValidationContract.safeParse(draft.contract);
  return read.success ? <ContractWords contract={read.data} /> : <ChangeList changes={draft.changes} />;
}

function Published({ service, environment, version, onClose }: PublishDialogProps & { version: number }) {
  const base = `/services/${encodeURIComponent(service)}`;
  const isFirstRun = useStartIsOpen();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`v${version} is in force`}
      footer={
        <>
          <Button variant="secondary" size="md" onClick={onClose}>
            Close
          </Button>
          <Link
            href={contractPath(service, environment, 'versions')}
            className={buttonClass(isFirstRun ? 'secondary' : 'primary', 'md')}
          >
            See v{version} in the history
          </Link>
          {isFirstRun && (
            <Link href="/start" className={buttonClass('primary', 'md')}>
              Connect the service
            </Link>
          )}
        </>
      }
    >
      <p className="flex items-start gap-2">
        <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-ok" />
        <span>
          Instances of {service} in {environment} fetch it with their next poll.{' '}
          <Link href={`${base}?environment=${encodeURIComponent(environment)}`} className="underline">
            Watch how many enforce it.
          </Link>
        </span>
      </p>
    </Dialog>
  );
}
