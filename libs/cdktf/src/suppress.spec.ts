import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { type StackContext } from '@bulkhead/stack';
import { testContext } from '@bulkhead/stack/testing';
import { Construct } from 'constructs';
import { BulkheadStack, suppress } from './index';
import { terraformOf } from './testing';

const reason = 'The queue holds the names of builds and never patient data.';

/** A stack of two queues, with the suppressions of a test. */
const stackOf = (act: (stack: BulkheadStack, queues: readonly SqsQueue[]) => void) =>
  class OrdersStack extends BulkheadStack {
    constructor(scope: Construct, context: StackContext) {
      super(scope, context);
      act(
        this,
        ['b', 'a'].map((name) => new SqsQueue(this, name, { name })),
      );
    }
  };

const project = mkdtempSync(join(tmpdir(), 'bulkhead-cdktf-suppress-'));
const stacks = { orders: { engine: 'cdktf', regions: ['primary'] } };
writeFileSync(
  join(project, 'project.json'),
  JSON.stringify({ name: 'shop', metadata: { owner: '@acme/shop', stacks } }),
);
afterAll(() => rmSync(project, { recursive: true }));

function suppressionsOf(act: Parameters<typeof stackOf>[0]) {
  const context = testContext(project, 'orders');
  const terraform = terraformOf(stackOf(act), context);
  return { suppressions: context.suppressions, terraform };
}

test('a suppression names the final Terraform address of a resource', () => {
  const { suppressions, terraform } = suppressionsOf((stack, [b, a]) => {
    suppress(stack, { rule: 'backup-coverage', reason });
    if (b) suppress(b, { rule: 'queue-encryption', reason, expires: '2030-01-31' });
    if (a) suppress(a, { rule: 'queue-encryption', reason });
    a?.overrideLogicalId('first');
  });

  expect(suppressions.map(({ rule, resource, expires }) => [resource, rule, expires])).toEqual([
    ['aws_sqs_queue.b', 'queue-encryption', '2030-01-31'],
    ['aws_sqs_queue.first', 'queue-encryption', undefined],
    ['stack', 'backup-coverage', undefined],
  ]);
  expect(Object.keys(terraform.resource['aws_sqs_queue'] ?? {})).toEqual(['b', 'first']);
});

test('a suppression changes nothing that is deployed', () => {
  const without = suppressionsOf(() => undefined);
  const suppressed = suppressionsOf((_, [b]) => b && suppress(b, { rule: 'queue-encryption', reason }));

  expect(suppressed.suppressions).toHaveLength(1);
  expect(suppressed.terraform).toEqual(without.terraform);
});

test('a construct that is not a single resource is refused', () => {
  const act = (stack: BulkheadStack) =>
    suppress(new Construct(stack, 'group'), { rule: 'queue-encryption', reason });

  expect(() => suppressionsOf(act)).toThrow(
    expect.objectContaining({
      code: 'NothingToSuppress',
      message: expect.stringContaining('orders/group'),
    }),
  );
});

test('two reasons for one rule and one resource are refused', () => {
  expect(() =>
    suppressionsOf((_, [b]) => {
      if (!b) return;
      suppress(b, { rule: 'queue-encryption', reason });
      suppress(b, { rule: 'queue-encryption', reason });
    }),
  ).toThrow(expect.objectContaining({ code: 'DuplicateSuppression' }));
});
