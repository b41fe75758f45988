import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Outcome, type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { type AwsClients } from '../aws-clients';
import { type FaultProxy } from '../fault-proxy';
import { emptied } from '../interrupting';
import { type Inventory, inventory } from '../inventory';
import { unexplainedDifferences } from '../terraform-plan';
import { changesIn, FaultedCalls, type FaultKind } from './faulted-calls';
import { inventoryDifferences } from './inventory-differences';
import { type StackUnderFaults } from './stack-under-faults';

/** What became of a stack that was deployed while some of its calls were faulted, and once more undisturbed. */
export interface Trial {
  readonly kind: FaultKind;
  /** The calls that were faulted. */
  readonly hit: readonly string[];
  /** Of those, the ones of which a read failed afterwards, and which. */
  readonly failedReads: ReadonlyMap<string, string>;
  /** How the disturbed run ended. */
  readonly disturbed: string;
  /** In what the next run did not come to the same as an undisturbed deployment; empty where it converged. */
  readonly divergences: readonly string[];
}

/** What a deployment that nothing happens to calls, and comes to. */
export interface Undisturbed {
  /** The calls that change something, as `FaultedCalls` names them. */
  readonly calls: readonly string[];
  readonly inventory: Inventory;
}

/** Deploys one stack of a workspace's copy through a proxy, each time into an emptied emulator. */
export class FaultedDeployments {
  private before: Undisturbed | undefined;

  constructor(
    private readonly copy: WorkspaceCopy,
    private readonly proxy: FaultProxy,
    private readonly aws: AwsClients,
    private readonly stack: StackUnderFaults,
  ) {}

  /** The deployment that all others are held against, made once. */
  async undisturbed(): Promise<Undisturbed> {
    this.before ??= await this.deployUndisturbed();
    return this.before;
  }

  /**
   * Deploys with faults after some calls, and then without.
   *
   * @param wanted calls, as `FaultedCalls` names them; those that are not reached are not hit
   */
  async try(kind: FaultKind, wanted: ReadonlySet<string>): Promise<Trial> {
    const { inventory: expected } = await this.undisturbed();
    await this.empty();
    const faulted = new FaultedCalls(kind, wanted);
    this.proxy.inject(faulted.fault);
    const disturbed = await this.deploy();
    const ended = this.ended();
    this.proxy.inject();
    const next = await this.deploy();
    const differences = inventoryDifferences(expected, await inventory(this.aws));
    const divergences =
      next.code === 0
        ? [...differences, ...(await this.unsettled())]
        : [`the next run ${this.ended()}`, ...shortened(differences)];
    return {
      kind,
      hit: [...faulted.hit],
      failedReads: faulted.failedReads,
      disturbed: disturbed.code === 0 ? 'deployed' : ended,
      divergences,
    };
  }

  /** What a further run would still do: it must start no engine, and the plan must have nothing left. */
  private async unsettled(): Promise<string[]> {
    const settled = this.outcome() === 'unchanged';
    if (!settled) await this.deploy();
    const { app, stack, engine } = this.stack;
    const planned = engine === 'Terraform' ? await unexplainedDifferences(this.copy, app, stack) : [];
    return [
      ...(this.outcome() === 'unchanged' ? [] : [`a further run ${this.ended()}`]),
      ...planned.map((difference) => `the plan would ${difference}`),
    ];
  }

  private async deployUndisturbed(): Promise<Undisturbed> {
    await this.empty();
    this.proxy.inject();
    this.proxy.calls.splice(0);
    const { code, text } = await this.deploy();
    if (code !== 0) throw new Error(`${this.stack.id} cannot be deployed undisturbed:\n${text}`);
    const calls = changesIn(this.proxy.calls);
    const unsettled = await this.unsettled();
    if (unsettled.length > 0) throw new Error(`${this.stack.id} undisturbed: ${unsettled.join('\n')}`);
    return { calls, inventory: await inventory(this.aws) };
  }

  private async empty(): Promise<void> {
    await emptied(this.copy);
    this.forgetApplies();
    await this.stack.prepare(this.aws);
  }

  /** What Terraform wrote of its work is of objects that are gone with the emulator's other life. */
  private forgetApplies(): void {
    const folder = join('dist/terraform/local/primary', this.stack.id);
    if (!existsSync(join(this.copy.directory, folder))) return;
    for (const file of this.copy.list(folder).filter((name) => name.startsWith('apply.')))
      this.copy.remove(join(folder, file));
  }

  private deploy(): Promise<Outcome> {
    const { app, stack } = this.stack;
    // Each run is of the same code, which is built before the first one.
    return this.copy.nx(`run ${app}:deploy -c local --stack=${stack} --exclude-task-dependencies`, {
      variables: { AWS_ENDPOINT_URL: this.proxy.endpoint },
    });
  }

  private outcome(): string {
    return this.copy.outcomes()[this.stack.id] ?? 'is not in the report';
  }

  /** How the last run ended, on one line. */
  private ended(): string {
    const reported = this.copy.report().find(({ app, stack }) => `${app}/${stack}` === this.stack.id);
    const reason = reported?.reason.replace(/\s+/g, ' ').slice(0, 400) ?? '';
    return `${this.outcome()}: ${reason}`;
  }
}

/** A stack that is not deployed lacks most of what it has. */
function shortened(differences: readonly string[]): string[] {
  const shown = 4;
  if (differences.length <= shown) return [...differences];
  return [...differences.slice(0, shown), `and ${differences.length - shown} more`];
}
