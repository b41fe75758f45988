import { testFolder } from '../test-folder';
import { fileDigests } from './fingerprint';

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

test('the lock of the Terraform provider makes a difference', () => {
  const withLock = (version: string) => digests({ 'cdk.tf.json': {}, '.terraform.lock.hcl': version });

  expect(withLock('5.100.0')).not.toEqual(withLock('5.100.1'));
});

test('a digest is SHA-256', () => {
  expect(digests({ 'asset.txt': 'abc' })).toEqual({
    'asset.txt': 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  });
});

const assembly = (version: string, properties: object) => ({
  'manifest.json': { version, artifacts: { service: { type: 'aws:cloudformation:stack', properties } } },
});

test('of a cloud assembly counts what a deploy sets on the stack, and nothing else', () => {
  const before = digests(assembly('53', { templateFile: 'a', terminationProtection: false }));

  expect(digests(assembly('54', { templateFile: 'b' }))).toEqual(before);
  expect(digests(assembly('53', { templateFile: 'a', terminationProtection: true }))).not.toEqual(before);
});
