import { Button, EmptyState, PageHeader } from '@accord/ui';
import { SearchX } from 'lucide-react';

export interface UnknownIssuerProps {
  name: string;
  actions: React.ReactNode;
  showAll: () => void;
}

/** In the place of an issuer that the address names and nobody has. */
export function UnknownIssuer({ name, actions, showAll }: UnknownIssuerProps) {
  return (
    <>
      <PageHeader title="Rotation" actions={actions} />
      <EmptyState
        icon={SearchX}
        title={`There is no issuer named ${name}`}
        action={
          <div className="flex justify-center">
            <Button variant="secondary" size="md" onClick={showAll}>
              Show all issuers
            </Button>
          </div>
        }
      >
        It may have been archived, or the address has a typing error.
      </EmptyState>
    </>
  );
}
