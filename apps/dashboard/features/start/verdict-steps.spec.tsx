import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { GoodTokenStep } from './verdict-steps';

const place = {
  service: 'payments',
  environment: 'production',
  has_draft: false,
  published: true,
  credential: true,
  instances: 1,
  accepted: false,
  refused: false,
};
const shown = (kind: 'managed' | 'external') =>
  renderToStaticMarkup(
    <GoodTokenStep
      place={place}
      issuer={{
        name: 'main',
        kind,
        issuer: 'https://auth.example.com',
        last_fetched_at: null,
        last_fetch_error: null,
      }}
    />,
  );

it('says how the authorization server gets the key that Accord made, and nothing of it to who keeps its own', () => {
  expect(shown('managed')).toContain('/v1/signing-key');
  expect(shown('managed')).toContain('href="/settings/credentials?kind=issuer"');
  expect(shown('external')).not.toContain('/v1/signing-key');
});
