import { Injectable } from '@nestjs/common';

/** Whether this replica was told to stop: it answers what still comes, and sends everybody elsewhere meanwhile. */
@Injectable()
export class Drain {
  private begun = false;

  get isUnderWay(): boolean {
    return this.begun;
  }

  begin(): void {
    this.begun = true;
  }
}
