'use client';

import { Field, Input } from '@accord/ui';
import { debounce, parseAsString, useQueryState } from 'nuqs';

const parser = parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(250) });

/** What is searched for, in the address. */
export function useSearchText() {
  return useQueryState('search', parser);
}

export function SearchField({ label }: { label: string }) {
  const [search, setSearch] = useSearchText();
  return (
    <Field label={label} name="search" labelHidden>
      <Input
        type="search"
        placeholder={label}
        value={search}
        onValueChange={(value) => void setSearch(value || null)}
        className="w-60 max-sm:w-full"
      />
    </Field>
  );
}
