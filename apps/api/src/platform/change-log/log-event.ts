/** What followers get of an event: what changed and what it touches, no content. `at` in epoch seconds. */
export interface LogEvent {
  number: number;
  at: number;
  action: string;
  objectKind: string;
  objectId: string;
  objectName: string;
  serviceId: string | null;
  environmentId: string | null;
  issuerId: string | null;
}
