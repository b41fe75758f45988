import { devNull } from 'node:os';

/** Environment variables to set. `undefined` means: remove the variable. */
export type EnvironmentChanges = Readonly<Record<string, string | undefined>>;

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The changes that point Terraform, the CDK toolkit, the SDKs and the aws CLI to the emulator at `endpoint`, and away
 * from every real account.
 */
export function emulatorEnvironment(endpoint: string): EnvironmentChanges {
  const url = new URL(endpoint);
  const loopback = url.protocol === 'http:' && LOOPBACK.has(url.hostname);
  return {
    AWS_ENDPOINT_URL: endpoint.replace(/\/+$/, ''),
    // CloudFormation fetches templates from this URL. It finds the bucket only under this host name.
    ...(loopback && { AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION: `http://localhost:${url.port || '80'}` }),
    AWS_ACCESS_KEY_ID: 'emulator',
    AWS_SECRET_ACCESS_KEY: 'emulator',
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: undefined,
    AWS_DEFAULT_PROFILE: undefined,
    // The user's own files have endpoints, FIPS settings and roles for AWS.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CA_BUNDLE: undefined,
    // If this variable were set, the SDKs would ignore the endpoint and call AWS.
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: undefined,
    // Tools refuse both of these together with a custom endpoint.
    AWS_USE_FIPS_ENDPOINT: undefined,
    AWS_USE_DUALSTACK_ENDPOINT: undefined,
  };
}

/** A copy of `env` with `changes` made. The copy does not contain removed variables. */
export function applyEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  changes: EnvironmentChanges,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries({ ...env, ...changes }).filter(([, value]) => value !== undefined),
  );
}

/**
 * The variables of `env` for a process that must know only the emulator at `endpoint`. All AWS variables of `env` are
 * left out, except those that control warnings of the SDK for JavaScript.
 */
export function emulatorVariables(
  env: Readonly<Record<string, string | undefined>>,
  endpoint: string,
): Record<string, string | undefined> {
  const others = Object.entries(env).filter(([name]) => !/^AWS_(?!SDK_JS_)/.test(name));
  return applyEnvironment(Object.fromEntries(others), emulatorEnvironment(endpoint));
}
