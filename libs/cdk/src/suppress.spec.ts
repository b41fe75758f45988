import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StackContext } from '@bulkhead/stack';
import { testContext } from '@bulkhead/stack/testing';
import { CfnQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { BulkheadStack, suppress } from './index';
import { templateOf } from './testing';

const reason = 'The queue holds the names of builds and never patient data.';

/** A stack with a queue of either level, and the suppressions of a test. */
const stackOf = (act: (stack: BulkheadStack, high: Queue, low: CfnQueue) => void) =>
  class OrdersStack extends BulkheadStack {
    constructor(scope: Construct, context: StackContext) {
      super(scope, context);
      act(this, new Queue(this, 'High'), new CfnQueue(this, 'Low'));
    }
  };

const project = mkdtempSync(join(tmpdir(), 'bulkhead-cdk-suppress-'));
const stacks = { orders: { engine: 'cdk', regions: ['primary'] } };
writeFileSync(
  join(project, 'project.json'),
  JSON.stringify({ name: 'shop', metadata: { owner: '@acme/shop', stacks } }),
);
afterAll(() => rmSync(project, { recursive: true }));

function suppressionsOf(act: Parameters<typeof stackOf>[0]) {
  const context = testContext(project, 'orders');
  const template = templateOf(stackOf(act), context);
  return { suppressions: context.suppressions, template: template.toJSON() as { Resources: object } };
}

test('a suppression names the final logical id of a resource', () => {
  const { suppressions, template } = suppressionsOf((stack, high, low) => {
    suppress(stack, { rule: 'backup-coverage', reason });
    suppress(high, { rule: 'queue-encryption', reason, expires: '2030-01-31' });
    suppress(low, { rule: 'queue-encryption', reason });
    low.overrideLogicalId('First');
  });
  const named = suppressions.map(({ resource }) => resource);

  expect(named).toEqual(['First', expect.stringMatching(/^High/), 'stack']);
  expect(Object.keys(template.Resources).sort()).toEqual(named.slice(0, 2));
  expect(suppressions[1]).toMatchObject({ rule: 'queue-encryption', reason, expires: '2030-01-31' });
});

test('a suppression changes nothing that is deployed', () => {
  const without = suppressionsOf(() => undefined);
  const suppressed = suppressionsOf((_, high) => suppress(high, { rule: 'queue-encryption', reason }));

  expect(suppressed.suppressions).toHaveLength(1);
  expect(suppressed.template).toEqual(without.template);
});

test('a construct that is not a single resource is refused', () => {
  const act = (stack: BulkheadStack) =>
    suppress(new Construct(stack, 'Group'), { rule: 'queue-encryption', reason });

  expect(() => suppressionsOf(act)).toThrow(
    expect.objectContaining({
      code: 'NothingToSuppress',
      message: expect.stringContaining('orders/Group'),
    }),
  );
});
