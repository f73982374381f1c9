import type { FailuresView } from '@accord/contract/http';
import { Button, CodeSnippet, EmptyState, formatCount } from '@accord/ui';
import { ChartColumnStacked } from 'lucide-react';
import { useOrigin } from '../shared/use-origin';
import { VALUE_FILTERS, isOfSomeOutcomes, type Filters, type FilterUpdate } from './filters';

const WITHOUT_FILTERS: FilterUpdate = Object.fromEntries(VALUE_FILTERS.map((name) => [name, null]));

export interface NothingCountedProps {
  view: FailuresView;
  filters: Filters;
  update: (next: FilterUpdate) => void;
}

/** An empty picture: good news, a mode that judged nothing, a filter that is too narrow, or nothing connected yet. */
export function NothingCounted({ view, filters, update }: NothingCountedProps) {
  const accepted = view.buckets.reduce((sum, bucket) => sum + bucket.accepted, 0);
  const filtered = VALUE_FILTERS.some((name) => filters[name] !== null);
  if (accepted > 0 && !isOfSomeOutcomes(filters)) {
    return (
      <EmptyState icon={ChartColumnStacked} title="Nothing was refused">
        {formatCount(accepted)} requests were accepted in this window. Choose “With accepted” to see them.
      </EmptyState>
    );
  }
  if (filters.mode !== 'enforced') return <NothingInMode mode={filters.mode} update={update} />;
  if (filtered) {
    return (
      <EmptyState
        icon={ChartColumnStacked}
        title="No verdict matches the filters"
        action={
          <div className="flex justify-center">
            <Button variant="secondary" size="md" onClick={() => update(WITHOUT_FILTERS)}>
              Take off all filters
            </Button>
          </div>
        }
      >
        Widen the window, or take off a filter.
      </EmptyState>
    );
  }
  return <NothingReported />;
}

const MODE_WORDS = {
  report_only: {
    title: 'Nothing was judged in report-only mode',
    text: 'Contracts that only report are counted here. Publish one to try it without refusing, or look at what is enforced.',
  },
  shadow: {
    title: 'Nothing was judged in shadow mode',
    text: 'Candidates beside the contract in force are counted here; Accord does not hand any out yet. Look at what is enforced.',
  },
};

function NothingInMode({
  mode,
  update,
}: {
  mode: keyof typeof MODE_WORDS;
  update: NothingCountedProps['update'];
}) {
  const { title, text } = MODE_WORDS[mode];
  return (
    <EmptyState
      icon={ChartColumnStacked}
      title={title}
      action={
        <div className="flex justify-center">
          <Button variant="secondary" size="md" onClick={() => update({ mode: null })}>
            Show what is enforced
          </Button>
        </div>
      }
    >
      {text}
    </EmptyState>
  );
}

function NothingReported() {
  const origin = useOrigin();
  const code = `curl -H "Authorization: Bearer $TOKEN" https://your-service.example.com/
# within a minute it is counted at ${origin}/failures`;
  return (
    <EmptyState
      icon={ChartColumnStacked}
      title="No verdicts in this window"
      action={<CodeSnippet title="Send a token to a connected service" code={code} />}
    >
      Services report once a minute. Widen the window; if no service is connected yet, connect one first.
    </EmptyState>
  );
}
