import { devNull } from 'node:os';
import { applyEnvironment, emulatorEnvironment, emulatorVariables } from './emulator-environment';

test('a loopback endpoint: every variable points there, and no setting of a real account is left', () => {
  const before = {
    PATH: '/bin',
    AWS_PROFILE: 'production',
    AWS_SESSION_TOKEN: 'real',
    AWS_ACCESS_KEY_ID: 'real',
    AWS_CA_BUNDLE: '/ca.pem',
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
  };

  expect(applyEnvironment(before, emulatorEnvironment('http://127.0.0.1:5566/'))).toEqual({
    PATH: '/bin',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:5566',
    AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION: 'http://localhost:5566',
    AWS_ACCESS_KEY_ID: 'emulator',
    AWS_SECRET_ACCESS_KEY: 'emulator',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  });
  expect(before.AWS_PROFILE).toBe('production');
});

test.each([
  ['http://127.0.0.1:5566', 'http://localhost:5566'],
  ['http://localhost', 'http://localhost:80'],
  ['http://[::1]:9', 'http://localhost:9'],
  ['http://emulator.internal:4566', undefined],
  ['https://127.0.0.1:4566', undefined],
])('for %s, CloudFormation gets templates from %s', (endpoint, url) => {
  expect(emulatorEnvironment(endpoint)['AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION']).toBe(url);
});

test('every other AWS variable of the shell is removed, even an unknown one', () => {
  const before = {
    PATH: '/bin',
    AWS_ENDPOINT_URL_SSM: 'http://127.0.0.1:1',
    AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/real',
    AWS_REGION: 'eu-west-1',
    AWS_SOMETHING_NEW: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };

  expect(Object.keys(emulatorVariables(before, 'http://127.0.0.1:5566')).sort()).toEqual([
    'AWS_ACCESS_KEY_ID',
    'AWS_CONFIG_FILE',
    'AWS_EC2_METADATA_DISABLED',
    'AWS_ENDPOINT_URL',
    'AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION',
    'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SHARED_CREDENTIALS_FILE',
    'PATH',
  ]);
});
