'use client';

import { Tabs as Base } from '@base-ui/react/tabs';

export interface TabItem {
  value: string;
  label: string;
  /** A count or a sign beside the label. */
  adornment?: React.ReactNode;
  content: React.ReactNode;
}

export interface TabsProps {
  label: string;
  items: readonly TabItem[];
  value: string;
  onChange: (value: string) => void;
}

export function Tabs({ label, items, value, onChange }: TabsProps) {
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(String(next))}>
      <Base.List aria-label={label} className="relative mb-5 flex gap-1 overflow-x-auto border-b">
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className="flex h-9 items-center gap-1.5 rounded-t-sm border-b-2 border-transparent px-2.5 text-sm whitespace-nowrap text-muted hover:text-text focus-visible:-outline-offset-2 data-active:border-accent data-active:font-medium data-active:text-text"
          >
            {item.label}
            {item.adornment}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="rounded-sm">
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
