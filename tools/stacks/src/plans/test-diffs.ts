import { type ResourceChange } from '../engines/resource-change';
import { testInstance } from '../workspace/test-instances';
import { type StackDiff } from './diff-schema';

/** One stack of a diff for specs: `testStackDiff('network/vpc@primary', { outcome: 'deferred' })`. */
export function testStackDiff(id: string, over: Partial<StackDiff> = {}): StackDiff {
  const { app, stack, engine, role, region } = testInstance(id);
  return {
    app,
    stack,
    engine,
    role,
    region,
    outcome: 'planned',
    reason: 'cdk.tf.json differs',
    causes: [],
    changes: [],
    awaits: [],
    mayChangeWith: [],
    wouldRefuse: [],
    ...over,
  };
}

/** One resource of a diff for specs; a key is stateful. */
export function testChange(
  action: ResourceChange['action'],
  over: Partial<ResourceChange> = {},
): ResourceChange {
  return { action, resource: 'aws_subnet.a', type: 'aws_subnet', stateful: false, attributes: [], ...over };
}

/** A key that an attribute forces to be replaced. */
export const replacedKey = testChange('replace', {
  resource: 'aws_kms_key.main',
  type: 'aws_kms_key',
  stateful: true,
  attributes: [
    { path: 'multi_region', before: 'false', after: 'true', forcesReplacement: true },
    { path: 'arn', before: 'arn:1', after: '(known after deploy)', forcesReplacement: false },
    { path: 'id', before: '1', after: '(known after deploy)', forcesReplacement: false },
  ],
});
