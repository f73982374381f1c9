/** An empty variable counts as unset: compose files and shells pass on what nobody filled in. */
export function setValue(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}
