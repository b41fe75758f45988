import { parseRotationEvent, rotationSteps } from './rotation-event';

test.each(rotationSteps)('P3.10: %s is a step', (Step) => {
  const event = { Step, SecretId: 'arn', ClientRequestToken: 'token', RotationToken: 'ignored' };

  expect(parseRotationEvent(event)).toEqual({ step: Step, secretArn: 'arn', version: 'token' });
});

test.each([
  undefined,
  'createSecret',
  {},
  { Step: 'dropSecret', SecretId: 'arn', ClientRequestToken: 'token' },
  { Step: 'toString', SecretId: 'arn', ClientRequestToken: 'token' },
  { Step: 'createSecret', ClientRequestToken: 'token' },
  { Step: 'createSecret', SecretId: '', ClientRequestToken: 'token' },
  { Step: 'createSecret', SecretId: 'arn' },
  { Step: 'createSecret', SecretId: 'arn', ClientRequestToken: 7 },
])('P3.10: %j is not an event of Secrets Manager', (event) => {
  expect(() => parseRotationEvent(event)).toThrow(expect.objectContaining({ code: 'InvalidRotationEvent' }));
});
