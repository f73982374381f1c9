/** For `useSyncExternalStore`, of what differs between server and browser but never changes. */
export const never = () => () => undefined;
