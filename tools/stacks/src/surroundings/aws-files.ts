import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type FileProblem } from './file-problem';

/**
 * The rule for settings of a profile. The tool cannot remove anything from a user's file, so a setting passes or is
 * refused.
 */
export interface SettingRule {
  /** Names; `*` stands for any number of characters. */
  readonly names: readonly string[];
  readonly ruling: 'passes' | 'refused';
  readonly why: string;
}

/**
 * Settings of the profile in use, in the configuration file and in the credentials file. A setting without a rule
 * passes: it belongs to the aws CLI, or says how to get credentials, and the account of the credentials is checked
 * before anything else.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
 */
export const settingRules: readonly SettingRule[] = [
  {
    names: ['endpoint_url', '*.endpoint_url'],
    ruling: 'refused',
    why: 'Another server would answer in place of AWS, and would get credentials.',
  },
  {
    names: ['services'],
    ruling: 'refused',
    why: 'The named section may give services other endpoints.',
  },
  {
    names: ['use_fips_endpoint', 'use_dualstack_endpoint'],
    ruling: 'passes',
    why: 'Other endpoints of AWS itself. A regulation or a network may require them.',
  },
  {
    names: [
      'sso_*',
      'role_arn',
      'source_profile',
      'credential_source',
      'credential_process',
      'web_identity_token_file',
    ],
    ruling: 'passes',
    why: 'It says how to get credentials; the run checks their account.',
  },
  {
    names: [
      'region',
      'sts_regional_endpoints',
      's3.*',
      's3_us_east_1_regional_endpoint',
      's3_use_arn_region',
    ],
    ruling: 'passes',
    why: 'The tool sets the region of every client and provider. The rest belongs to the aws CLI and to older SDKs.',
  },
  {
    names: [
      'ca_bundle',
      'max_attempts',
      'retry_mode',
      'request_checksum_calculation',
      'response_checksum_validation',
    ],
    ruling: 'passes',
    why: 'It changes how a call is made, but not who answers.',
  },
];

/** A profile as the SDK reads it: `s3 =` with indented lines below becomes `s3.addressing_style`. */
type Profile = Readonly<Record<string, string | undefined>>;

/**
 * Settings in the AWS files that could redirect a run. They count for the profile in use, and for the profiles that it
 * takes its credentials from. Missing files set nothing.
 */
export async function awsFileProblems(variables: NodeJS.ProcessEnv): Promise<FileProblem[]> {
  const files = awsFiles(variables);
  const pipes = Object.values(files).filter(isPipe);
  if (pipes.length > 0) return pipes.map(pipeProblem);
  // Loaded only if AWS answers; every client has it anyway.
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  const loaded = await loadSharedConfigFiles({
    configFilepath: files.configuration,
    filepath: files.credentials,
    ignoreCache: true,
  });
  const configFile = withPlainKeys(loaded.configFile);
  const credentialsFile = withPlainKeys(loaded.credentialsFile);
  const profiles = profileChain(variables['AWS_PROFILE'] || 'default', configFile, credentialsFile);
  return profiles.flatMap((name) => [
    ...problemsOf(configFile[name], name === 'default' ? name : `profile ${name}`, files.configuration),
    ...problemsOf(credentialsFile[name], name, files.credentials),
  ]);
}

/**
 * Keys in lower case, as the SDK for Go and therefore Terraform read them. The SDK for JavaScript ignores keys in upper
 * case. https://github.com/aws/aws-sdk-go-v2/blob/main/internal/ini/tokenize.go
 */
function withPlainKeys(profiles: Readonly<Record<string, Profile>>): Readonly<Record<string, Profile>> {
  const plain = Object.entries(profiles).map(([name, profile]): [string, Profile] => [
    name,
    Object.fromEntries(Object.entries(profile).map(([key, value]) => [key.toLowerCase(), value])),
  ]);
  return Object.fromEntries(plain);
}

/**
 * Such a pipe comes from `<(…)` in a shell, for example. Only the first reader gets its content, and others may wait
 * for ever.
 */
function isPipe(file: string): boolean {
  try {
    return statSync(file).isFIFO();
  } catch {
    // A file that cannot be read sets nothing, for the SDKs too.
    return false;
  }
}

function pipeProblem(file: string): FileProblem {
  return {
    setting: file,
    why: 'It is a pipe, which can be read only once: the tool and Terraform could not both read its content.',
    next: `name a file in the place of ${file}`,
  };
}

/** Absolute paths of the two files. */
export function awsFiles(variables: NodeJS.ProcessEnv): { configuration: string; credentials: string } {
  const folder = join(variables['HOME'] || homedir(), '.aws');
  return {
    configuration: variables['AWS_CONFIG_FILE'] || join(folder, 'config'),
    credentials: variables['AWS_SHARED_CREDENTIALS_FILE'] || join(folder, 'credentials'),
  };
}

function problemsOf(profile: Profile | undefined, section: string, file: string): FileProblem[] {
  return Object.keys(profile ?? {}).flatMap((name) => {
    const rule = settingRuleOf(name);
    if (rule?.ruling !== 'refused') return [];
    return [
      {
        setting: `${name} in [${section}] of ${file}`,
        why: rule.why,
        next: `take ${name} out of [${section}] in ${file}`,
      },
    ];
  });
}

/** The rule for a setting. Undefined if there is none. */
export function settingRuleOf(name: string): SettingRule | undefined {
  return settingRules.find(({ names }) =>
    names.some((pattern) =>
      new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(name),
    ),
  );
}

/** A profile and the profiles that it takes its credentials from, each once: a profile may name itself. */
function profileChain(first: string, ...files: readonly Record<string, Profile>[]): string[] {
  const chain: string[] = [];
  for (let name: string | undefined = first; name !== undefined && !chain.includes(name);) {
    chain.push(name);
    const current: string = name;
    name = files.map((file) => file[current]?.['source_profile']).find((source) => source !== undefined);
  }
  return chain;
}
