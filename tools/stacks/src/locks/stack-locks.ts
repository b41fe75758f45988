import { setTimeout as sleep } from 'node:timers/promises';
import { BulkheadError, Refusal } from '@bulkhead/errors';
import { ParameterStore } from '../parameters/parameter-store';
import { AwsFailure } from '../retries/aws-failure';
import { type Run } from '../run/run';
import { awsCommand } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { describeHolder, isAtWork, type LockHolder, parseHolder, thisHolder } from './lock-holder';

/** The part of SSM that a lock needs. */
export type LockStore = Pick<ParameterStore, 'create' | 'read' | 'write' | 'delete'>;

/** Pause before asking again for a lock that has just been released. */
const retryMs = 200;

/** How often a holder renews its lock: several times before it would count as dead. */
const renewalMs = 45_000;

/**
 * One lock for each stack, whatever the engine: an SSM parameter in the stack's own region. It exists while somebody
 * deploys or destroys the stack. The lock of a killed process is taken over.
 */
export class StackLocks {
  private readonly stores = new Map<string, LockStore>();

  constructor(
    private readonly run: Pick<Run, 'environment' | 'output'>,
    private readonly verb: string,
    private readonly open: (region: string) => LockStore = (region) => new ParameterStore(region),
  ) {}

  /**
   * Works on a stack while nobody else does. The signal is aborted if the lock was lost. That happens to a process that
   * slept for longer than a lock lives.
   *
   * @throws BulkheadError `StackLocked`, naming who holds the lock since when; `work` has not been called then
   */
  async holding<T>(instance: StackInstance, work: (lost: AbortSignal) => Promise<T>): Promise<T> {
    const store = this.store(instance.region);
    const path = lockPath(this.run.environment.name, instance);
    const holder = await this.acquire(instance, store, path);
    const lost = new AbortController();
    const renewal = setInterval(() => {
      renew(store, path, holder, instance).catch((error: unknown) => {
        // A call without an answer says nothing of the lock.
        if (error instanceof BulkheadError && !(error instanceof AwsFailure)) lost.abort(error);
      });
    }, renewalMs);
    renewal.unref();
    try {
      return await work(lost.signal);
    } finally {
      clearInterval(renewal);
      // If the lock cannot be released, it counts as the lock of a dead process as soon as this process ends.
      await release(store, path, holder).catch(() => undefined);
    }
  }

  private async acquire(instance: StackInstance, store: LockStore, path: string): Promise<LockHolder> {
    const self = await thisHolder(this.verb);
    const description = `Who deploys ${instance.id} now`;
    for (;;) {
      if (await store.create(path, JSON.stringify(self), description)) return self;
      const text = (await store.read([path])).get(path);
      if (text === undefined) {
        await sleep(retryMs);
        continue;
      }
      const holder = parseHolder(text);
      // The answer to the first attempt got lost, and the client tried again.
      if (holder?.id === self.id) return self;
      if (!holder || (await isAtWork(holder))) throw stackLocked(instance, holder, path);
      if (await this.takeOver(instance, store, path, holder, self)) return self;
    }
  }

  /**
   * Takes over the lock of a dead holder. If several processes see the same dead holder, only the process that creates
   * the claim takes over, and only as long as that holder is still the holder.
   */
  private async takeOver(
    instance: StackInstance,
    store: LockStore,
    path: string,
    dead: LockHolder,
    self: LockHolder,
  ): Promise<boolean> {
    const claims = await this.claim(instance, store, path, dead, self);
    if (claims.length === 0) return false;
    try {
      const current = parseHolder((await store.read([path])).get(path) ?? '');
      if (current?.id !== dead.id) return false;
      await store.write(path, JSON.stringify(self), `Who deploys ${instance.id} now`);
    } finally {
      await store.delete(claims);
    }
    this.run.output.line(
      `${instance.id}  takes over from ${describeHolder(dead)}, who ended without finishing`,
    );
    return true;
  }

  /**
   * Claims the place of a dead holder. If the claimant is dead too, its place is claimed, and so on. As long as the
   * holder is the same, no claim is made twice under one name, so that exactly one process gets the lock.
   *
   * @returns names of the claims, to be deleted once the lock is written; none if the claims have changed meanwhile
   * @throws Refusal `StackLocked` if a claimant is at work
   */
  private async claim(
    instance: StackInstance,
    store: LockStore,
    path: string,
    dead: LockHolder,
    self: LockHolder,
  ): Promise<readonly string[]> {
    const claims: string[] = [];
    for (let former = dead; ;) {
      const claim = `${path}/claim-${former.id}`;
      claims.push(claim);
      const description = `The process that takes over the lock of ${instance.id}`;
      if (await store.create(claim, JSON.stringify(self), description)) return claims;
      const text = (await store.read([claim])).get(claim);
      if (text === undefined) return [];
      const claimant = parseHolder(text);
      // The answer to the first attempt got lost, and the client tried again.
      if (claimant?.id === self.id) return claims;
      if (!claimant) {
        // The process that wrote it cannot go on.
        await store.delete([claim]);
        return [];
      }
      if (await isAtWork(claimant)) throw stackLocked(instance, claimant, path);
      former = claimant;
    }
  }

  private store(region: string): LockStore {
    const store = this.stores.get(region) ?? this.open(region);
    this.stores.set(region, store);
    return store;
  }
}

/** Name of the SSM parameter of a stack's lock. No contract can be named `_lock`. */
export function lockPath(
  environment: string,
  { role, app, stack }: Pick<StackInstance, 'role' | 'app' | 'stack'>,
): string {
  return `/bulkhead/${environment}/_lock/${role}/${app}/${stack}`;
}

async function renew(
  store: LockStore,
  path: string,
  holder: LockHolder,
  instance: StackInstance,
): Promise<void> {
  const current = parseHolder((await store.read([path])).get(path) ?? '');
  if (current?.id !== holder.id) {
    const whose = current ? `${describeHolder(current)} has it` : 'it was deleted';
    throw new BulkheadError('LockLost', `The lock of ${instance.id} is no longer this run's: ${whose}.`, {
      next: 'wait for them to end, then run the same command again',
    });
  }
  const renewed = { ...holder, renewedAt: new Date().toISOString() };
  await store.write(path, JSON.stringify(renewed), `Who deploys ${instance.id} now`);
}

async function release(store: LockStore, path: string, holder: LockHolder): Promise<void> {
  const current = parseHolder((await store.read([path])).get(path) ?? '');
  if (current?.id === holder.id) await store.delete([path]);
}

function stackLocked(instance: StackInstance, holder: LockHolder | undefined, path: string): BulkheadError {
  const { id, region } = instance;
  const who = holder ? `${describeHolder(holder)}, for ${holder.verb}` : 'somebody that cannot be read';
  return new Refusal('StackLocked', `${id} is held by ${who}.`, {
    next: `wait for them to end; if nobody is at work on it: ${awsCommand(`ssm delete-parameter --region ${region} --name ${path}`)}`,
  });
}
