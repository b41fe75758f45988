import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthRequestVariable, type SynthReply, type SynthRequest } from '@bulkhead/stack';

/** The entry reads the libraries from their sources. */
const execArgv = ['-C', '@bulkhead/source', '-r', require.resolve('@swc-node/register')];
const from = (path: string) => `require(${JSON.stringify(path)})`;

const main = `
  const { BulkheadStack, functionCode, synthesizeApp } = ${from(join(__dirname, 'index.ts'))};
  const lambda = ${from(require.resolve('aws-cdk-lib/aws-lambda'))};
  const { CfnQueue } = ${from(require.resolve('aws-cdk-lib/aws-sqs'))};
  const file = require('node:path').join(__dirname, '../count.zip');
  class CountStack extends BulkheadStack {
    constructor(scope, context) {
      super(scope, context);
      new lambda.Function(this, 'Count', functionCode({ file, handler: 'index.handler', runtime: 'nodejs22.x' }));
    }
  }
  class OrdersStack extends BulkheadStack {
    constructor(scope, context) {
      super(scope, context);
      new CfnQueue(this, 'Queue');
    }
  }
  void synthesizeApp(__dirname, { orders: async () => OrdersStack, count: async () => CountStack });
`;

/** Synthesizes in a workspace of its own. Returns every resulting file, by path. */
async function synthesized(
  stack = 'orders',
  count = 'the code of count',
): Promise<{ files: Record<string, string>; workspace: string }> {
  const workspace = mkdtempSync(join(tmpdir(), 'bulkhead-cdk-app-'));
  try {
    const directory = join(workspace, 'out');
    for (const folder of ['out', 'dist']) mkdirSync(join(workspace, folder));
    writeFileSync(join(workspace, 'dist/main.js'), main);
    writeFileSync(join(workspace, 'count.zip'), count);
    const declared = { engine: 'cdk', regions: ['primary'] };
    const stacks = { orders: declared, count: declared };
    writeFileSync(
      join(workspace, 'project.json'),
      JSON.stringify({ name: 'shop', metadata: { owner: '@acme/shop', stacks } }),
    );
    const request: SynthRequest = {
      environment: 'prod',
      workingDirectory: workspace,
      stack,
      role: 'primary',
      directory,
    };
    const reply = await new Promise<SynthReply | undefined>((resolve) => {
      const env = {
        ...process.env,
        CDK_VALIDATION: 'false',
        [synthRequestVariable]: JSON.stringify(request),
      };
      const child = fork(join(workspace, 'dist/main.js'), { env, execArgv, silent: true });
      let last: SynthReply | undefined;
      child.on('message', (message) => (last = message as SynthReply));
      child.on('close', () => resolve(last));
    });
    expect(reply).toEqual({ done: true });
    const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) =>
      statSync(join(directory, path)).isFile(),
    );
    const files = paths.sort().map((path) => [path, readFileSync(join(directory, path), 'utf8')]);
    return { files: Object.fromEntries(files), workspace };
  } finally {
    rmSync(workspace, { recursive: true });
  }
}

test('an app is synthesized to a cloud assembly, with the same bytes in every folder', async () => {
  const [first, second] = await Promise.all([synthesized(), synthesized()]);
  const description = JSON.parse(first.files['stack.json'] ?? '') as Record<string, string>;

  expect(description).toMatchObject({ app: 'shop', stack: 'orders', engine: 'cdk', region: 'us-east-1' });
  expect(description['template']).toMatch(/\.template\.json$/);
  expect(JSON.parse(first.files[description['template'] ?? ''] ?? '')).toMatchObject({
    Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
  });
  const { artifacts } = JSON.parse(first.files['manifest.json'] ?? '') as {
    artifacts: Record<string, { type: string; properties?: object }>;
  };
  const stacks = Object.values(artifacts).filter(({ type }) => type === 'aws:cloudformation:stack');
  expect(stacks).toHaveLength(1);
  expect(stacks[0]?.properties).toMatchObject({
    stackName: description['name'],
    terminationProtection: true,
  });

  expect(second.files).toEqual(first.files);
  expect(JSON.stringify(first.files)).not.toContain(first.workspace);
});

/** The properties of the only function in a template. They name the file of its asset. */
const functionOf = (files: Record<string, string>) => {
  const { template = '' } = JSON.parse(files['stack.json'] ?? '') as { template?: string };
  const { Resources } = JSON.parse(files[template] ?? '') as {
    Resources: Record<string, { Type: string; Properties: { Code: { S3Key: string } } }>;
  };
  return Object.values(Resources).find(({ Type }) => Type === 'AWS::Lambda::Function')?.Properties;
};

test('the code of a function is an asset, and its name in the template depends on its content', async () => {
  const [first, second] = await Promise.all([synthesized('count'), synthesized('count')]);
  const key = functionOf(first.files)?.Code.S3Key;

  expect(functionOf(first.files)).toMatchObject({
    Code: {
      S3Bucket: expect.stringContaining('cdk-hnb659fds-assets-'),
      S3Key: expect.stringMatching(/^[0-9a-f]{64}\.zip$/),
    },
    Handler: 'index.handler',
    Runtime: 'nodejs22.x',
  });
  expect(first.files[`asset.${key}`]).toBe('the code of count');
  expect(second.files).toEqual(first.files);
  expect(JSON.stringify(first.files)).not.toContain(first.workspace);
});

test('other code is another asset', async () => {
  const [first, second] = await Promise.all([synthesized('count'), synthesized('count', 'other code')]);

  expect(functionOf(second.files)?.Code.S3Key).not.toBe(functionOf(first.files)?.Code.S3Key);
});
