import { useEffect, useState, useSyncExternalStore } from 'react';
import { useSessionLost } from '../../lib/session-lost';
import { type Place, draftStore } from './contract-queries';
import { DraftSync, type DraftSnapshot, type OpenedDraft } from './draft-sync';

/** Editors that somebody left before everything was saved: coming back finds what was typed. */
const unsaved = new Map<string, DraftSync>();

export interface DraftInEditor extends DraftSnapshot {
  sync: DraftSync;
}

/** The draft of a place while its editor is open. What is not saved survives log-outs, failures and moving about. */
export function useDraftSync(place: Place, opened: OpenedDraft): DraftInEditor {
  const key = `${place.service}/${place.environment}`;
  const [sync] = useState(() => unsaved.get(key) ?? new DraftSync(draftStore(place), opened));
  const snapshot = useSyncExternalStore(sync.subscribe, sync.current, sync.current);
  const isSaved = snapshot.save.kind === 'saved' && snapshot.unreadable === null;
  const sessionLost = useSessionLost();

  useEffect(() => {
    if (isSaved) unsaved.delete(key);
    else unsaved.set(key, sync);
  }, [isSaved, key, sync]);

  useEffect(() => {
    if (!sessionLost) void sync.flush();
  }, [sessionLost, sync]);

  useEffect(() => () => void sync.flush(), [sync]);

  useEffect(() => {
    if (isSaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isSaved]);

  return { ...snapshot, sync };
}
