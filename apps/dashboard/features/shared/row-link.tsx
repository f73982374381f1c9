import Link from 'next/link';
import type { ComponentProps } from 'react';

/** A link in a row of a list: its page is read when somebody follows it, not for every row that comes into sight. */
export function RowLink(props: ComponentProps<typeof Link>) {
  return <Link prefetch={false} {...props} />;
}
