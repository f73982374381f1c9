'use client';

import { buttonClass, cx, popupClass } from '@accord/ui';
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { asProblem } from '../../lib/api-problem';
import { placesFor, type Place, type PlaceGroup } from './switcher-items';
import { useSearch } from '../shared/search-query';

/** Goes anywhere by a piece of its name. The best match is chosen already: typing and Enter are enough. */
export function SwitcherDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [text, setText] = useState('');
  const { hits, error, isSettled } = useSearch(text);
  const groups = useMemo(() => placesFor(text, hits), [text, hits]);
  const go = ({ href }: Place) => {
    onClose();
    router.push(href);
  };
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Backdrop data-backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          className={cx(
            popupClass,
            'fixed inset-x-4 top-[8vh] z-50 mx-auto flex max-h-[min(84vh,560px)] max-w-xl flex-col overflow-hidden rounded-lg',
          )}
        >
          <Dialog.Title className="sr-only">Go to</Dialog.Title>
          <Autocomplete.Root
            open
            inline
            items={groups}
            filter={null}
            autoHighlight="always"
            keepHighlight
            value={text}
            onValueChange={(next, { reason }) => reason !== 'item-press' && setText(next)}
            itemToStringValue={(place: Place) => place.label}
          >
            <div className="flex items-center gap-2 border-b pr-2 pl-4">
              <Search aria-hidden="true" className="size-4 shrink-0 text-muted" />
              <Autocomplete.Input
                aria-label="Search pages, services, issuers and keys"
                placeholder="Pages, services, issuers, keys"
                maxLength={100}
                className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted sm:text-sm"
              />
              <Dialog.Close className={buttonClass('ghost', 'sm')}>Esc</Dialog.Close>
            </div>
            <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain py-1">
              <Autocomplete.Status className="px-4 text-xs text-muted not-empty:py-2">
                {statusOf({ text, error, isSettled, found: groups.length > 0 })}
              </Autocomplete.Status>
              <Autocomplete.List>
                {(group: PlaceGroup) => <Group key={group.label} {...group} onGo={go} />}
              </Autocomplete.List>
            </div>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface SearchState {
  text: string;
  error: Error | null;
  isSettled: boolean;
  found: boolean;
}

function statusOf({ text, error, isSettled, found }: SearchState): string | null {
  if (error) return `Only pages can be found now: ${asProblem(error).title}.`;
  if (text.trim() === '' || found) return null;
  return isSettled ? `Nothing is called “${text.trim()}”.` : 'Searching…';
}

function Group({ label, items, onGo }: PlaceGroup & { onGo: (place: Place) => void }) {
  return (
    <Autocomplete.Group items={[...items]} className="pb-1">
      <Autocomplete.GroupLabel className="px-4 py-1.5 text-2xs font-medium text-faint">
        {label}
      </Autocomplete.GroupLabel>
      <Autocomplete.Collection>
        {(place: Place) => {
          const { href, label: name, detail, icon: Icon } = place;
          return (
            <Autocomplete.Item
              key={href}
              value={place}
              onClick={() => onGo(place)}
              className="mx-1 flex min-h-9 cursor-default scroll-my-1 items-center gap-2.5 rounded-md px-3 py-1.5 text-sm data-highlighted:bg-accent-soft data-highlighted:text-accent"
            >
              <Icon aria-hidden="true" className="size-4 shrink-0" />
              <span className="max-w-[70%] min-w-0 shrink-0 truncate font-medium">{name}</span>
              {detail && (
                <span className="min-w-0 flex-1 truncate text-right text-xs text-muted">{detail}</span>
              )}
            </Autocomplete.Item>
          );
        }}
      </Autocomplete.Collection>
    </Autocomplete.Group>
  );
}
