import { BulkheadError, describeError, Refusal } from '@bulkhead/errors';
import { stateBucketName } from '@bulkhead/stack';
import { type EngineRequest } from '../engines/engine';
import { untilAborted } from '../engines/until-aborted';
import { type Run } from '../run/run';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { bootstrapCdk, isBootstrapped } from '../engines/cdk/cdk-bootstrap';
import { createStateBucket, lackingOfStateBucket } from '../engines/terraform/state-bucket';

/** One thing that has to be in a region before a stack can be deployed to it. */
interface Footing {
  /** What it is, for messages. */
  readonly name: string;
  readonly region: string;
  /** What a deploy misses of it, in words; undefined where it is there, whole. */
  lacking(): Promise<string | undefined>;
  /** Creates it, or brings it to today's settings; returns what was done, in words. */
  create(): Promise<string>;
}

/**
 * What the stacks of a run stand on, region by region: a bucket for Terraform's state, CDK's bootstrap stack. Each
 * is looked for once, when the first stack needs it, so that a missing one holds back no stack that does not.
 */
export class Foundation {
  private readonly found = new Map<string, Promise<void>>();
  private readonly looked = new Map<string, Promise<string | undefined>>();

  constructor(private readonly run: Run) {}

  /**
   * Makes sure that a stack can be deployed to its region. On the emulator, which forgets, it creates what is
   * missing; in an account that is a decision of its own.
   *
   * @throws BulkheadError `NotBootstrapped`, naming what is missing and the command that creates it
   */
  private async require(instance: StackInstance): Promise<void> {
    const footing = footingOf(this.run, instance);
    if (!footing) return;
    const key = `${footing.name} ${footing.region}`;
    const found = this.found.get(key) ?? this.find(footing);
    this.found.set(key, found);
    // What was not found out has to be asked again by a stack that is tried again.
    found.catch(() => this.found.delete(key));
    await found;
  }

  /** What a stack stands on and its region lacks, in words; undefined where it lacks nothing. */
  async lacking(instance: StackInstance): Promise<string | undefined> {
    const footing = footingOf(this.run, instance);
    if (!footing) return undefined;
    const name = `${footing.name} in ${footing.region}`;
    const looked = this.looked.get(name) ?? footing.lacking();
    this.looked.set(name, looked);
    const lacking = await looked;
    return lacking && `${lacking} in ${footing.region}`;
  }

  /** `call`, on the ground that it needs: looking for it, and creating it, counts against the same deadline. */
  under<T>(call: (request: EngineRequest) => Promise<T>): (request: EngineRequest) => Promise<T> {
    return async (request) => {
      await untilAborted(request.signal, () => this.require(request.instance));
      return call(request);
    };
  }

  /** @emulator What a deploy stands on is made when it is missing; in AWS a person runs `bootstrap`. */
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
 * Creates what the selected stacks stand on, or brings it to today's settings. What fails holds up nothing else.
 *
 * @returns what that is and what was done, in words
 * @throws BulkheadError of the one that failed, or `BootstrapFailed` with all that did
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

/** @emulator The bucket of the state has no policy that takes TLS only, which would shut everybody out. */
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
