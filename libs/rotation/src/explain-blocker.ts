import type { KeyState } from '@accord/contract';
import type { Blocker } from './blocker.js';

/** What a blocker means and what ends it, as a sentence for people. Times are left to whoever shows it. */
export function explainBlocker(blocker: Blocker): string {
  switch (blocker.code) {
    case 'paused':
      return 'The schedule is paused. Resume it to go on.';
    case 'freeze':
      return `A freeze is in force: ${blocker.reason}.`;
    case 'hold':
      return `${blocker.owner} holds the key: ${blocker.reason}. Release the hold to go on.`;
    case 'not_due':
      return 'It is not due yet. Rotate now to start at once.';
    case 'lead_not_elapsed':
      return 'The key has not been published for long enough for every verifier to have it.';
    case 'standby_not_ready':
      return blocker.until === null
        ? 'No standby would be left for an emergency. The schedule publishes one first.'
        : 'The standby that would be left for an emergency has not been published for long enough.';
    case 'api_outage':
      return 'The API has not run for long enough to know which instances do; the gate opens one copy age after its start.';
    case 'fleet_not_acknowledged':
      return explainFleet(blocker);
    case 'no_live_instance':
      return `No instance in ${blocker.environment} has been heard from lately, though ${some(blocker.silent.length, 'was', 'were')} within 24 hours.${decide({ missing: [], ...blocker })}`;
    case 'alg_not_allowed':
      return `The algorithm is not allowed by the contracts of ${blocker.contracts.join(', ')}. Publish contracts that allow it first.`;
    case 'kid_not_unique':
      return 'Another key has or had this kid or thumbprint. Make a new key.';
    case 'overlap_not_elapsed':
      return 'Tokens signed by the key may still be in use.';
    case 'signer_not_acknowledged':
      return `Waiting for ${some(blocker.missing.length, 'signer', 'signers')} to switch to the new key: ${blocker.missing.join(', ')}.`;
    case 'verifier_not_drained':
      return `Waiting for ${some(blocker.missing.length, 'instance', 'instances')} to report a window without tokens of the key.${blocker.personMustDecide ? ' The waiting time is over: override with a reason, or look at why they do not.' : ''}`;
    case 'rollback_window_open':
      return 'The rollback window is still open.';
    case 'last_key':
      return 'It is the only key in the JWKS, which must never be empty.';
    case 'no_active_key':
      return 'No key is active, so there is nothing to rotate.';
    case 'no_standby':
      return 'No published key could take over. Wait until the schedule has published one.';
    case 'unknown_key':
      return 'The issuer has no such key of this algorithm.';
    case 'wrong_state':
      return explainState(blocker);
    case 'reason_required':
      return 'Say why: this is logged.';
  }
}

function explainState({ state, expected }: Extract<Blocker, { code: 'wrong_state' }>): string {
  if (state === 'compromised') {
    return 'The key was reported compromised already. That is final: nothing more can be done with it.';
  }
  const words = expected.map(stateWord);
  const either = [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part !== '');
  return `The key is ${stateWord(state)}. This works with a key that is ${either.join(' or ')}.`;
}

const stateWord = (state: KeyState) => (state === 'pre_active' ? 'not published yet' : state);

type FleetBlocker = Extract<Blocker, { code: 'fleet_not_acknowledged' }>;

function explainFleet(blocker: FleetBlocker): string {
  return `Waiting for ${whoLacksIt(blocker)}.${decide(blocker)}`;
}

function whoLacksIt({ missing, silent, live, environment }: FleetBlocker): string {
  const they = silent.length === 1 ? 'it' : 'they';
  const fellSilent = `that fell silent before ${they} held`;
  if (missing.length === 0) {
    return `${some(silent.length, 'instance', 'instances')} in ${environment} ${fellSilent} the key`;
  }
  const lacking = `${missing.length} of ${live} instances in ${environment} to hold the key`;
  return silent.length === 0 ? lacking : `${lacking}, and for ${silent.length} ${fellSilent} it`;
}

/** What a person can do once waiting has not helped. A silent instance cannot be stopped, but it can come back. */
function decide({
  missing,
  silent,
  personMustDecide,
}: Pick<FleetBlocker, 'missing' | 'silent' | 'personMustDecide'>): string {
  if (!personMustDecide) return '';
  const stop = missing.length > 0 ? ['stop what lacks the key'] : [];
  const start =
    silent.length > 0 ? ['start what fell silent; 24 hours after its last poll nobody waits for it'] : [];
  return ` The waiting time is over: override with a reason, or ${[...stop, ...start].join(' and ')}.`;
}

function some(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
