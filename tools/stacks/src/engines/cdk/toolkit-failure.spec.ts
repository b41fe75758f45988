import { toolkitFailure } from './toolkit-failure';

const on = 'app-platform/service@primary';
const operation = {
  causes: ['Queue: no such key'],
  inRollback: ['Bucket: not empty'],
  outcome: 'CloudFormation could not put the stack back as it was.',
  next: 'correct the cause',
};

test('the reasons of CloudFormation replace those of the toolkit, and the outcome of the stack follows below', () => {
  const cause = new Error('the stack failed');

  expect(toolkitFailure(on, ['Queue: CREATE_FAILED'], cause, operation)).toMatchObject({
    code: 'CloudFormationFailed',
    message: [
      `CloudFormation failed on ${on}:`,
      '  Queue: no such key',
      'CloudFormation could not put the stack back as it was.',
      '  Bucket: not empty',
    ].join('\n'),
    next: 'correct the cause',
    cause,
  });
});

test.each<[string, string[], unknown, string]>([
  [
    'the toolkit has seen resources',
    ['Queue: no such key', 'Topic: denied'],
    new Error('failed'),
    '  Queue: no such key\n  Topic: denied',
  ],
  ['the toolkit has seen none', [], new Error('failed'), '  failed'],
  ['the toolkit threw something that is no error', [], 'thrown', '  thrown'],
])('the message if CloudFormation could not be asked and %s', (_, failures, cause, told) => {
  const { message, next } = toolkitFailure(on, failures, cause);

  expect(message).toBe(`CloudFormation failed on ${on}:\n${told}`);
  expect(next).toBe('correct the cause and run the same command again');
});

const named = (name: string, message = name) => Object.assign(new Error(message), { name });

test.each<[string, string[], unknown, string]>([
  [
    'of resources that were all throttled',
    ['A: Rate exceeded', 'B: Rate exceeded'],
    named('Throttling'),
    'throttling',
  ],
  ['that cancelled others', ['A: Rate exceeded', 'B: Resource creation cancelled'], named('X'), 'throttling'],
  [
    'of one resource among throttled ones',
    ['A: Rate exceeded', 'B: denied'],
    named('Throttling'),
    'permanent',
  ],
  ['of a call that was throttled', [], named('Throttling'), 'throttling'],
  ['of an STS that did not answer', [], named('NoCredentials'), 'transient'],
  ['that only has that name in its text', [], named('Error', 'NoCredentials'), 'permanent'],
  ['that is no error', [], { name: 'NoCredentials' }, 'permanent'],
])('the kind of a failure %s', (_, failures, cause, kind) => {
  expect(toolkitFailure(on, failures, cause).kind).toBe(kind);
});
