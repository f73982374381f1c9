'use client';

import { Field, controlClass, cx, popupClass } from '@accord/ui';
import { Autocomplete } from '@base-ui/react/autocomplete';
import { useRef, useState } from 'react';
import { useSearch } from '../../shared/search-query';

interface Service {
  name: string;
  /** What tells it from its neighbours. */
  detail: string;
}

/** The name of a service in a form, as `service`; the server finds it by a piece of its name, title or owner. */
export function ServiceField() {
  // Suggestions stay inside of the dialog: elsewhere they would lie in no landmark.
  const host = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const { hits, isSettled } = useSearch(text);
  const services = hits.flatMap((hit): Service[] =>
    hit.kind === 'service' ? [{ name: hit.name, detail: detailOf(hit) }] : [],
  );
  const status = isSettled && services.length === 0 ? `No service is called “${text.trim()}”.` : null;
  return (
    <Field label="Service" name="service" hint="Type a piece of its name.">
      <Autocomplete.Root
        name="service"
        items={services}
        filter={null}
        value={text}
        onValueChange={setText}
        itemToStringValue={(service: Service) => service.name}
      >
        <Autocomplete.Input
          required
          maxLength={63}
          autoComplete="off"
          spellCheck={false}
          className={controlClass}
        />
        <Autocomplete.Portal container={host} hidden={text.trim() === ''}>
          <Autocomplete.Positioner
            positionMethod="fixed"
            sideOffset={4}
            align="start"
            className="z-60 outline-none"
          >
            <Autocomplete.Popup className={cx(popupClass, 'w-[var(--anchor-width)]')}>
              <Autocomplete.Status className="px-3 text-xs text-muted not-empty:py-2">
                {status}
              </Autocomplete.Status>
              <Autocomplete.List className="max-h-64 scroll-py-1 overflow-y-auto overscroll-contain not-empty:py-1">
                {(service: Service) => (
                  <Autocomplete.Item
                    key={service.name}
                    value={service}
                    className="mx-1 flex min-h-8 cursor-default items-center gap-3 rounded-sm px-2 py-1 text-sm data-highlighted:bg-accent-soft data-highlighted:text-accent"
                  >
                    <span className="min-w-0 truncate font-medium">{service.name}</span>
                    <span className="min-w-0 flex-1 truncate text-right text-xs text-muted">
                      {service.detail}
                    </span>
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
        <div ref={host} />
      </Autocomplete.Root>
    </Field>
  );
}

function detailOf({ name, title, owner }: { name: string; title: string; owner: string | null }): string {
  return [title === name ? null : title, owner].filter(Boolean).join(' · ');
}
