import type { FirstRunView } from '@accord/contract/http';

export type StepId =
  'log-in' | 'issuer' | 'service' | 'contract' | 'credential' | 'instance' | 'good' | 'bad';

export interface StartStep {
  id: StepId;
  title: string;
  done: boolean;
}

/** The way to the first verdicts, each step as far as the installation itself says. */
export function startSteps({ issuer, place }: FirstRunView): readonly StartStep[] {
  return [
    { id: 'log-in', title: 'Log in', done: true },
    { id: 'issuer', title: 'Say who issues your tokens', done: issuer !== null },
    { id: 'service', title: 'Create a service', done: place !== null },
    { id: 'contract', title: 'Publish its contract', done: place?.published ?? false },
    { id: 'credential', title: 'Connect it with a credential', done: hasCredential(place) },
    { id: 'instance', title: 'Start an instance', done: (place?.instances ?? 0) > 0 },
    { id: 'good', title: 'See the first good token', done: place?.accepted ?? false },
    { id: 'bad', title: 'See the first bad token', done: place?.refused ?? false },
  ];
}

/** Who has connected once had one, revoked or expired as it may be now. */
function hasCredential(place: FirstRunView['place']): boolean {
  return place !== null && (place.credential || place.instances > 0);
}

export function isComplete(view: FirstRunView): boolean {
  return startSteps(view).every(({ done }) => done);
}
