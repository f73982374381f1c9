import { Injectable } from '@nestjs/common';

/** Something that happened and is no change: a report arrived, an instance polled. Ids and counts only, no content. */
export interface BusEvent {
  /** The name of the server-sent event: `report`. Lower-case letters and underscores. */
  type: string;
  data: Readonly<Record<string, unknown>>;
}

export type BusListener = (event: BusEvent) => void;

/**
 * Carries passing events to the dashboards that are connected to this process. Nothing is kept, and other replicas do
 * not hear it: whoever must not miss something reads it from where it is stored.
 */
@Injectable()
export class EventBus {
  private readonly listeners = new Set<BusListener>();

  publish(event: BusEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  subscribe(listener: BusListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
