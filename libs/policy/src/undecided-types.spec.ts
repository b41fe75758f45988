import { policyResource, policyStack } from './testing';
import { undecidedTypes } from './undecided-types';

test('a type that is in neither list is undecided, and is named once with its stacks', () => {
  const decided = [policyResource('Key', 'AWS::KMS::Key'), policyResource('Role', 'AWS::IAM::Role')];
  const unheard = ['One', 'Two'].map((id) => policyResource(id, 'AWS::Unheard::Store'));

  expect(
    undecidedTypes([
      policyStack([...decided, ...unheard]),
      policyStack(decided, { stack: 'other' }),
      policyStack(unheard, { stack: 'third' }),
    ]),
  ).toEqual([{ type: 'AWS::Unheard::Store', stacks: ['app/stack@primary', 'app/third@primary'] }]);
});
