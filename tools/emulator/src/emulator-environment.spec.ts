import { applyEnvironment, emulatorEnvironment } from './emulator-environment';

test('a loopback endpoint: everything points there, and nothing of a real account is left', () => {
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
  });
  expect(before.AWS_PROFILE).toBe('production');
});

test.each([
  ['http://127.0.0.1:5566', 'http://localhost:5566'],
  ['http://localhost', 'http://localhost:80'],
  ['http://[::1]:9', 'http://localhost:9'],
  ['http://emulator.internal:4566', undefined],
  ['https://127.0.0.1:4566', undefined],
])('%s gives CloudFormation templates from %s', (endpoint, url) => {
  expect(emulatorEnvironment(endpoint)['AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION']).toBe(url);
});
