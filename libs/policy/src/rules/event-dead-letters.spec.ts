import { policyResource } from '../testing';
import { arnOf, tlsOnly, topic } from './examples';
import { eventDeadLetters } from './event-dead-letters';
import { ruleCases } from './rule-cases';

const letters = { DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:111122223333:letters' } };
const rule = (...targets: object[]) => [
  policyResource('Count', 'AWS::Lambda::Function', { Runtime: 'nodejs22.x' }),
  policyResource('Rule', 'AWS::Events::Rule', { Targets: targets }),
];

ruleCases(eventDeadLetters, {
  compliant: {
    'a rule with a queue for what it cannot deliver': rule({ Id: 'count', Arn: arnOf('Count'), ...letters }),
  },
  nonCompliant: {
    'a rule that forgets what it cannot deliver': rule({ Id: 'count', Arn: arnOf('Count') }),
    'a queue that keeps the order, which EventBridge refuses': [
      policyResource('Ordered', 'AWS::SQS::Queue', {
        FifoQueue: true,
        KmsMasterKeyId: 'arn:aws:kms:us-east-1:111122223333:key/1',
      }),
      policyResource('OrderedPolicy', 'AWS::SQS::QueuePolicy', {
        Queues: [{ Ref: 'Ordered' }],
        PolicyDocument: { Statement: [tlsOnly(arnOf('Ordered'))] },
      }),
      policyResource('Rule', 'AWS::Events::Rule', {
        Targets: [{ Id: 'queue', Arn: 'arn:aws:sqs:x', DeadLetterConfig: { Arn: arnOf('Ordered') } }],
      }),
    ],
    'a rule that forgets it for one of two targets': rule(
      { Id: 'count', Arn: arnOf('Count'), ...letters },
      { Id: 'again', Arn: arnOf('Count') },
    ),
  },
  notApplicable: {
    'a rule that tells a topic': [
      ...topic(),
      policyResource('Rule', 'AWS::Events::Rule', { Targets: [{ Id: 'topic', Arn: 'arn:aws:logs:x' }] }),
    ],
  },
});
