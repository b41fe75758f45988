import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { publishedValue } from './generated-workspace';

/**
 * Writes the records that a deploy of every synthesized stack would leave. It uses the tool's own code, so no Terraform
 * run is needed for each stack. It is a process of its own because it talks to the emulator that its environment
 * variables name.
 */
async function main([workspaceRoot = '', environment = '']: readonly string[]): Promise<void> {
  const tool = <T>(module: string) => require(join(workspaceRoot, 'tools/stacks/dist', module)) as T;
  const { readSynthIndex } = tool<SynthIndexModule>('synthesis/synth-index.js');
  const { fileDigests } = tool<FingerprintModule>('records/fingerprint.js');
  const { DeployedState } = tool<DeployedStateModule>('records/deployed-state.js');
  const { StateAgreement } = tool<StateAgreementModule>('records/state-agreement.js');
  const { ParameterStore } = tool<ParameterStoreModule>('parameters/parameter-store.js');
  const { createStateBucket } = tool<StateBucketModule>('engines/terraform/state-bucket.js');
  const { loadEnvironment } = tool<ConfigModule>('../../../libs/config/dist');

  const run = {
    workspaceRoot,
    environment: loadEnvironment(environment, workspaceRoot),
    instances: [],
    options: { environment },
  };
  const state = new DeployedState(run);
  const agreement = new StateAgreement(run);
  const buckets = new Set<string>();
  for (const stack of readSynthIndex(workspaceRoot, environment)) {
    const { region, app, stack: name, role, engine } = stack;
    const instance = { ...stack, id: `${app}/${name}@${role}` };
    const template = require(join(workspaceRoot, stack.template)) as Template;
    const backend = template.terraform?.backend.s3;
    if (backend) {
      const { bucket, key } = backend;
      if (!buckets.has(bucket)) await createStateBucket(bucket, region, run.environment.account, true);
      buckets.add(bucket);
      const Body = JSON.stringify({
        version: 4,
        serial: 1,
        lineage: randomUUID(),
        resources: [{ mode: 'managed', instances: [{}] }],
      });
      const client = new S3Client({ region, forcePathStyle: true });
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body }));
    } else {
      const TemplateBody = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
      const client = new CloudFormationClient({ region });
      await client.send(new CreateStackCommand({ StackName: stack.name, TemplateBody }));
    }
    const store = new ParameterStore(region);
    await Promise.all(
      stack.publishes.map(({ path }) => store.write(path, publishedValue, 'As if it were deployed')),
    );
    await state.writeRecord(instance, {
      of: { environment, app, stack: name, role },
      engine,
      outcome: 'deployed',
      at: new Date().toISOString(),
      seconds: 1,
      state: await agreement.stateOf(instance),
      files: fileDigests(join(workspaceRoot, stack.template, '..')),
      consumed: Object.fromEntries(stack.consumes.map(({ path }) => [path, publishedValue])),
      published: Object.fromEntries(stack.publishes.map(({ path, pattern }) => [path, pattern])),
    });
  }
}

interface Template {
  readonly terraform?: {
    readonly backend: { readonly s3: { readonly bucket: string; readonly key: string } };
  };
}
interface Use {
  readonly path: string;
  readonly pattern: string;
}
interface SynthesizedStack {
  readonly app: string;
  readonly stack: string;
  readonly role: string;
  readonly region: string;
  readonly engine: 'cdk' | 'cdktf';
  /** Name of the CloudFormation stack. */
  readonly name?: string;
  readonly template: string;
  readonly consumes: readonly Use[];
  readonly publishes: readonly Use[];
}
interface Store {
  write(name: string, value: string, description: string): Promise<void>;
}
interface SynthIndexModule {
  readSynthIndex(workspaceRoot: string, environment: string): SynthesizedStack[];
}
interface FingerprintModule {
  fileDigests(directory: string): Record<string, string>;
}
interface DeployedStateModule {
  readonly DeployedState: new (run: object) => {
    writeRecord(instance: object, record: object): Promise<void>;
  };
}
interface StateAgreementModule {
  readonly StateAgreement: new (run: object) => { stateOf(instance: object): Promise<object | undefined> };
}
interface ParameterStoreModule {
  readonly ParameterStore: new (region: string) => Store;
}
interface StateBucketModule {
  createStateBucket(bucket: string, region: string, account: string, emulator: boolean): Promise<void>;
}
interface ConfigModule {
  loadEnvironment(name: string, directory: string): { readonly account: string };
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
