/** One's own first: the rest is for those who look after the installation. */
export const SETTINGS_SECTIONS = [
  { href: '/settings/sessions', label: 'Sessions' },
  { href: '/settings/people', label: 'People' },
  { href: '/settings/tokens', label: 'API tokens' },
  { href: '/settings/credentials', label: 'Credentials' },
  { href: '/settings/environments', label: 'Environments' },
  { href: '/settings/baseline', label: 'Baseline' },
  { href: '/settings/trust-keys', label: 'Trust keys' },
  { href: '/settings/about', label: 'About' },
] as const;
