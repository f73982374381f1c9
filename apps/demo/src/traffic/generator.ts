import { setTimeout as pause } from 'node:timers/promises';
import type { Outcome } from '@accord/contract';
import type { Logger } from '../log.js';
import { APIS, type Api } from '../scenario.js';
import { KINDS, ROUND, type Kind } from './kinds.js';
import type { Tally } from './tally.js';
import type { TokenSource } from './token-source.js';

export interface GeneratorOptions {
  gatewayUrl: string;
  apiUrls: Record<Api, string>;
  tokens: TokenSource;
  tally: Tally;
  pauseMs: number;
  log: Logger;
  /** Resolves when every service of the demo enforces that change. */
  enforced: (changeNumber: number) => Promise<void>;
}

const STATUS: Partial<Record<Outcome, number>> = { insufficient_scope: 403 };
const statusOf = (outcome: Outcome, kind: Kind) =>
  outcome === 'accepted' ? (kind === 'good_write' ? 201 : 200) : (STATUS[outcome] ?? 401);

/** Sends requests of every kind, round after round, through the gateway and directly, and keeps the tally. */
export class TrafficGenerator {
  private running: Promise<void> | undefined;
  private stopped = false;

  constructor(private readonly options: GeneratorOptions) {}

  start(): void {
    this.stopped = false;
    this.running ??= this.loop();
  }

  /** Resolves when the last request has been answered. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
    this.running = undefined;
  }

  private async loop(): Promise<void> {
    for (let round = 0; !this.stopped; round += 1) {
      try {
        await this.keepRevokedFresh();
        await this.round(round);
      } catch (error) {
        this.options.log(`traffic waits: ${String(error)}`);
        await pause(2000);
      }
    }
  }

  private async keepRevokedFresh(): Promise<void> {
    const { tokens, enforced, log } = this.options;
    if (tokens.revokedAreFresh()) return;
    tokens.forgetRevoked();
    try {
      await tokens.renewRevoked(enforced);
    } catch (error) {
      log(`no revoked tokens in this round, the control plane does not answer: ${String(error)}`);
    }
  }

  private async round(round: number): Promise<void> {
    for (const [index, kind] of ROUND.entries()) {
      if (this.stopped) return;
      const api = APIS[(round + index) % APIS.length] ?? 'orders';
      const token = await this.options.tokens.token(kind, api);
      if (token !== null) await this.send(kind, api, token, (round + index) % 2 === 0);
      await pause(this.options.pauseMs);
    }
  }

  private async send(kind: Kind, api: Api, token: string, direct: boolean): Promise<void> {
    const { gatewayUrl, apiUrls, tally } = this.options;
    const expected = KINDS[kind];
    const last = direct ? expected.direct : (expected.service ?? expected.gateway);
    const answer = await fetch(`${direct ? apiUrls[api] : gatewayUrl}/${api}/items`, {
      method: kind === 'good_write' ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}` },
    });
    await answer.arrayBuffer();
    if (direct) tally.add(api, expected.direct);
    else {
      tally.add('gateway', expected.gateway);
      if (expected.service !== null) tally.add(api, expected.service);
    }
    if (answer.status !== statusOf(last, kind)) {
      if (last === 'accepted') tally.refusedGoodTokens += 1;
      tally.surprise(`${kind} at ${direct ? '' : 'gateway → '}${api}: ${answer.status}, expected ${last}`);
    }
  }
}
