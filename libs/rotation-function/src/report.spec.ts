import { BulkheadError } from '@bulkhead/errors';
import { reported } from './report';

const event = { Step: 'setSecret', SecretId: 'arn', ClientRequestToken: 'token', RotationToken: 'hidden' };
const written: unknown[] = [];

beforeEach(() => {
  written.length = 0;
  jest.spyOn(console, 'info').mockImplementation((entry) => void written.push(entry));
  jest.spyOn(console, 'error').mockImplementation((entry) => void written.push(entry));
});
afterEach(() => jest.restoreAllMocks());

const failureOf = (error: unknown) =>
  reported(event, () => Promise.reject(error)).catch((thrown: unknown) => thrown);

test('P3.10: a step is logged with its secret and version, and no other part of the event', async () => {
  await reported(event, () => Promise.resolve('done'));

  expect(written).toEqual([{ step: 'setSecret', secret: 'arn', version: 'token', outcome: 'done' }]);
});

test('P3.10: a failure is logged and thrown with its code, without other properties of the error', async () => {
  const cause = new Error('hidden');
  const thrown = await failureOf(new BulkheadError('LoginRefused', 'No.', { cause }));

  expect(thrown).toMatchObject({ code: 'LoginRefused', message: 'No.' });
  expect(thrown).not.toHaveProperty('cause');
  expect(written).toEqual([
    expect.objectContaining({ outcome: 'failed', code: 'LoginRefused', message: 'No.' }),
  ]);
});

test('P3.10: a refusal of AWS is logged in the words of AWS', async () => {
  const refused = Object.assign(new Error('not authorized'), {
    name: 'AccessDeniedException',
    $metadata: {},
  });

  expect(await failureOf(refused)).toMatchObject({
    code: 'SecretsManagerRefused',
    message: 'AccessDeniedException: not authorized',
  });
});

test.each([
  [new TypeError('hidden'), 'An unexpected TypeError.'],
  ['hidden', 'An unexpected string.'],
  [undefined, 'An unexpected undefined.'],
])('P3.10: for a defect, only its kind is logged', async (defect, message) => {
  expect(await failureOf(defect)).toMatchObject({ code: 'RotationDefect', message });
  expect(JSON.stringify(written)).not.toContain('hidden');
});
