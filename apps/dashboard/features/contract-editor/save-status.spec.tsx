import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { SaveStatus } from './save-status';

it.each([
  [false, false, 'Nothing saved yet'],
  [false, true, 'No changes'],
  [true, false, 'Draft saved'],
  [true, true, 'Draft saved'],
])('with a draft: %s, with a version in force: %s, says "%s"', (hasDraft, isPublished, words) => {
  const html = renderToStaticMarkup(
    <SaveStatus
      save={{ kind: 'saved' }}
      readable
      hasDraft={hasDraft}
      isPublished={isPublished}
      readOnly={false}
      onRetry={() => undefined}
      onResolve={() => undefined}
    />,
  );
  expect(html.replaceAll(/<[^>]*>/g, '')).toBe(words);
});
