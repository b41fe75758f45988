import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthRequestVariable, type SynthReply, type SynthRequest } from '@bulkhead/stack';

jest.setTimeout(60_000);

/** The entry reads the libraries from their sources. */
const execArgv = ['-C', '@bulkhead/source', '-r', require.resolve('@swc-node/register')];
const from = (path: string) => `require(${JSON.stringify(path)})`;

const main = `
  const { BulkheadStack, synthesizeApp } = ${from(join(__dirname, 'index.ts'))};
  const { SqsQueue } = ${from(require.resolve('@cdktf/provider-aws/lib/sqs-queue'))};
  class OrdersStack extends BulkheadStack {
    constructor(scope, context) {
      super(scope, context);
      new SqsQueue(this, 'queue', { name: 'orders' });
    }
  }
  void synthesizeApp(__dirname, { orders: async () => OrdersStack });
`;

/** Synthesizes in a workspace of its own; every file that results, by name. */
async function synthesized(): Promise<{ files: Record<string, string>; workspace: string }> {
  const workspace = mkdtempSync(join(tmpdir(), 'bulkhead-cdktf-app-'));
  try {
    const directory = join(workspace, 'out');
    for (const folder of ['out', 'dist']) mkdirSync(join(workspace, folder));
    writeFileSync(join(workspace, 'dist/main.js'), main);
    const stacks = { orders: { engine: 'cdktf', regions: ['primary'] } };
    writeFileSync(
      join(workspace, 'project.json'),
      JSON.stringify({ name: 'shop', metadata: { owner: '@acme/shop', stacks } }),
    );
    const request: SynthRequest = {
      environment: 'prod',
      workingDirectory: workspace,
      stack: 'orders',
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
    const files = readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'utf8')]);
    return { files: Object.fromEntries(files), workspace };
  } finally {
    rmSync(workspace, { recursive: true });
  }
}

test('an app is synthesized to what Terraform reads, with the same bytes wherever it lies', async () => {
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
