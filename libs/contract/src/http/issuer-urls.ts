import { z } from 'zod';
import { IssuerUrl } from '../model/validation-contract.js';

// Of new values alone: what was taken before is still shown, and contracts compare `iss` with whatever tokens carry.

/** Whether it holds credentials, which no log and no page should show. */
function hasUser(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
}

const withoutUserOrFragment = <Url extends z.ZodType<string>>(url: Url) =>
  url
    .refine((value) => !hasUser(value), {
      error: 'must not hold a user name or password: leave out what stands before the @',
    })
    .refine((value) => !value.includes('#'), {
      error: 'must not have a fragment: leave out the # and what follows it',
    });

/** The `iss` of an issuer that is registered now. */
export const NewIssuerUrl = withoutUserOrFragment(IssuerUrl).refine(
  (value) => !value.split('#', 1)[0]?.includes('?'),
  { error: 'must not have a query (RFC 8414 §2): leave out the ? and what follows it' },
);

/** Where an external issuer keeps its keys. */
export const JwksUri = withoutUserOrFragment(z.url());
