import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthRequestVariable, type SynthReply, type SynthRequest } from '@bulkhead/stack';

/** The entry reads the libraries from their sources. */
const execArgv = ['-C', '@bulkhead/source', '-r', require.resolve('@swc-node/register')];
const from = (path: string) => `require(${JSON.stringify(path)})`;

const main = `
  const { BulkheadStack, functionCode, suppress, synthesizeApp } = ${from(join(__dirname, 'index.ts'))};
  const { LambdaFunction } = ${from(require.resolve('@cdktf/provider-aws/lib/lambda-function'))};
  const { RdsGlobalCluster } = ${from(require.resolve('@cdktf/provider-aws/lib/rds-global-cluster'))};
  const { SqsQueue } = ${from(require.resolve('@cdktf/provider-aws/lib/sqs-queue'))};
  const file = require('node:path').join(__dirname, '../count.zip');
  class CountStack extends BulkheadStack {
    constructor(scope, context) {
      super(scope, context);
      const code = functionCode(this, 'code', { file, handler: 'index.handler', runtime: 'nodejs22.x' });
      new LambdaFunction(this, 'count', { functionName: 'count', role: 'arn', ...code });
    }
  }
  class OrdersStack extends BulkheadStack {
    constructor(scope, context) {
      super(scope, context);
      new SqsQueue(this, 'queue', { name: 'orders' });
    }
  }
  class WorldStack extends OrdersStack {
    constructor(scope, context) {
      super(scope, context);
      const globalCluster = new RdsGlobalCluster(this, 'world', { globalClusterIdentifier: 'world' });
      suppress(globalCluster, { rule: 'database-standby', reason: 'There is one region in this test.' });
    }
  }
  void synthesizeApp(__dirname, {
    orders: async () => OrdersStack,
    count: async () => CountStack,
    world: async () => WorldStack,
  });
`;

/** Synthesizes in a workspace of its own. Returns every resulting file, by name. */
async function synthesized(
  stack = 'orders',
  count = 'the code of count',
  environment = 'prod',
): Promise<{ files: Record<string, string>; workspace: string }> {
  const workspace = mkdtempSync(join(tmpdir(), 'bulkhead-cdktf-app-'));
  try {
    const directory = join(workspace, 'out');
    for (const folder of ['out', 'dist']) mkdirSync(join(workspace, folder));
    writeFileSync(join(workspace, 'dist/main.js'), main);
    writeFileSync(join(workspace, 'count.zip'), count);
    const declared = { engine: 'cdktf', regions: ['primary'] };
    const stacks = { orders: declared, count: declared, world: declared };
    writeFileSync(
      join(workspace, 'project.json'),
      JSON.stringify({ name: 'shop', metadata: { owner: '@acme/shop', stacks } }),
    );
    const request: SynthRequest = {
      environment,
      workingDirectory: workspace,
      stack,
      role: 'primary',
      directory,
    };
    const reply = await new Promise<SynthReply | undefined>((resolve) => {
      const env = { ...process.env, [synthRequestVariable]: JSON.stringify(request) };
      const child = fork(join(workspace, 'dist/main.js'), { env, execArgv, silent: true });
      let last: SynthReply | undefined;
      child.on('message', (message) => (last = message as SynthReply));
      child.on('close', () => resolve(last));
    });
    expect(reply).toEqual({ done: true });
    const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) =>
      statSync(join(directory, path)).isFile(),
    );
    const files = paths.map((path) => [path, readFileSync(join(directory, path), 'utf8')]);
    return { files: Object.fromEntries(files), workspace };
  } finally {
    rmSync(workspace, { recursive: true });
  }
}

test('an app is synthesized to a Terraform configuration, with the same bytes in every folder', async () => {
  const [first, second] = await Promise.all([synthesized(), synthesized()]);

  expect(Object.keys(first.files).sort()).toEqual(['.terraform.lock.hcl', 'cdk.tf.json', 'stack.json']);
  expect(JSON.parse(first.files['stack.json'] ?? '')).toEqual({
    app: 'shop',
    stack: 'orders',
    engine: 'cdktf',
    role: 'primary',
    region: 'us-east-1',
    template: 'cdk.tf.json',
    omitted: [],
    suppressions: [],
    publishes: [],
    consumes: [],
  });
  expect(JSON.parse(first.files['cdk.tf.json'] ?? '')).toMatchObject({
    resource: { aws_sqs_queue: { queue: { name: 'orders' } } },
  });
  expect(first.files['.terraform.lock.hcl']).toBe(
    readFileSync(join(__dirname, '../terraform.lock.hcl'), 'utf8'),
  );

  expect(second.files).toEqual(first.files);
  expect(JSON.stringify(first.files)).not.toContain(first.workspace);
});

test('left out resources are not deployed, but the policy judges them', async () => {
  const { files } = await synthesized('world', undefined, 'local');
  const read = (file: string) => JSON.parse(files[file] ?? '') as { resource: Record<string, unknown> };

  expect(Object.keys(read('cdk.tf.json').resource)).toEqual(['aws_sqs_queue']);
  expect(Object.keys(read('complete.json').resource)).toEqual(['aws_rds_global_cluster', 'aws_sqs_queue']);
  expect(read('stack.json')).toMatchObject({
    template: 'cdk.tf.json',
    complete: 'complete.json',
    omitted: [{ resource: 'aws_rds_global_cluster.world' }],
    suppressions: [{ resource: 'aws_rds_global_cluster.world' }],
  });
});

const functionOf = (files: Record<string, string>) => {
  const { resource } = JSON.parse(files['cdk.tf.json'] ?? '') as {
    resource: { aws_lambda_function: { count: { filename: string; source_code_hash: string } } };
  };
  return resource.aws_lambda_function.count;
};

test('the code of a function is beside the configuration, which has its path and its hash', async () => {
  const [first, second] = await Promise.all([synthesized('count'), synthesized('count')]);
  const { filename, source_code_hash: hash } = functionOf(first.files);

  expect(filename).toMatch(/^\$\{path\.module\}\/assets\/code\/[0-9A-F]+\/count\.zip$/);
  expect(first.files[filename.replace('${path.module}/', '')]).toBe('the code of count');
  expect(hash).toBe(createHash('sha256').update('the code of count').digest('base64'));
  expect(second.files).toEqual(first.files);
  expect(JSON.stringify(first.files)).not.toContain(first.workspace);
});

test('other code is another file', async () => {
  const [first, second] = await Promise.all([synthesized('count'), synthesized('count', 'other code')]);

  expect(functionOf(second.files).filename).not.toBe(functionOf(first.files).filename);
  expect(functionOf(second.files).source_code_hash).not.toBe(functionOf(first.files).source_code_hash);
});
