/** The cases that EdDSA alone has: { name, bundle, cases }. Without a bundle of its own, a group uses one of the others. */
export const makeGroups = () => [];
