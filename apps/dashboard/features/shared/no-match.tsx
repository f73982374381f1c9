import { Button, EmptyState } from '@accord/ui';
import { SearchX } from 'lucide-react';

export interface NoMatchProps {
  title: string;
  clear: () => void;
  /** How the filters are meant. */
  children: React.ReactNode;
}

/** In the place of a list whose filters match nothing. */
export function NoMatch({ title, clear, children }: NoMatchProps) {
  return (
    <EmptyState
      icon={SearchX}
      title={title}
      action={
        <div className="flex justify-center">
          <Button variant="secondary" size="md" onClick={clear}>
            Clear filters
          </Button>
        </div>
      }
    >
      {children}
    </EmptyState>
  );
}
