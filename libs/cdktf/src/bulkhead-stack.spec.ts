import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { contract, listParameter, parameter } from '@bulkhead/contracts';
import { stateBucketName, type StackContext } from '@bulkhead/stack';
import { testContext } from '@bulkhead/stack/testing';
import { tagKeys } from '@bulkhead/tagging';
import { type Construct } from 'constructs';
import { BulkheadStack, consume, publish } from './index';
import { providerVersion } from './provider-version';
import { resourcesOf, terraformOf, type Terraform } from './testing';

const network = contract('network', {
  vpcId: parameter(/vpc-\d+/, 'Id of the VPC'),
  subnetIds: listParameter(/subnet-\d+/, 'Ids of the subnets'),
  unused: parameter(/.+/, 'Read by nobody'),
});
const messaging = contract('order-messaging', {
  queueArn: parameter(/arn:.+/, 'ARN of the queue'),
  subnetIds: listParameter(/subnet-\d+/, 'Ids of the subnets'),
  words: listParameter(/\w+/, 'Words known at synthesis'),
});

/** Consumes and publishes a value of each kind. */
class OrdersStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { vpcId, subnetIds } = consume(this, network, { subnetIds: 2 });
    const queue = new SqsQueue(this, 'queue', { name: vpcId });
    new DbSubnetGroup(this, 'subnets', { subnetIds });
    publish(this, messaging, { queueArn: queue.arn, subnetIds, words: ['a', 'b'] });
  }
}

const project = mkdtempSync(join(tmpdir(), 'bulkhead-cdktf-'));
writeFileSync(
  join(project, 'project.json'),
  JSON.stringify({
    name: 'shop',
    metadata: {
      owner: '@acme/shop',
      stacks: {
        orders: {
          engine: 'cdktf',
          regions: ['primary'],
          consumes: ['network'],
          publishes: ['order-messaging'],
        },
        bare: { engine: 'cdktf', regions: ['primary'] },
      },
    },
  }),
);
afterAll(() => rmSync(project, { recursive: true }));

type Overrides = Parameters<typeof testContext>[2];
const contextOf = (over: Overrides = {}, stack = 'orders') => testContext(project, stack, over);
const synthesize = (over: Overrides = {}) => terraformOf(OrdersStack, contextOf(over));

const inAws = synthesize();
const provider = ({ provider }: Terraform) => provider['aws']?.[0] ?? {};
const backend = ({ terraform }: Terraform) => terraform['backend'];

/** The only SSM parameter at a path. */
const published = (path: string) => {
  const found = resourcesOf(inAws, 'aws_ssm_parameter').filter(({ name }) => name === path);
  expect(found).toHaveLength(1);
  return found[0] ?? {};
};
/** The expression that reads the parameter at a path. */
const reading = (path: string) => {
  const entries = Object.entries(inAws.data['aws_ssm_parameter'] ?? {});
  const names = entries.filter(([, { name }]) => name === path).map(([name]) => name);
  expect(names).toHaveLength(1);
  return `data.aws_ssm_parameter.${names[0]}.insecure_value`;
};

describe('the provider', () => {
  test('is one version from one registry', () => {
    expect(inAws.terraform['required_providers']).toEqual({
      aws: { source: 'registry.terraform.io/hashicorp/aws', version: providerVersion },
    });
  });

  test('is the version with committed checksums', () => {
    const lock = readFileSync(join(__dirname, '../terraform.lock.hcl'), 'utf8');

    expect(lock.match(/^provider ".*"/gm)).toEqual(['provider "registry.terraform.io/hashicorp/aws"']);
    expect(/^ +version += "(.*)"$/m.exec(lock)?.[1]).toBe(providerVersion);
    expect(lock.match(/"zh:[0-9a-f]{64}"/g)?.length).toBeGreaterThan(5);
  });

  test('accepts only the account and region of the environment', () => {
    expect(provider(synthesize({ account: '210987654321' }))).toMatchObject({
      region: 'us-east-1',
      allowed_account_ids: ['210987654321'],
    });
  });

  test('gives every tag to all its resources', () => {
    const [tags] = provider(inAws)['default_tags'] as { tags: Record<string, string> }[];

    expect(Object.keys(tags?.tags ?? {}).sort()).toEqual([...tagKeys].sort());
    expect(tags?.tags).toMatchObject({ 'bulkhead:app': 'shop', 'bulkhead:owner': '@acme/shop' });
  });

  test.each([
    ['aws', undefined],
    ['emulator', true],
  ] as const)('for %s finds buckets by path: %s', (target, byPath) => {
    expect(provider(synthesize({ target }))['s3_use_path_style']).toBe(byPath);
  });
});

describe('the state', () => {
  test('P3.1: is in a bucket of its region, encrypted, with its own lock', () => {
    const context = contextOf();

    expect(backend(terraformOf(OrdersStack, context))).toEqual({
      s3: {
        bucket: stateBucketName(context.environment, 'us-east-1'),
        key: 'test/primary/shop/orders.tfstate',
        max_retries: 10,
        region: 'us-east-1',
        encrypt: true,
        use_lockfile: true,
      },
    });
  });

  test('uses the path style of S3 on the emulator', () => {
    expect(backend(synthesize({ target: 'emulator' }))).toMatchObject({
      s3: { use_lockfile: true, use_path_style: true },
    });
  });

  test('P3.1: may be a file, and the tool that runs Terraform gives the path', () => {
    expect(backend(synthesize({ terraformState: { type: 'local' } }))).toEqual({
      local: { path: 'terraform.tfstate' },
    });
  });
});

describe('a consumed value', () => {
  test('is read by Terraform during the deploy, and used by reference', () => {
    expect(resourcesOf(inAws, 'aws_sqs_queue')).toMatchObject([
      { name: `\${${reading('/bulkhead/test/network/vpcId')}}` },
    ]);
  });

  test('that is a list is split at its commas', () => {
    expect(resourcesOf(inAws, 'aws_db_subnet_group')).toMatchObject([
      { subnet_ids: `\${split(",", ${reading('/bulkhead/test/network/subnetIds')})}` },
    ]);
  });

  test('is not read if nothing uses it', () => {
    expect(JSON.stringify(inAws)).not.toContain('/bulkhead/test/network/unused');
  });

  test('is known to the tools, with the length of a list', () => {
    const context = contextOf();
    terraformOf(OrdersStack, context);

    expect(context.exchanged.consumes).toMatchObject([{ key: 'subnetIds', length: 2 }, { key: 'vpcId' }]);
  });
});

describe('a published value', () => {
  test('is an SSM parameter that a plan shows and AWS checks against the contract', () => {
    const parameter = published('/bulkhead/test/order-messaging/queueArn');

    expect(parameter).toMatchObject({
      type: 'String',
      insecure_value: '${aws_sqs_queue.queue.arn}',
      allowed_pattern: '^(?:arn:.+)$',
      description: 'ARN of the queue',
    });
    expect(parameter).not.toHaveProperty('value');
  });

  test('that is a list is joined by commas, and not checked as a single text', () => {
    const tokens = published('/bulkhead/test/order-messaging/subnetIds');

    expect(tokens).toMatchObject({
      type: 'StringList',
      insecure_value: expect.stringMatching(/^\$\{join\(/),
    });
    expect(tokens).not.toHaveProperty('allowed_pattern');
    expect(published('/bulkhead/test/order-messaging/words')['insecure_value']).toBe(
      '${join(",", ["a", "b"])}',
    );
  });

  test('is published for every key of the contract, each key once', () => {
    const context = contextOf();

    expect(resourcesOf(terraformOf(OrdersStack, context), 'aws_ssm_parameter')).toHaveLength(3);
    expect(context.exchanged.publishes.map(({ key }) => key)).toEqual(['queueArn', 'subnetIds', 'words']);
  });
});

test.each(['publish', 'consume'])('a call of %s that the manifest does not declare is refused', (verb) => {
  class Undeclared extends BulkheadStack {
    constructor(scope: Construct, context: StackContext) {
      super(scope, context);
      if (verb === 'consume') consume(this, network);
      else publish(this, messaging, { queueArn: 'arn:x', subnetIds: [], words: [] });
    }
  }

  expect(() => terraformOf(Undeclared, contextOf({}, 'bare'))).toThrow(
    expect.objectContaining({ code: 'UndeclaredContract', next: expect.stringContaining('project.json') }),
  );
});

test('the configuration has no comments, since they would name constructs and versions of the library', () => {
  const keys: string[] = [];
  JSON.stringify(inAws, (key, value: unknown) => (keys.push(key), value));

  expect(keys).toContain('aws_sqs_queue');
  expect(keys).not.toContain('//');
});

describe('the provider of another region', () => {
  class SpanningStack extends BulkheadStack {
    constructor(scope: Construct, context: StackContext) {
      super(scope, context);
      new SqsQueue(this, 'first', { provider: this.providerOf('dr') });
      new SqsQueue(this, 'second', { provider: this.providerOf('dr') });
    }
  }

  test('P3.9: it exists once, with an alias and the settings of the provider of the stack', () => {
    const terraform = terraformOf(SpanningStack, contextOf({ preset: 'hipaa-dr' }, 'bare'));
    const [own, dr, ...others] = terraform.provider['aws'] ?? [];
    expect(others).toEqual([]);
    expect(dr).toEqual({ ...own, alias: 'dr', region: 'eu-west-1' });
    expect(resourcesOf(terraform, 'aws_sqs_queue').map(({ provider }) => provider)).toEqual([
      'aws.dr',
      'aws.dr',
    ]);
  });

  test('an environment with one region has none', () => {
    expect(() => terraformOf(SpanningStack, contextOf({}, 'bare'))).toThrow('no region for role dr');
  });
});
