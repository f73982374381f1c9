import { Injectable } from '@nestjs/common';
import { MAX_TRUST_KEYS } from '@accord/contract';
import type { BundleKeyList, BundleKeyView, CreateBundleKey, KeyCommand } from '@accord/contract/http';
import { BundleKeys, publicBundleKey } from '../bundles/bundle-keys.js';
import { type BundleKeyRow, BundleKeysRepository } from '../bundles/bundle-keys.repository.js';
import type { Change } from '../platform/change-log/change.js';
import { ChangeLog } from '../platform/change-log/change-log.js';
import { Clock } from '../platform/clock/clock.js';
import { conflict, notFound } from '../platform/errors/problems.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { type Pins, PinsRepository } from './pins.repository.js';

/** The keys that sign bundles: adding one, retiring one, and who needs which. */
@Injectable()
export class TrustService {
  constructor(
    private readonly log: ChangeLog,
    private readonly clock: Clock,
    private readonly keys: BundleKeys,
    private readonly repository: BundleKeysRepository,
    private readonly pins: PinsRepository,
  ) {}

  /** All keys, newest first, with who pins and who needs them. */
  async list(): Promise<BundleKeyList> {
    return this.view(this.repository, this.pins, this.clock.nowSeconds());
  }

  /**
   * Makes a key that signs for every client from the moment on that pins it.
   *
   * @throws Problem 409 `too_many_bundle_keys`, 503 `sealed_key_unreadable`
   */
  async create(caller: RequestContext, { reason }: CreateBundleKey): Promise<BundleKeyView> {
    const made = await this.log.run(caller, async (change) => {
      await change.lock();
      const inUse = await this.repository.within(change.manager).inUse();
      if (inUse.length >= MAX_TRUST_KEYS) throw tooManyKeys();
      const { kid } = await this.keys.create(change, reason);
      const view = await this.viewWithin(change, kid);
      change.replay(view);
      return view;
    });
    await this.keys.load();
    return made;
  }

  /**
   * Ends a key: it leaves keys.json, signs no more, and its private part is erased. One that is retired already stays so.
   *
   * @throws Problem 404, 409 `last_bundle_key`, 409 `bundle_key_needed` unless overridden
   */
  async retire(
    caller: RequestContext,
    kid: string,
    { reason, override }: KeyCommand,
  ): Promise<BundleKeyView> {
    const retired = await this.log.run(caller, async (change) => {
      const { at } = await change.lock();
      const before = await this.viewWithin(change, kid);
      if (before.state === 'retired') {
        change.unchanged();
        return before;
      }
      const repository = this.repository.within(change.manager);
      if ((await repository.inUse()).length === 1) throw lastKey();
      const needed = before.needed_by.count > 0;
      if (needed && !override) throw stillNeeded(before);
      await repository.retire(kid, at);
      await change.record({
        action: 'bundle_key.retired',
        object: { kind: 'bundle_key', id: kid, name: kid },
        before: { kid, state: 'in_use' },
        after: {
          kid,
          state: 'retired',
          needed_by: before.needed_by.count,
          overridden: needed ? ['bundle_key_needed'] : [],
        },
        reason,
      });
      return this.viewWithin(change, kid);
    });
    await this.keys.load();
    return retired;
  }

  private async viewWithin(change: Change, kid: string): Promise<BundleKeyView> {
    const { at } = await change.lock();
    const repository = this.repository.within(change.manager);
    const { items } = await this.view(repository, this.pins.within(change.manager), at);
    const found = items.find((item) => item.kid === kid);
    if (found === undefined) throw notFound(`bundle key "${kid}"`);
    return found;
  }

  private async view(
    repository: BundleKeysRepository,
    pins: PinsRepository,
    now: number,
  ): Promise<BundleKeyList> {
    const rows = await repository.all();
    const inUse = rows.filter((row) => row.retired_at === null);
    const kidsOf = (some: readonly BundleKeyRow[]): string[] => some.map(({ kid }) => kid);
    const found = await pins.of(kidsOf(rows), kidsOf(inUse), now);
    const items = rows.flatMap((row) => keyView(row, found.pins.get(row.kid)) ?? []);
    return { items, instances: found.instances };
  }
}

function keyView(row: BundleKeyRow, pins: Pins | undefined): BundleKeyView | undefined {
  if (pins === undefined) return undefined;
  return {
    kid: row.kid,
    public_jwk: publicBundleKey(row),
    state: row.retired_at === null ? 'in_use' : 'retired',
    created_at: row.created_at,
    retired_at: row.retired_at,
    change_number: row.change_number,
    ...pins,
  };
}

function tooManyKeys() {
  return conflict(
    'too_many_bundle_keys',
    `${MAX_TRUST_KEYS} bundle keys are in use, the most that a client can pin. Retire one that nobody needs first: GET /v1/trust/keys.`,
  );
}

function lastKey() {
  return conflict(
    'last_bundle_key',
    'This is the only bundle key in use. Add a new one (POST /v1/trust/keys), let services pin it, then retire this one.',
  );
}

function stillNeeded({ needed_by }: BundleKeyView) {
  const { count, instances } = needed_by;
  const names = instances.map(
    ({ service, environment, instance }) => `${service}/${environment} ${instance}`,
  );
  const more = count > names.length ? ` and ${count - names.length} more` : '';
  return conflict(
    'bundle_key_needed',
    `${count === 1 ? 'One instance gets' : `${count} instances get`} policy under this key alone: ${names.join(', ')}${more}. ` +
      'Let these services pin a newer key of /v1/trust/keys.json beside it (trustKeys) and start them again, then retire it. ' +
      'With "override": true they keep the policy that they have, and get no newer one.',
    { needed_by },
  );
}
