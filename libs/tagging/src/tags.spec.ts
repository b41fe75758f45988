import fc from 'fast-check';
import {
  addressTag,
  backupTag,
  dataClassifications,
  environmentTag,
  missingTags,
  tagKeys,
  tagsFor,
  type TagInput,
} from '.';

const input: TagInput = {
  environment: 'prod',
  app: 'database',
  stack: 'relational',
  owner: '@acme/data',
  costCentre: 'CC 1042',
  dataClassification: 'phi',
  compliance: 'hipaa',
  deploymentId: 'v1.4.0',
};

test('P3.10, P4.5: tags of a resource name its owner, cost centre, data classification and deployment', () => {
  expect(tagsFor(input)).toEqual({
    'bulkhead:environment': 'prod',
    'bulkhead:app': 'database',
    'bulkhead:stack': 'relational',
    'bulkhead:owner': '@acme/data',
    'bulkhead:cost-centre': 'CC 1042',
    'bulkhead:data-classification': 'phi',
    'bulkhead:compliance': 'hipaa',
    'bulkhead:deployment-id': 'v1.4.0',
  });
});

test('every resource of an environment has the tag of the environment', () => {
  expect(tagsFor(input)).toMatchObject(environmentTag('prod'));
});

test('every AWS service accepts every key', () => {
  for (const key of tagKeys) expect(key).toMatch(/^(?!aws:)[a-z:-]{1,128}$/);
});

test('P3.8: every AWS service accepts the tag for backup plans, and no stack gives it to all resources', () => {
  for (const [key, value] of Object.entries(backupTag)) {
    expect(`${key}=${value}`).toMatch(/^(?!aws:)[a-z:-]{1,128}=[a-z]{1,256}$/);
    expect(tagKeys).not.toContain(key);
  }
});

test('the order of the input does not change the bytes of the output', () => {
  const reversed = Object.fromEntries(Object.entries(input).reverse()) as unknown as TagInput;
  expect(JSON.stringify(tagsFor(reversed))).toBe(JSON.stringify(tagsFor(input)));
});

test('every result is valid in AWS, and every refusal names the key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (owner) => {
      try {
        expect(tagsFor({ ...input, owner })['bulkhead:owner']).toMatch(
          /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u,
        );
      } catch (error) {
        expect(error).toMatchObject({
          code: 'InvalidTag',
          message: expect.stringContaining(`bulkhead:owner is ${JSON.stringify(owner)}`),
        });
      }
    }),
  );
});

test('every value within the AWS rules is kept as it is', () => {
  const characters = fc.constantFrom(...'aZ09+-=._:/@é日𐐀');
  fc.assert(
    fc.property(fc.string({ unit: characters, minLength: 1, maxLength: 256 }), (owner) => {
      expect(tagsFor({ ...input, owner })['bulkhead:owner']).toBe(owner);
    }),
  );
});

test.each([
  ['blank', '   '],
  ['empty', ''],
  ['a space at the end', 'team '],
  ['a character some services refuse', 'team #1'],
  ['two lines', 'a\nb'],
  ['the prefix of AWS', 'AWS:team'],
  ['257 characters', 'x'.repeat(257)],
  ['an engine token', '${Token[TOKEN.12]}'],
])('%s is refused, and the message says what is allowed', (_, costCentre) => {
  expect(() => tagsFor({ ...input, costCentre })).toThrow(
    expect.objectContaining({
      code: 'InvalidTag',
      message: expect.stringMatching(/bulkhead:cost-centre.*allowed: 1 to 256/s),
    }),
  );
});

test('an unknown classification is refused, and the message lists the known ones', () => {
  const dataClassification = 'secret' as TagInput['dataClassification'];
  expect(() => tagsFor({ ...input, dataClassification })).toThrow(
    /one of public, internal, confidential, phi/,
  );
  for (const known of dataClassifications)
    expect(() => tagsFor({ ...input, dataClassification: known })).not.toThrow();
});

test('a tag is missing if it is absent or blank', () => {
  expect(missingTags(tagsFor(input))).toEqual([]);
  expect(missingTags({})).toEqual(tagKeys);
  expect(
    missingTags({ ...tagsFor(input), 'bulkhead:owner': ' ', 'bulkhead:app': undefined, Name: 'x' }),
  ).toEqual(['bulkhead:app', 'bulkhead:owner']);
});

test('AWS accepts an address as a tag', () => {
  expect(addressTag('aws_subnet.private_subnet-us-east-1a_6BC944EF')).toEqual({
    'bulkhead:address': 'aws_subnet.private_subnet-us-east-1a_6BC944EF',
  });
});

test.each([
  ['longer than a value may be', `aws_subnet.${'x'.repeat(246)}`],
  ['of one instance of many, in the notation of Terraform', 'aws_subnet.private["a"]'],
])('an address that is %s is refused, and the message says what to shorten', (_, address) => {
  expect(() => addressTag(address)).toThrow(
    expect.objectContaining({ code: 'InvalidTag', next: expect.stringContaining('construct') }),
  );
});
