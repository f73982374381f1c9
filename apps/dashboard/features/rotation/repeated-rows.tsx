import { Button } from '@accord/ui';
import { Plus, X } from 'lucide-react';
import { useRef } from 'react';

export interface RepeatedRowsProps<Row> {
  title: string;
  hint: string;
  /** What one row is. */
  noun: string;
  /** Where the list stands in the body. */
  path: string;
  rows: readonly Row[];
  empty: Row;
  errors: Readonly<Record<string, string>>;
  onChange: (rows: readonly Row[]) => void;
  /** The fields of one row, by the path of the row in the body. */
  children: (row: Row, path: string, change: (part: Partial<Row>) => void) => React.ReactNode;
}

/** Any number of entries with the same fields: each can be removed, another one can be added. */
export function RepeatedRows<Row>(props: RepeatedRowsProps<Row>) {
  const { title, hint, noun, path, rows, empty, errors, onChange, children } = props;
  const add = useRef<HTMLButtonElement>(null);
  const remove = (index: number) => {
    onChange(rows.filter((_, at) => at !== index));
    // The button that had the focus goes with its row.
    add.current?.focus();
  };
  const change = (index: number, part: Partial<Row>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <fieldset className="min-w-0">
      <legend className="text-sm font-semibold">{title}</legend>
      <p className="mb-2 text-xs text-muted">{hint}</p>
      {rows.map((row, index) => (
        <fieldset
          key={index}
          aria-label={`${noun} ${index + 1}`}
          className="mb-3 grid min-w-0 items-start gap-x-4 gap-y-3 border-l pl-3 sm:grid-cols-2"
        >
          {children(row, `${path}.${index}`, (part) => change(index, part))}
          <Button
            variant="secondary"
            size="sm"
            className="justify-self-start sm:col-span-2"
            aria-label={`Remove ${noun} ${index + 1}`}
            onClick={() => remove(index)}
          >
            <X aria-hidden="true" />
            Remove
          </Button>
        </fieldset>
      ))}
      {errors[path] !== undefined && (
        <p role="alert" className="mb-2 text-xs text-danger">
          {errors[path]}
        </p>
      )}
      <Button ref={add} variant="secondary" size="sm" onClick={() => onChange([...rows, empty])}>
        <Plus aria-hidden="true" />
        Add a {noun}
      </Button>
    </fieldset>
  );
}
