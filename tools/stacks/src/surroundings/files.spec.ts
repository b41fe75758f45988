import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { fakeProgram, testFolder } from '../test-folder';
import { awsFileProblems } from './aws-files';
import { credentialSource } from './credential-source';
import { enterSurroundings } from './enter-surroundings';
import { type TargetKind } from './ruling';
import { cliConfigurationFiles, terraformFileProblems } from './terraform-files';

const enter = (target: TargetKind, variables: NodeJS.ProcessEnv, lines: string[] = []) =>
  enterSurroundings(
    {
      target,
      regions: ['us-east-1'],
      region: 'us-east-1',
      workingDirectory: '/where/ada/is',
      command: 'npx nx run a:b',
      say: (line) => lines.push(line),
    },
    variables,
  );

describe('of the profile in use', () => {
  test.each<[string, boolean]>([
    ['endpoint_url = http://127.0.0.1:1', true],
    ['services = local', true],
    ['ENDPOINT_URL = http://127.0.0.1:1', true],
    ['S3 =\n  Endpoint_Url = http://127.0.0.1:1', true],
    ['s3 =\n  endpoint_url = http://127.0.0.1:1', true],
    ['use_fips_endpoint = true', false],
    ['use_dualstack_endpoint = true', false],
    ['region = eu-west-1', false],
    ['sts_regional_endpoints = legacy', false],
    ['s3 =\n  addressing_style = path', false],
    ['role_arn = arn:aws:iam::123456789012:role/a\nsource_profile = dev', false],
    ['credential_source = Ec2InstanceMetadata', false],
    ['credential_process = aws-vault export dev', false],
    ['sso_session = acme\nsso_account_id = 123456789012', false],
    ['ca_bundle = /ca.pem', false],
    ['max_attempts = 1', false],
    ['output = json', false],
  ])('%j is refused: %s; on the emulator it does not matter', async (text, refused) => {
    for (const [path, section] of [
      ['.aws/config', '[profile dev]'],
      ['.aws/credentials', '[dev]'],
    ] as const) {
      const variables = { HOME: testFolder({ [path]: `${section}\n${text}\n` }), AWS_PROFILE: 'dev' };
      const entered = enter('aws', { ...variables });

      if (refused) {
        await expect(entered).rejects.toMatchObject({
          code: 'ForeignSettings',
          message: expect.stringContaining(join(variables.HOME, path)),
          next: expect.stringContaining(section),
        });
      } else {
        await expect(entered).resolves.toBeUndefined();
      }
      await expect(enter('emulator', { ...variables })).resolves.toBeUndefined();
    }
  });

  const config = [
    '[default]\nendpoint_url = http://default',
    '[profile base]\nendpoint_url = http://base',
    '[profile dev]\nsource_profile = base',
    '[profile loop]\nsource_profile = loop',
  ].join('\n');

  test.each<[string | undefined, string[]]>([
    [undefined, ['[default]']],
    ['base', ['[profile base]']],
    ['dev', ['[profile base]']],
    ['loop', []],
    ['none', []],
  ])(
    '%s settings count, with those of the profile that it takes credentials from',
    async (profile, sections) => {
      const HOME = testFolder({ '.aws/config': config });
      const problems = await awsFileProblems({ HOME, ...(profile && { AWS_PROFILE: profile }) });

      expect(problems.map(({ setting }) => /\[.*\]/.exec(setting)?.[0])).toEqual(sections);
    },
  );

  test('a pipe in the place of a file is refused, and not waited for', async () => {
    const HOME = testFolder({ '.aws/config': '' });
    execFileSync('mkfifo', [join(HOME, 'pipe')]);

    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'])
      await expect(enter('aws', { HOME, [name]: join(HOME, 'pipe') })).rejects.toMatchObject({
        code: 'ForeignSettings',
        next: expect.stringContaining(`name a file in the place of ${join(HOME, 'pipe')}`),
      });
  });

  test('files in other places are read there', async () => {
    const folder = testFolder({ 'my-config': '[default]\nendpoint_url = http://default' });

    expect(
      await awsFileProblems({ HOME: testFolder(), AWS_CONFIG_FILE: join(folder, 'my-config') }),
    ).toHaveLength(1);
  });
});

describe('credentials come from one source, for the tool and for Terraform', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
  const token = { AWS_WEB_IDENTITY_TOKEN_FILE: '/token', AWS_ROLE_ARN: 'arn' };
  const noFiles = { AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull };

  test.each<[string, NodeJS.ProcessEnv, object, number]>([
    ['a profile', { AWS_PROFILE: 'dev' }, { AWS_PROFILE: 'dev' }, 0],
    ['the older name of one', { AWS_DEFAULT_PROFILE: 'dev' }, { AWS_PROFILE: 'dev' }, 0],
    ['both names', { AWS_PROFILE: 'dev', AWS_DEFAULT_PROFILE: 'old' }, { AWS_PROFILE: 'dev' }, 0],
    ['keys', keys, keys, 0],
    ['keys and a profile', { ...keys, AWS_PROFILE: 'dev' }, keys, 1],
    [
      'half of the keys and a profile',
      { AWS_ACCESS_KEY_ID: 'a', AWS_PROFILE: 'dev' },
      { AWS_ACCESS_KEY_ID: 'a', AWS_PROFILE: 'dev' },
      0,
    ],
    ['a token', token, { ...token, ...noFiles }, 0],
    ['a token and a profile', { ...token, AWS_PROFILE: 'dev' }, { ...token, ...noFiles }, 1],
    ['keys and a token', { ...keys, ...token }, { ...keys, ...token }, 0],
    ['nothing', {}, {}, 0],
  ])('%s', async (_, shell, expected, told) => {
    const HOME = testFolder();
    const variables: NodeJS.ProcessEnv = { HOME, ...shell };
    const lines: string[] = [];
    await enter('aws', variables, lines);

    expect(variables).toEqual({ HOME, AWS_REGION: 'us-east-1', ...expected });
    expect(lines).toHaveLength(told);
  });

  test('if files are ignored beside a token, a line says so', () => {
    const HOME = testFolder({ '.aws/credentials': '[default]\naws_access_key_id = a' });

    expect(credentialSource({ HOME, ...token }).lines).toEqual([
      expect.stringContaining(join(HOME, '.aws/credentials')),
    ]);
  });
});

describe('a path means the same file to the tool and to Terraform', () => {
  test.each(['aws', 'emulator'] as const)('on %s', async (target) => {
    const variables: NodeJS.ProcessEnv = {
      HOME: '/home/ada',
      TF_LOG_PATH: 'terraform.log',
      TF_PLUGIN_CACHE_DIR: '~/cache',
      SSL_CERT_FILE: '/ca.pem',
    };
    await enter(target, variables);

    expect(variables).toMatchObject({
      TF_LOG_PATH: '/where/ada/is/terraform.log',
      TF_PLUGIN_CACHE_DIR: '/home/ada/cache',
      SSL_CERT_FILE: '/ca.pem',
    });
  });

  test('of credentials too, and they are read there', async () => {
    const HOME = testFolder({ 'mine/config': '[default]\nregion = us-east-1' });
    const variables: NodeJS.ProcessEnv = {
      HOME,
      AWS_CONFIG_FILE: '~/mine/config',
      AWS_SHARED_CREDENTIALS_FILE: 'credentials',
    };
    await enter('aws', variables);
    expect(variables).toMatchObject({
      AWS_CONFIG_FILE: join(HOME, 'mine/config'),
      AWS_SHARED_CREDENTIALS_FILE: '/where/ada/is/credentials',
    });

    const redirected = testFolder({ 'mine/config': '[default]\nendpoint_url = http://x' });
    await expect(enter('aws', { HOME: redirected, AWS_CONFIG_FILE: '~/mine/config' })).rejects.toMatchObject({
      next: expect.stringContaining('take endpoint_url out of [default] in '),
    });
  });
});

describe('of the CLI configuration of Terraform', () => {
  test.each<[string, boolean]>([
    ['provider_installation {\n  dev_overrides { "hashicorp/aws" = "/home/ada/bin" }\n  direct {}\n}', true],
    ['{"provider_installation": {"dev_overrides": {}}}', true],
    ['host "https://a//b" { } provider_installation { dev_overrides {} }', true],
    ['# dev_overrides {}\n// dev_overrides\n/* dev_overrides\n {} */ plugin_cache_dir = "/cache"', false],
    ['provider_installation { filesystem_mirror { path = "/mirror" } }', false],
    ['', false],
  ])('%j bypasses the lock: %s', async (text, refused) => {
    for (const variables of [
      { HOME: testFolder({ '.terraformrc': text }) },
      { HOME: testFolder({ '.terraform.d/own.tfrc': text }) },
      { HOME: testFolder({ '.tofurc': text }) },
      { HOME: testFolder({ '.config/opentofu/tofurc': text }) },
      { HOME: testFolder(), TF_CLI_CONFIG_FILE: join(testFolder({ 'cli.tfrc': text }), 'cli.tfrc') },
      { HOME: testFolder({ '.terraformrc': text }), TF_CLI_CONFIG_FILE: '/none' },
    ]) {
      expect(terraformFileProblems(variables)).toHaveLength(refused ? 1 : 0);
      for (const target of ['aws', 'emulator'] as const) {
        const entered = enter(target, { ...variables });
        if (refused)
          await expect(entered).rejects.toMatchObject({
            code: 'ForeignSettings',
            next: expect.stringMatching(/^take dev_overrides out of \/.*; then npx nx run a:b$/),
          });
        else await expect(entered).resolves.toBeUndefined();
      }
    }
  });

  test('a named file replaces the files at home', () => {
    const named = fakeProgram('cli', '');

    expect(
      cliConfigurationFiles({ HOME: testFolder({ '.terraformrc': '' }), TF_CLI_CONFIG_FILE: named }),
    ).toEqual([named]);
  });

  test.each([
    ['a folder that is named', { TF_CLI_CONFIG_FILE: testFolder() }],
    ['a file where a folder is looked for', { HOME: testFolder({ '.terraform.d': '' }) }],
  ])('%s is not read', (_, variables) => {
    expect(cliConfigurationFiles({ HOME: testFolder(), ...variables })).toEqual([]);
  });

  test('a file that cannot be read is reported, because Terraform would fail on it', () => {
    const named = fakeProgram('cli', '');
    const denied = new Error('EACCES: permission denied');
    const reading = jest.spyOn(fs, 'readFileSync').mockImplementation(() => {
      throw denied;
    });
    try {
      expect(terraformFileProblems({ HOME: testFolder(), TF_CLI_CONFIG_FILE: named })).toEqual([
        {
          setting: named,
          why: 'Terraform would read it, and it cannot be read: EACCES: permission denied.',
          next: `make ${named} readable, or move it away`,
        },
      ]);
    } finally {
      reading.mockRestore();
    }
  });
});
