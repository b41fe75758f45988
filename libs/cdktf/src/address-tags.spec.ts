import { join } from 'node:path';
import { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import { DataAwsVpc } from '@cdktf/provider-aws/lib/data-aws-vpc';
import { DevopsguruResourceCollection } from '@cdktf/provider-aws/lib/devopsguru-resource-collection';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { type StackContext } from '@bulkhead/stack';
import { testContext } from '@bulkhead/stack/testing';
import { Construct } from 'constructs';
import { Fn, TerraformCount } from 'cdktf';
import { BulkheadStack } from '.';
import { resourcesOf, terraformOf, type Terraform } from './testing';

const context = () => testContext(join(__dirname, '../../../apps/network'), 'vpc');

/** A stack with the constructs of `build`. */
function synthesized(build: (scope: Construct) => void): Terraform {
  class Stack extends BulkheadStack {
    constructor(scope: Construct, context: StackContext) {
      super(scope, context);
      build(this);
    }
  }
  return terraformOf(Stack, context());
}
const tagsOf = (terraform: Terraform, type: string) => resourcesOf(terraform, type).map(({ tags }) => tags);

test('a resource gets a tag with its Terraform address, in addition to its own tags', () => {
  const terraform = synthesized((scope) => {
    new SqsQueue(scope, 'plain');
    new SqsQueue(new Construct(scope, 'orders'), 'queue-a', { tags: { Name: 'orders' } });
  });
  const queues = terraform.resource['aws_sqs_queue'] ?? {};

  expect(Object.keys(queues)).toHaveLength(2);
  for (const [name, { tags }] of Object.entries(queues)) {
    expect(tags).toMatchObject({ 'bulkhead:address': `aws_sqs_queue.${name}` });
  }
  expect(tagsOf(terraform, 'aws_sqs_queue')).toContainEqual(expect.objectContaining({ Name: 'orders' }));
});

test('tags that are known only when Terraform runs are kept', () => {
  const terraform = synthesized((scope) => {
    const { tags } = new DataAwsVpc(scope, 'other', { default: true });
    new SqsQueue(scope, 'queue', { tags: Fn.merge([tags, { a: 'b' }]) as Record<string, string> });
  });

  expect(tagsOf(terraform, 'aws_sqs_queue')).toEqual([
    expect.stringMatching(
      /^\$\{merge\(.*data\.aws_vpc\.other\.tags.*"bulkhead:address" = "aws_sqs_queue\.queue"/,
    ),
  ]);
});

test('an Auto Scaling group, to which the provider gives no default tags, gets all of them as blocks', () => {
  const own = { key: 'Name', value: 'web', propagateAtLaunch: true };
  const terraform = synthesized((scope) => {
    new AutoscalingGroup(scope, 'group', { minSize: 1, maxSize: 2, tag: [own] });
  });
  const [{ tag: blocks = [] } = {}] = resourcesOf(terraform, 'aws_autoscaling_group') as {
    tag?: { key: string; value: string; propagate_at_launch: boolean }[];
  }[];

  expect(blocks[0]).toEqual({ key: 'Name', value: 'web', propagate_at_launch: true });
  expect(Object.fromEntries(blocks.slice(1).map(({ key, value }) => [key, value]))).toEqual({
    ...context().tags,
    'bulkhead:address': 'aws_autoscaling_group.group',
  });
  expect(blocks.slice(1).every(({ propagate_at_launch: propagates }) => !propagates)).toBe(true);
});

test('a resource that cannot be tagged, or whose tags are not labels, does not change', () => {
  const terraform = synthesized((scope) => {
    new KmsAlias(scope, 'alias', { name: 'alias/a', targetKeyId: 'b' });
    new DevopsguruResourceCollection(scope, 'collection', {
      type: 'AWS_TAGS',
      tags: [{ appBoundaryKey: 'DevOps-Guru-a', tagValues: ['b'] }],
    });
  });

  expect(JSON.stringify(terraform.resource)).not.toContain('bulkhead:address');
});

test('a resource that Terraform multiplies is refused, since its copies would share an address', () => {
  const counted = () =>
    synthesized((scope) => {
      new SqsQueue(scope, 'queue', { count: TerraformCount.of(2) });
    });

  expect(counted).toThrow(expect.objectContaining({ code: 'CountedResource' }));
});

test('a resource whose address is too long for a tag is refused', () => {
  const long = () =>
    synthesized((scope) => {
      const inner = new Construct(new Construct(scope, 'a'.repeat(150)), 'b'.repeat(150));
      new SqsQueue(inner, 'queue');
      new DevopsguruResourceCollection(scope, 'c', { type: 'AWS_SERVICE' });
      new AutoscalingGroup(inner, 'd', { minSize: 1, maxSize: 1 });
    });

  expect(long).toThrow(expect.objectContaining({ code: 'InvalidTag' }));
});
