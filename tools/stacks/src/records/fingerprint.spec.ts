import { rmSync } from 'node:fs';
import { testFolder, writeFiles } from '../test-folder';
import { fileDigests, requireAsDecided } from './fingerprint';

const template = (over: object = {}) => ({
  Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 5, KmsMasterKeyId: 'k' } } },
  ...over,
});
const queue = (over: object) => ({ Resources: { Queue: { ...template().Resources.Queue, ...over } } });

const digests = (files: Record<string, string | object>) => fileDigests(testFolder(files));

test.each<[string, Record<string, string | object>]>([
  ['the metadata of the template', { 'a.template.json': template({ Metadata: { 'cdk:version': '2' } }) }],
  [
    'the metadata of a resource',
    { 'a.template.json': queue({ Metadata: { 'aws:cdk:path': 'a/Queue/Resource' } }) },
  ],
  [
    'the order of keys',
    {
      'a.template.json': {
        Resources: {
          Queue: { Properties: { KmsMasterKeyId: 'k', DelaySeconds: 5 }, Type: 'AWS::SQS::Queue' },
        },
      },
    },
  ],
  ['white space', { 'a.template.json': JSON.stringify(template(), null, 4) }],
  [
    'what CDK writes for its own tools',
    {
      'a.template.json': template(),
      'cdk.out': { version: '53' },
      'tree.json': {},
      'a.assets.json': { files: {} },
      'a.metadata.json': {},
    },
  ],
  ['the description of the stack', { 'a.template.json': template(), 'stack.json': { app: 'a' } }],
])('%s makes no difference', (_, files) => {
  expect(digests(files)).toEqual(digests({ 'a.template.json': template() }));
});

test.each<[string, Record<string, string | object>]>([
  ['a property', { 'a.template.json': queue({ Properties: { DelaySeconds: 6, KmsMasterKeyId: 'k' } }) }],
  ['a deletion policy', { 'a.template.json': queue({ DeletionPolicy: 'Retain' }) }],
  [
    'metadata deeper than a resource, which is a value like any other',
    { 'a.template.json': queue({ Properties: { ...template().Resources.Queue.Properties, Metadata: {} } }) },
  ],
  ['a parameter', { 'a.template.json': template({ Parameters: { Vpc: { Type: 'String' } } }) }],
  ['a file that is added', { 'a.template.json': template(), 'asset.1/index.js': '' }],
])('%s makes a difference', (_, files) => {
  expect(digests(files)).not.toEqual(digests({ 'a.template.json': template() }));
});

test('the content of an asset makes a difference, at its path', () => {
  const [before, after] = ['1', '2'].map((content) =>
    digests({ 'asset.a/index.js': content, 'asset.a/manifest.json': content, 'cdk.tf.json': {} }),
  );

  expect(Object.keys(before ?? {})).toEqual(['asset.a/index.js', 'asset.a/manifest.json', 'cdk.tf.json']);
  expect(after?.['cdk.tf.json']).toBe(before?.['cdk.tf.json']);
  expect(after?.['asset.a/index.js']).not.toBe(before?.['asset.a/index.js']);
  expect(after?.['asset.a/manifest.json']).not.toBe(before?.['asset.a/manifest.json']);
});

const role = (policy: string, name = 'role') => ({
  'cdk.tf.json': { resource: { aws_iam_role: { role: { assume_role_policy: policy, name } } } },
});

test('the order of keys in a policy document makes no difference, but in any other text it does', () => {
  const [document, reordered] = ['{"Version":"1","Id":"a"}', '{"Id":"a","Version":"1"}'] as const;
  const before = digests(role(document, document));

  expect(digests(role(reordered, document))).toEqual(before);
  expect(digests(role(document, reordered))).not.toEqual(before);
  expect(digests(role('{"Version":"2","Id":"a"}', document))).not.toEqual(before);
});

test('a policy that only begins like a document is compared as text', () => {
  const [before, after] = ['{a', '{b'].map((policy) => digests(role(policy)));

  expect(after).not.toEqual(before);
});

const lock = (version: string, hashes: readonly string[], comment = '') => ({
  'cdk.tf.json': {},
  '.terraform.lock.hcl': `${comment}provider "registry.terraform.io/hashicorp/aws" {
  version     = "${version}"
  constraints = "${version}"
  hashes = [
${hashes.map((hash) => `    "h1:${hash}=",\n`).join('')}  ]
}
`,
});

test('the locked version of the Terraform provider makes a difference, but a checksum or a comment does not', () => {
  const before = digests(lock('5.100.0', ['a']));

  expect(digests(lock('5.100.1', ['a']))).not.toEqual(before);
  expect(digests(lock('5.100.0', ['a', 'b']))).toEqual(before);
  expect(digests(lock('5.100.0', ['a'], '# Checksums.\n'))).toEqual(before);
});

test('a digest is SHA-256', () => {
  expect(digests({ 'asset.txt': 'abc' })).toEqual({
    'asset.txt': 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  });
});

test('resources that the emulator does not get make no difference there', () => {
  const before = digests({ 'cdk.tf.json': {} });

  expect(digests({ 'cdk.tf.json': {}, 'complete.json': { resource: {} } })).toEqual(before);
});

const assembly = (version: string, properties: object) => ({
  'manifest.json': { version, artifacts: { service: { type: 'aws:cloudformation:stack', properties } } },
});

test('in a cloud assembly, only settings that a deploy sets on the stack count', () => {
  const before = digests(assembly('53', { templateFile: 'a', terminationProtection: false }));

  expect(digests(assembly('54', { templateFile: 'b' }))).toEqual(before);
  expect(digests(assembly('53', { templateFile: 'a', terminationProtection: true }))).not.toEqual(before);
});

test('so do the tags of a stack, and the existence of another stack', () => {
  const before = digests(assembly('53', {}));

  expect(digests(assembly('53', { terminationProtection: false, tags: {} }))).toEqual(before);
  expect(digests(assembly('53', { tags: { owner: 'ada' } }))).not.toEqual(before);
  expect(digests({ 'manifest.json': { version: '53', artifacts: {} } })).not.toEqual(before);
  expect(digests({ 'manifest.json': { version: '53' } })).toEqual(
    digests({ 'manifest.json': { version: '54', artifacts: {} } }),
  );
  expect(digests({ 'manifest.json': { artifacts: { service: { type: 'a' } } } })).toEqual(
    digests({ 'manifest.json': { artifacts: { service: { type: 'b' } } } }),
  );
});

test.each([
  'asset.1/cdk.out',
  'cdk.output',
  'asset.1/tree.json',
  'tree.json5',
  'a.assets.json.js',
  'a-assets.json',
  'a.metadata.json.js',
  'a-metadata.json',
  'asset.1/stack.json',
  'stack.json5',
])('%s is no file of CDK’s own tools or ours, and makes a difference', (file) => {
  expect(Object.keys(digests({ [file]: '' }))).toEqual([file]);
});

test('a template without resources is one', () => {
  expect(digests({ 'a.template.json': { Metadata: {} } })).toEqual(digests({ 'a.template.json': {} }));
});

test.each<[string, (policy: string) => object, boolean]>([
  ['of a resource', (policy) => ({ policy }), true],
  ['in a block', (policy) => ({ inline_policy: [{ name: 'a', policy }] }), true],
  ['beside what is not there', (policy) => ({ name: null, policy }), true],
  ['in a text of another name', (policy) => ({ policy_text: policy }), false],
  ['in a word that ends like it', (policy) => ({ nopolicy: policy }), false],
  ['in an item of a list of texts', (policy) => ({ policy: [policy] }), false],
  ['after other text', (policy) => ({ policy: ` ${policy}` }), false],
])('the order of keys in a policy %s counts as it should', (_, resource, isDocument) => {
  const [before, after] = ['{"Version":"1","Id":"a"}', '{"Id":"a","Version":"1"}'].map((policy) =>
    digests({ 'cdk.tf.json': { resource: resource(policy) } }),
  );

  if (isDocument) expect(after).toEqual(before);
  else expect(after).not.toEqual(before);
});

describe('a stack for which a deploy was decided', () => {
  const decided = () => {
    const directory = testFolder({ 'a.template.json': template() });
    const digests = fileDigests(directory);
    return {
      directory,
      require: () => requireAsDecided({ id: 'shop/site@primary' }, { directory }, digests),
    };
  };

  test('is deployed unchanged, and after a synthesis with the same result', () => {
    const { directory, require } = decided();
    writeFiles(directory, { 'a.template.json': template({ Metadata: { at: 'noon' } }) });

    expect(require).not.toThrow();
  });

  test.each<[string, (directory: string) => void]>([
    [
      'synthesized otherwise',
      (directory) => writeFiles(directory, { 'a.template.json': queue({ Type: 'other' }) }),
    ],
    ['taken away', (directory) => rmSync(directory, { recursive: true })],
  ])('and was then %s by another command is refused', (_, change) => {
    const { directory, require } = decided();
    change(directory);

    expect(require).toThrow(
      expect.objectContaining({
        code: 'SynthesisReplaced',
        message: expect.stringContaining('shop/site@primary'),
      }),
    );
  });
});
