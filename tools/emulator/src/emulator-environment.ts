import { devNull } from 'node:os';

/** Environment variables to set; `undefined` means: remove it. */
export type EnvironmentChanges = Readonly<Record<string, string | undefined>>;

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The changes that turn Terraform, the CDK toolkit, the SDKs and the aws CLI to the emulator at
 * `endpoint` and away from everything that belongs to a real account.
 */
export function emulatorEnvironment(endpoint: string): EnvironmentChanges {
  const url = new URL(endpoint);
  const loopback = url.protocol === 'http:' && LOOPBACK.has(url.hostname);
  return {
    AWS_ENDPOINT_URL: endpoint.replace(/\/+$/, ''),
    // CloudFormation fetches templates by this URL, and finds the bucket only under this host name.
    ...(loopback && { AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION: `http://localhost:${url.port || '80'}` }),
    AWS_ACCESS_KEY_ID: 'emulator',
    AWS_SECRET_ACCESS_KEY: 'emulator',
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: undefined,
    AWS_DEFAULT_PROFILE: undefined,
    // What a user's own files say of endpoints, FIPS or roles is about AWS.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CA_BUNDLE: undefined,
    // With this one set, the SDKs would ignore the endpoint and call AWS.
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: undefined,
    // Both are refused together with an endpoint of one's own.
    AWS_USE_FIPS_ENDPOINT: undefined,
    AWS_USE_DUALSTACK_ENDPOINT: undefined,
  };
}

/** A copy of `env` with `changes` made; what is to be removed is not in it at all. */
export function applyEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  changes: EnvironmentChanges,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries({ ...env, ...changes }).filter(([, value]) => value !== undefined),
  );
}

/**
 * The variables of `env` for a process that shall know nothing but the emulator at `endpoint`: whatever `env` says of
 * AWS is left out, but for what the SDK for JavaScript warns of.
 */
export function emulatorVariables(
  env: Readonly<Record<string, string | undefined>>,
  endpoint: string,
): Record<string, string | undefined> {
  const others = Object.entries(env).filter(([name]) => !/^AWS_(?!SDK_JS_)/.test(name));
  return applyEnvironment(Object.fromEntries(others), emulatorEnvironment(endpoint));
}
