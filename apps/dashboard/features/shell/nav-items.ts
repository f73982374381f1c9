import {
  Ban,
  Boxes,
  ChartColumnStacked,
  Footprints,
  KeyRound,
  ScanSearch,
  ScrollText,
  Server,
  Settings,
  type LucideIcon,
} from 'lucide-react';

export interface NavItem {
  href: string;
  label: string;
  icon: LucideIcon;
}

export interface NavGroup {
  label: string;
  items: readonly NavItem[];
}

/** The first steps; in the navigation while some are left. */
export const START: NavItem = { href: '/start', label: 'Get started', icon: Footprints };

/** Where a visitor can go, in the order of the loop: what is enforced, what it refuses, which keys sign. */
export const NAV: readonly NavGroup[] = [
  { label: 'Policy', items: [{ href: '/services', label: 'Services', icon: Boxes }] },
  {
    label: 'Traffic',
    items: [
      { href: '/failures', label: 'Failures', icon: ChartColumnStacked },
      { href: '/fleet', label: 'Fleet', icon: Server },
      { href: '/inspector', label: 'Inspector', icon: ScanSearch },
    ],
  },
  { label: 'Keys', items: [{ href: '/rotation', label: 'Rotation', icon: KeyRound }] },
  {
    label: 'Record',
    items: [
      { href: '/revocations', label: 'Revocations', icon: Ban },
      { href: '/audit', label: 'Audit', icon: ScrollText },
    ],
  },
  { label: 'Accord', items: [{ href: '/settings', label: 'Settings', icon: Settings }] },
];
