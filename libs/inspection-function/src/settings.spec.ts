import { inspectionSettings, inspectionVariables } from './settings';

const variables = { BUCKET_NAME: 'data', KEY_ARN: 'arn:key' };

test('P2.8: settings are environment variables', () => {
  expect(inspectionSettings({ ...variables, ALLOWED_CONTENT_TYPES: 'text/csv,image/png' })).toEqual({
    bucket: 'data',
    keyArn: 'arn:key',
    contentTypes: ['text/csv', 'image/png'],
  });
  expect(inspectionSettings(variables).contentTypes).toBeUndefined();
});

test.each([inspectionVariables.bucket, inspectionVariables.key])('a function without %s throws', (name) => {
  expect(() => inspectionSettings({ ...variables, [name]: '' })).toThrow(
    expect.objectContaining({ code: 'VariableMissing', message: expect.stringContaining(name) }),
  );
});
