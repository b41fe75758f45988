import { BulkheadError, describeError, Refusal } from '@bulkhead/errors';
import { stateBucketName } from '@bulkhead/stack';
import { type EngineRequest } from '../engines/engine';
import { untilAborted } from '../engines/until-aborted';
import { type Run } from '../run/run';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { bootstrapCdk, isBootstrapped } from '../engines/cdk/cdk-bootstrap';
import { createStateBucket, lackingOfStateBucket } from '../engines/terraform/state-bucket';

/** One thing that a region has to have before a stack can be deployed to it. */
interface Footing {
  /** Its name, for messages. */
  readonly name: string;
  readonly region: string;
  /** What a deploy would miss, in words. Undefined if everything is there. */
  lacking(): Promise<string | undefined>;
  /** Creates it, or updates it to today's settings. Returns what was done, in words. */
  create(): Promise<string>;
}

/**
 * What stacks need in a region: a bucket for Terraform's state, or CDK's bootstrap stack. Each is looked for once, when
 * the first stack needs it. So a missing one delays only the stacks that need it.
 */
export class Foundation {
  private readonly found = new Map<string, Promise<void>>();
  private readonly looked = new Map<string, Promise<string | undefined>>();

  constructor(private readonly run: Run) {}

  /**
   * Makes sure that a stack can be deployed to its region. On the emulator, which forgets everything, it creates what
   * is missing. In an account a person decides that.
   *
   * @throws BulkheadError `NotBootstrapped`, naming what is missing and the command that creates it
   */
  private async require(instance: StackInstance): Promise<void> {
    const footing = footingOf(this.run, instance);
    if (!footing) return;
    const key = `${footing.name} ${footing.region}`;
    const found = this.found.get(key) ?? this.find(footing);
    this.found.set(key, found);
    // After a failure, a stack that is tried again has to look again.
    found.catch(() => this.found.delete(key));
    await found;
  }

  /** What the region of a stack lacks, in words. Undefined if it lacks nothing. */
  async lacking(instance: StackInstance): Promise<string | undefined> {
    const footing = footingOf(this.run, instance);
    if (!footing) return undefined;
    const name = `${footing.name} in ${footing.region}`;
    const looked = this.looked.get(name) ?? footing.lacking();
    this.looked.set(name, looked);
    const lacking = await looked;
    return lacking && `${lacking} in ${footing.region}`;
  }

  /**
   * Runs `call` after checking what the stack needs in its region. The check and the creation count against the same
   * deadline.
   */
  under<T>(call: (request: EngineRequest) => Promise<T>): (request: EngineRequest) => Promise<T> {
    return async (request) => {
      await untilAborted(request.signal, () => this.require(request.instance));
      return call(request);
    };
  }

  /** @emulator What a deploy needs in a region is created when it is missing; in AWS a person runs `bootstrap`. */
  private async find(footing: Footing): Promise<void> {
    const lacking = await footing.lacking();
    if (lacking === undefined) return;
    const { environment } = this.run;
    if (environment.target === 'emulator') {
      await footing.create();
      return;
    }
    const missing = `${lacking} in ${footing.region}`;
    throw new Refusal('NotBootstrapped', `Environment ${environment.name} lacks ${missing}.`, {
      next: `npx nx run bulkhead:bootstrap ${environmentOption(this.run)}`,
    });
  }
}

/**
 * Creates what the selected stacks need in their regions, or updates it to today's settings. A failure does not stop
 * the others.
 *
 * @returns what was done for each, in words
 * @throws BulkheadError of the one that failed, or `BootstrapFailed` with all failures
 */
export async function createFoundation(run: Run): Promise<string[]> {
  const footings = new Map(
    run.selected
      .flatMap((instance) => footingOf(run, instance) ?? [])
      .map((footing) => [`${footing.name} in ${footing.region}`, footing]),
  );
  const created: string[] = [];
  const failed: BulkheadError[] = [];
  for (const [name, footing] of footings) {
    try {
      created.push(`${name} (${await footing.create()})`);
    } catch (error) {
      if (!(error instanceof BulkheadError)) throw error;
      failed.push(error);
    }
  }
  if (failed.length === 0) return created;
  for (const name of created) run.output.line(`Ready: ${name}.`);
  if (failed.length === 1) throw failed[0];
  throw new BulkheadError(
    'BootstrapFailed',
    [`${failed.length} of ${footings.size} are not ready:`, ...failed.map(describeError)].join('\n'),
    { next: 'what each says, then the same command again', cause: failed[0] },
  );
}

/** @emulator The state bucket has no policy that requires TLS, because the policy would lock everybody out. */
function footingOf({ environment, output }: Run, { engine, region }: StackInstance): Footing | undefined {
  const emulator = environment.target === 'emulator';
  if (engine === 'cdk') {
    const name = 'the CDK bootstrap stack';
    return {
      name,
      region,
      lacking: async () => ((await isBootstrapped(region)) ? undefined : name),
      create: () => bootstrapCdk(environment.account, region, emulator, (line) => output.line(line)),
    };
  }
  if (environment.terraformState.type === 'local') return undefined;
  const bucket = stateBucketName(environment, region);
  return {
    name: `the Terraform state bucket ${bucket}`,
    region,
    lacking: () => lackingOfStateBucket(bucket, region, environment.account),
    create: () => createStateBucket(bucket, region, environment.account, emulator),
  };
}
