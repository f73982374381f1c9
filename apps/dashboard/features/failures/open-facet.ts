import type { FailureDimension } from '@accord/contract/http';

/** Where the values of a dimension can be chosen. */
export const facetId = (name: FailureDimension) => `facet-${name}`;

/** Brings a facet into sight with all its values, and moves the focus to the first. */
export function openFacet(name: FailureDimension) {
  const facet = document.getElementById(facetId(name));
  const rest = facet?.querySelector('details');
  if (rest) rest.open = true;
  facet?.scrollIntoView({ block: 'start' });
  facet?.querySelector('button')?.focus({ preventScroll: true });
}
