import { DraftConflict, type DraftView } from '@accord/contract/http';
import { asProblem, type ApiProblem } from '../../lib/api-problem';
import { type JsonObject, sameContent, sameJson } from './json-value';

/** How far what is on screen has reached the server. */
export type SaveState =
  | { kind: 'saved' }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'failed'; problem: ApiProblem }
  | { kind: 'conflict'; current: DraftConflict['current'] };

export interface DraftSnapshot {
  /** What is on screen, saved or not. */
  contract: JsonObject;
  /** What stands in the JSON beside it while that cannot be read; else null. */
  unreadable: string | null;
  /** The draft as the server last showed it; null while there is none. */
  draft: DraftView | null;
  save: SaveState;
}

/** What the editor opens with: the draft, or else what is in force, or else nothing. */
export interface OpenedDraft {
  contract: JsonObject;
  draft: DraftView | null;
}

export interface DraftStore {
  /** Saves over the state that `etag` names; null: there is no draft yet. @throws ApiProblem */
  save(contract: JsonObject, etag: string | null): Promise<DraftView>;
  /** Ends the draft in the state that `etag` names. @throws ApiProblem */
  discard(etag: string): Promise<void>;
  open(): Promise<OpenedDraft>;
}

const PAUSE_MS = 700;
const RETRY_MS = 5_000;

/**
 * Keeps a draft on the server in step with what somebody types: one save at a time, under the ETag that was seen.
 * What is typed stays here whatever the server answers.
 */
export class DraftSync {
  private snapshot: DraftSnapshot;
  /** The contract as the server has it. */
  private stored: JsonObject;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly store: DraftStore,
    opened: OpenedDraft,
  ) {
    this.snapshot = { ...opened, unreadable: null, save: { kind: 'saved' } };
    this.stored = opened.contract;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): DraftSnapshot => this.snapshot;

  /** Takes in what was typed; it is saved when typing pauses. */
  edit(contract: JsonObject): void {
    this.set({ contract, unreadable: null });
    this.saveSoon();
  }

  /** Takes in JSON that cannot be read: it is kept as it is, and nothing of it is saved. */
  keepUnreadable(text: string): void {
    this.set({ unreadable: text });
  }

  /** Saves now what is not saved yet. Does nothing during a save or a conflict. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    const { save, contract, draft } = this.snapshot;
    if (save.kind === 'saving' || save.kind === 'conflict') return;
    if (sameJson(contract, this.stored)) {
      this.set({ save: { kind: 'saved' } });
      return;
    }
    await this.send(contract, draft?.etag ?? null);
  }

  /** Overwrites what somebody else saved, under the ETag that was shown. */
  async keepMine(): Promise<void> {
    const { save, contract } = this.snapshot;
    if (save.kind === 'conflict') await this.send(contract, save.current?.etag ?? null);
  }

  /** Gives up what is on screen for what the server has. @throws ApiProblem */
  async takeTheirs(): Promise<void> {
    const opened = await this.store.open();
    this.stored = opened.contract;
    this.set({ ...opened, unreadable: null, save: { kind: 'saved' } });
  }

  /** Ends the draft and shows what is in force. @throws ApiProblem */
  async discard(): Promise<void> {
    clearTimeout(this.timer);
    const { draft } = this.snapshot;
    if (draft === null || (await this.end(draft.etag))) await this.takeTheirs();
  }

  /** False when somebody else saved meanwhile: theirs is not discarded unseen. */
  private async end(etag: string): Promise<boolean> {
    try {
      await this.store.discard(etag);
      return true;
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status === 404) return true;
      const conflict = conflictOf(problem);
      if (conflict === null) throw problem;
      if (conflict.current && this.hasMyText(conflict.current)) return this.end(conflict.current.etag);
      this.set({ save: { kind: 'conflict', current: conflict.current } });
      return false;
    }
  }

  private async send(contract: JsonObject, etag: string | null): Promise<void> {
    this.set({ save: { kind: 'saving' } });
    try {
      const draft = await this.store.save(contract, etag);
      this.stored = contract;
      this.set({ draft, save: { kind: 'saved' } });
      if (this.snapshot.contract !== contract) this.saveSoon();
    } catch (error) {
      await this.fail(asProblem(error));
    }
  }

  private async fail(problem: ApiProblem): Promise<void> {
    const conflict = conflictOf(problem);
    if (conflict?.current && this.hasMyText(conflict.current)) {
      await this.send(this.snapshot.contract, conflict.current.etag);
      return;
    }
    if (conflict) {
      this.set({ save: { kind: 'conflict', current: conflict.current } });
      return;
    }
    this.set({ save: { kind: 'failed', problem } });
    if (problem.status === 0 || problem.status >= 500) this.schedule(RETRY_MS);
  }

  /** Only the version in force has changed: nobody's text would be lost. */
  private hasMyText(current: NonNullable<DraftConflict['current']>): boolean {
    const mine = this.snapshot.draft;
    return mine !== null && sameContent(current.contract, mine.contract) && current.etag !== mine.etag;
  }

  private saveSoon(): void {
    const { save } = this.snapshot;
    if (save.kind === 'conflict' || save.kind === 'saving') return;
    this.set({ save: { kind: 'waiting' } });
    this.schedule(PAUSE_MS);
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), ms);
  }

  private set(next: Partial<DraftSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...next };
    this.listeners.forEach((notify) => notify());
  }
}

/** What the server refuses to overwrite; null for any other problem. */
function conflictOf({ status, members }: ApiProblem): DraftConflict | null {
  if (status !== 412 && status !== 428) return null;
  return DraftConflict.safeParse(members).data ?? null;
}
