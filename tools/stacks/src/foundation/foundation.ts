import { BulkheadError } from '@bulkhead/errors';
import { stateBucketName } from '@bulkhead/stack';
import { environmentOption, type Run } from '../run/run';
import { type StackInstance } from '../workspace/stack-instance';
import { bootstrapCdk, isBootstrapped } from './cdk-bootstrap';
import { createStateBucket, stateBucketExists } from './state-bucket';

/** One thing that has to be in a region before a stack can be deployed to it. */
interface Footing {
  /** What it is, for messages. */
  readonly name: string;
  readonly region: string;
  exists(): Promise<boolean>;
  create(): Promise<void>;
}

/**
 * Makes sure that every region of the run can be deployed to. On the emulator, which forgets, it creates what is
 * missing; in an account that is a decision of its own.
 *
 * @throws BulkheadError `NotBootstrapped`, naming what is missing and the command that creates it
 */
export async function requireFoundation(run: Run): Promise<void> {
  const missing = await missingFootings(run);
  if (missing.length === 0) return;
  if (run.environment.target === 'emulator') return create(missing);
  const names = missing.map(({ name, region }) => `${name} in ${region}`);
  throw new BulkheadError(
    'NotBootstrapped',
    `Environment ${run.environment.name} lacks: ${names.join(', ')}.`,
    {
      next: `npx nx run bulkhead:bootstrap ${environmentOption(run)}`,
    },
  );
}

/** Creates what is missing; returns what it created, in words. */
export async function createFoundation(run: Run): Promise<string[]> {
  const missing = await missingFootings(run);
  await create(missing);
  return missing.map(({ name, region }) => `${name} in ${region}`);
}

async function create(footings: readonly Footing[]): Promise<void> {
  for (const footing of footings) await footing.create();
}

async function missingFootings(run: Run): Promise<Footing[]> {
  const footings = footingsOf(run);
  const exist = await Promise.all(footings.map((footing) => footing.exists()));
  return footings.filter((_, index) => !exist[index]);
}

function footingsOf({ environment, selected, output }: Run): Footing[] {
  const regionsOf = (engine: StackInstance['engine']) => [
    ...new Set(selected.filter((instance) => instance.engine === engine).map(({ region }) => region)),
  ];
  const buckets = environment.terraformState.type === 's3' ? regionsOf('cdktf') : [];
  return [
    ...buckets.map((region): Footing => {
      const bucket = stateBucketName(environment, region);
      return {
        name: `the Terraform state bucket ${bucket}`,
        region,
        exists: () => stateBucketExists(bucket, region),
        create: () => createStateBucket(bucket, region, environment.target === 'emulator'),
      };
    }),
    ...regionsOf('cdk').map((region): Footing => ({
      name: 'the CDK bootstrap stack',
      region,
      exists: () => isBootstrapped(region),
      create: () => bootstrapCdk(environment.account, region, (line) => output.line(line)),
    })),
  ];
}
