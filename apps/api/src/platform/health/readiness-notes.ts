import { Injectable } from '@nestjs/common';

/** Says what is not as it should be though the replica can serve; null for nothing. */
export type ReadinessNote = () => string | null;

/** Where features put what `/readyz` tells beside "ready". */
@Injectable()
export class ReadinessNotes {
  private readonly notes: ReadinessNote[] = [];

  add(note: ReadinessNote): void {
    this.notes.push(note);
  }

  present(): string[] {
    return this.notes.flatMap((note) => note() ?? []);
  }
}
