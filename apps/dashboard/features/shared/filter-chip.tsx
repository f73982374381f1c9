import { X } from 'lucide-react';

export interface FilterChipProps {
  name: string;
  value: string;
  onTakeOff: () => void;
}

/** A filter that a link has set, and the way to be rid of it. */
export function FilterChip({ name, value, onTakeOff }: FilterChipProps) {
  return (
    <button
      type="button"
      onClick={onTakeOff}
      aria-label={`Take off the filter ${name}: ${value}`}
      className="inline-flex h-6 max-w-full items-center gap-1.5 rounded-full bg-accent-soft px-2.5 text-xs text-accent hover:underline"
    >
      <span className="truncate">
        {name}: <span className="font-medium">{value}</span>
      </span>
      <X aria-hidden="true" className="size-3 shrink-0" />
    </button>
  );
}
