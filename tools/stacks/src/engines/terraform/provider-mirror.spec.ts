import { join } from 'node:path';
import { testFolder } from '../../test-folder';
import { findProviderMirror, mirrorVariable } from './provider-mirror';

/** A version that no mirror of the test machine has. */
const version = '0.0.42';
const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
const otherPlatform = process.platform === 'darwin' ? 'linux_amd64' : 'darwin_arm64';

const provider = 'registry.terraform.io/hashicorp/aws';
const unpacked = (of = version, on = platform) => `${provider}/${of}/${on}/terraform-provider-aws_v${of}_x5`;
const zip = (of = version, on = platform) => `${provider}/terraform-provider-aws_${of}_${on}.zip`;

/** A mirror search on a machine where nobody configured anything. */
const find = (root: string, variables: NodeJS.ProcessEnv = {}) =>
  findProviderMirror(version, {
    root,
    variables: { TF_CLI_CONFIG_FILE: '/none', XDG_DATA_HOME: '/none', XDG_DATA_DIRS: '/none', ...variables },
  });

test.each([
  ['root', ''],
  ['root/mirror', 'mirror'],
  ['root/terraform/mirror', 'terraform/mirror'],
])('a mirror is found at %s', (_, path) => {
  const root = testFolder({ [join(path, unpacked())]: '', 'other/file': '' });

  expect(find(root)).toBe(join(root, path));
});

test('a mirror may hold the provider as a zip', () => {
  const root = testFolder({ [`mirror/${zip()}`]: '' });

  expect(find(root)).toBe(join(root, 'mirror'));
});

test.each([
  ['three levels below the root', `a/b/c/${unpacked()}`],
  ['of another version', `mirror/${unpacked('0.0.41')}`],
  ['of a longer version', `mirror/${unpacked(`${version}0`)}`],
  ['of another platform', `mirror/${unpacked(version, otherPlatform)}`],
  ['of another version, as a zip', `mirror/${zip('0.0.41')}`],
  ['of another platform, as a zip', `mirror/${zip(version, otherPlatform)}`],
  ['of another registry', `mirror/${unpacked().replace('terraform.io', 'opentofu.org')}`],
])('a mirror %s is not used', (_, file) => {
  expect(find(testFolder({ [file]: '' }))).toBeUndefined();
});

test('a root that does not exist has no mirror', () => {
  expect(find('/none')).toBeUndefined();
});

describe('a mirror below the root is not used', () => {
  const root = testFolder({ [`mirror/${unpacked()}`]: '' });

  test('if the user names another one, whatever it contains', () => {
    expect(find(root, { [mirrorVariable]: '/srv/mirror' })).toBe('/srv/mirror');
  });

  test.each([
    ['XDG_DATA_HOME', (data: string) => ({ XDG_DATA_HOME: data })],
    ['XDG_DATA_DIRS', (data: string) => ({ XDG_DATA_DIRS: `/none:${data}` })],
  ])('if Terraform finds the provider by itself, in %s', (_, variables) => {
    const data = testFolder({ [`terraform/plugins/${unpacked()}`]: '' });

    expect(find(root, variables(data))).toBeUndefined();
  });

  test("if the user's CLI configuration says how to install providers", () => {
    const configuration = testFolder({ terraformrc: 'provider_installation {\n  direct {}\n}\n' });

    expect(find(root, { TF_CLI_CONFIG_FILE: join(configuration, 'terraformrc') })).toBeUndefined();
  });

  test('unless that configuration contains only other settings', () => {
    const configuration = testFolder({ terraformrc: 'disable_checkpoint = true\n' });

    expect(find(root, { TF_CLI_CONFIG_FILE: join(configuration, 'terraformrc') })).toBe(join(root, 'mirror'));
  });

  test('unless the directories of Terraform have only another version', () => {
    const data = testFolder({ [`terraform/plugins/${unpacked('0.0.41')}`]: '' });

    expect(find(root, { XDG_DATA_HOME: data })).toBe(join(root, 'mirror'));
  });
});
