import { replacedKey, testChange } from '../plans/test-diffs';
import { asksBeforeDestroying, requireStateKept } from './stateful-destruction';

const vpc = testChange('destroy', { resource: 'aws_vpc.main', type: 'aws_vpc', stateful: true });

test.each([
  ['aws', true, true],
  ['aws', false, true],
  ['emulator', true, true],
  ['emulator', false, false],
] as const)('on %s, protected %s: approval is needed: %s', (target, isProtected, expected) => {
  expect(asksBeforeDestroying({ target, protected: isProtected })).toBe(expected);
});

test('changes that lose nothing are never refused', () => {
  const changes = [
    testChange('replace'),
    testChange('destroy'),
    { ...replacedKey, action: 'change' as const },
  ];

  expect(() => requireStateKept('network/vpc@primary', changes, [])).not.toThrow();
});

test('each loss that the user did not name is listed with its cause, and the option allows all of them', () => {
  expect(() =>
    requireStateKept('network/vpc@primary', [replacedKey, vpc, testChange('add')], ['aws_s3_bucket.a']),
  ).toThrow(
    expect.objectContaining({
      code: 'StatefulDestruction',
      message: [
        'A deploy of network/vpc@primary would lose stateful resources that nobody has named:',
        '  replace aws_kms_key.main (aws_kms_key: key material), because of multi_region',
        '  destroy aws_vpc.main (aws_vpc: the code says that it must not be destroyed)',
      ].join('\n'),
      next: expect.stringContaining("--allowDestroy='aws_s3_bucket.a,aws_kms_key.main,aws_vpc.main'"),
    }),
  );
});

test('only named resources may be lost', () => {
  const require = (...allowed: string[]) =>
    requireStateKept('network/vpc@primary', [replacedKey, vpc], allowed);

  expect(() => require('aws_kms_key.main', 'aws_vpc.main')).not.toThrow();
  expect(() => require('aws_kms_key.main')).toThrow(/aws_vpc\.main/);
  expect(() => require('aws_kms_key')).toThrow(/aws_kms_key\.main/);
});
