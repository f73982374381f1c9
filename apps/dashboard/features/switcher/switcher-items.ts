import type { SearchHit } from '@accord/contract/http';
import { Boxes, Fingerprint, KeyRound, Settings, type LucideIcon } from 'lucide-react';
import { servicePath } from '../services/service-path';
import { SETTINGS_SECTIONS } from '../settings/settings-sections';
import { NAV, START } from '../shell/nav-items';

/** Something to go to. */
export interface Place {
  href: string;
  label: string;
  /** What tells it from its neighbours. */
  detail: string | null;
  icon: LucideIcon;
}

export interface PlaceGroup {
  label: string;
  items: readonly Place[];
}

const PAGES: readonly Place[] = [
  ...NAV.flatMap(({ label, items }) => items.map((item) => ({ ...item, detail: label }))),
  { ...START, detail: null },
];
/** Found by their names, but too many to be shown before anything is typed. */
const SECTIONS: readonly Place[] = SETTINGS_SECTIONS.map((section) => ({
  ...section,
  detail: 'Settings',
  icon: Settings,
}));

const rotation = (query: Record<string, string>) => `/rotation?${new URLSearchParams(query)}`;

function placeOf(hit: SearchHit): Place {
  switch (hit.kind) {
    case 'service':
      return {
        href: servicePath(hit.name),
        label: hit.title,
        detail: [hit.title === hit.name ? null : hit.name, hit.owner].filter(Boolean).join(' · ') || null,
        icon: Boxes,
      };
    case 'issuer':
      return { href: rotation({ issuer: hit.name }), label: hit.name, detail: hit.issuer, icon: KeyRound };
    case 'key':
      return {
        href: rotation({ issuer: hit.issuer, kid: hit.kid }),
        label: hit.kid,
        detail: hit.state === null ? hit.issuer : `${hit.issuer} · ${hit.state}`,
        icon: Fingerprint,
      };
  }
}

const HIT_GROUPS = [
  ['service', 'Services'],
  ['issuer', 'Issuers'],
  ['key', 'Keys'],
] as const;

/** Pages whose name contains the text, then what the server found; groups without anything are left out. */
export function placesFor(text: string, hits: readonly SearchHit[]): readonly PlaceGroup[] {
  const wanted = text.trim().toLowerCase();
  const places = wanted === '' ? PAGES : [...PAGES, ...SECTIONS];
  const pages = { label: 'Pages', items: places.filter(({ label }) => label.toLowerCase().includes(wanted)) };
  const found = HIT_GROUPS.map(([kind, label]) => ({
    label,
    items: hits.filter((hit) => hit.kind === kind).map(placeOf),
  }));
  return [pages, ...found].filter(({ items }) => items.length > 0);
}
