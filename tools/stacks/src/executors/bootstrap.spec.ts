import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExecutorContext } from '@nx/devkit';
import { TestRefusal } from '../test-aws/query-protocol';
import { testAws, useTestAws } from '../test-aws/test-aws';
import { testFolder } from '../test-folder';
import bootstrap from './bootstrap';

useTestAws();

const printed: string[] = [];
let root: string;

beforeEach(() => {
  printed.splice(0);
  jest.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  root = testFolder();
});
afterEach(() => jest.restoreAllMocks());

/** Runs the command over an account with a Terraform stack and a CDK stack in each of two regions. */
async function bootstrapping(account = '123456789012') {
  // A variable of its own says that something else answers in place of AWS.
  process.env['BULKHEAD_AWS_ENDPOINT'] ??= process.env['AWS_ENDPOINT_URL'];
  for (const name of Object.keys(process.env))
    if (name.startsWith('AWS_ENDPOINT_URL')) delete process.env[name];
  writeFileSync(
    join(root, 'qa.json'),
    JSON.stringify({
      name: 'qa',
      preset: 'patient-data',
      account,
    }),
  );
  const app = (name: string, engine: string, stack: string, regions: readonly string[]) => ({
    name,
    root: `apps/${name}`,
    metadata: { owner: '@acme/x', stacks: { [stack]: { engine, regions } } },
  });
  const context = {
    root,
    cwd: root,
    projectsConfigurations: {
      version: 2,
      projects: {
        network: app('network', 'cdktf', 'vpc', ['primary']),
        'dr-region': app('dr-region', 'cdktf', 'network', ['dr']),
        'app-platform': app('app-platform', 'cdk', 'service', ['primary', 'dr']),
      },
    },
  } as unknown as ExecutorContext;
  const { success } = await bootstrap({ environment: 'qa.json' }, context);
  return { success, text: printed.join('\n') };
}

test('an empty account is prepared in both regions, and then found ready', async () => {
  expect(await bootstrapping()).toMatchObject({ success: true });
  expect(printed.at(-1)).toMatch(
    /^Ready: .*terraform-state.* in ap-southeast-1 \(created\), .* in ap-southeast-2 \(created\), the CDK bootstrap stack in ap-southeast-1 \(created\), the CDK bootstrap stack in ap-southeast-2 \(created\)\.$/,
  );
  expect(testAws().in('ap-southeast-2').cloudFormation.stack('CDKToolkit')?.terminationProtection).toBe(true);

  expect(await bootstrapping()).toMatchObject({ success: true });
  expect(printed.at(-1)?.match(/\(unchanged\)/g)).toHaveLength(4);
});

test('another account than the environment’s is refused, and nothing is created', async () => {
  const { success, text } = await bootstrapping('444455556666');

  expect(success).toBe(false);
  expect(text).toContain('(WrongAccount)');
  expect(
    testAws()
      .in('ap-southeast-1')
      .objects.all.filter(({ id }) => id.includes('terraform-state')),
  ).toEqual([]);
  expect(testAws().in('ap-southeast-1').cloudFormation.calls).toEqual([]);
});

test('a denied call is reported with the command to run again, and the rest is done', async () => {
  testAws().in('ap-southeast-1').s3.refusals['CreateBucket'] = new TestRefusal(
    'AccessDenied',
    'Access Denied',
    403,
  );
  const { success, text } = await bootstrapping();

  expect(success).toBe(false);
  expect(text).toMatch(
    /denied CreateBucket: AccessDenied: Access Denied\n {2}next: allow s3:CreateBucket .*\n {2}\(AwsDenied\)/,
  );
  expect(text.match(/^Ready: /gm)).toHaveLength(3);
  expect(text).not.toMatch(/^\s+at /m);
});
