import { type FoundState } from '../engines/engine-state';
import { type StateVersion } from '../engines/terraform/state-versions';
import { type RecoverOptions } from './recover-options';
import { wayOut } from './way-out';

/** A version, such as `ours 7`: lineage and serial, with 5 resources unless a third number says otherwise. */
function version(picture: string): StateVersion {
  const [lineage = '', serial, resources = '5'] = picture.split(' ');
  const found: FoundState =
    serial === undefined
      ? picture === 'gone'
        ? { is: 'missing' }
        : { is: 'broken', why: 'it is cut off' }
      : {
          is: 'kept',
          state: {
            type: 'terraform',
            lineage,
            serial: Number(serial),
            mark: '',
            resources: Number(resources),
          },
        };
  return { id: picture, at: '', found, text: picture };
}

const recordedAt = (
  serial: number,
  outcome: 'deployed' | 'failed' | 'deploying' = 'deployed',
  resources = 5,
) => ({
  outcome,
  state: { type: 'terraform', lineage: 'ours', serial, mark: '', resources } as const,
});

/** The way in words: `restore ours 7`, `adopt over ours 5`. */
function way(record: Parameters<typeof wayOut>[0], versions: string[], options: RecoverOptions = {}): string {
  const chosen = wayOut(record, versions.map(version), options);
  return chosen.type === 'restore'
    ? `restore ${chosen.version.id}`
    : `adopt over ${chosen.over?.id ?? 'nothing'}`;
}

test.each<[string, string[], string]>([
  ['a deletion', ['gone', 'ours 7', 'ours 6'], 'restore ours 7'],
  ['an empty state after it', ['ours 9 0', 'ours 7', 'ours 6'], 'restore ours 7'],
  ['an older one after it', ['ours 6', 'ours 7', 'ours 5'], 'restore ours 7'],
  ['the state of something else', ['theirs 20', 'ours 7'], 'restore ours 7'],
  ['a broken one', ['cut', 'ours 7'], 'restore ours 7'],
  ['what a person has done since', ['gone', 'ours 9', 'ours 7'], 'restore ours 7'],
  ['no version but one that came of it', ['gone', 'ours 9'], 'restore ours 9'],
  ['only versions before it', ['gone', 'ours 6', 'ours 5'], 'adopt over ours 6'],
  ['none of its lineage', ['theirs 7'], 'adopt over nothing'],
  ['none that can be read', ['gone', 'cut'], 'adopt over nothing'],
  ['none at all', [], 'adopt over nothing'],
])('after %s: %j, with a state of recorded serial 7', (_, versions, expected) => {
  expect(way(recordedAt(7), versions)).toBe(expected);
});

test('a failed deploy may have written more than was recorded of it', () => {
  expect(way(recordedAt(7, 'deploying'), ['gone', 'ours 9', 'ours 7'])).toBe('restore ours 9');
});

test('an empty state agrees if the record has an empty one', () => {
  expect(way(recordedAt(7, 'failed', 0), ['theirs 1', 'ours 7 0'])).toBe('restore ours 7 0');
});

test('without a recorded state, no version is known to be the last', () => {
  expect(way({ outcome: 'deployed' }, ['gone', 'ours 7 0', 'ours 6'])).toBe('adopt over ours 6');
  expect(way(undefined, ['gone'])).toBe('adopt over nothing');
});

describe('a requested version', () => {
  test.each<[RecoverOptions, string]>([
    [{ restore: 'ours 8' }, 'restore ours 8'],
    // The version from before the record is the base, and the rest has to be adopted.
    [{ restore: 'ours 6' }, 'adopt over ours 6'],
    [{ restore: 'ours 8', adopt: true }, 'adopt over ours 8'],
    [{ adopt: true }, 'adopt over nothing'],
  ])('%j: %s', (options, expected) => {
    expect(way(recordedAt(7), ['gone', 'ours 8', 'ours 7', 'ours 6'], options)).toBe(expected);
  });

  test.each([
    ['ours 5', 'NoSuchVersion'],
    ['theirs 9', 'UnfitVersion'],
    ['gone', 'UnfitVersion'],
    ['ours 9 0', 'UnfitVersion'],
  ])('%s is refused: %s', (restore, code) => {
    expect(() => way(recordedAt(7), ['gone', 'theirs 9', 'ours 9 0'], { restore })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
