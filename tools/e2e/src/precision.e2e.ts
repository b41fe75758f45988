import {
  answersToCode,
  answersToValues,
  codeChanges,
  mistakes,
  only,
  valueChanges,
} from '@bulkhead/bench/precision';
import { WorkspaceCopy } from '@bulkhead/workspace-copy';

/** Some of the changes that `npm run bench` makes, on which a deploy must be neither wasted nor forgotten. */
let copy: WorkspaceCopy;

beforeAll(async () => {
  copy = await WorkspaceCopy.create();
  await copy.succeed('run-many -t deploy -c local');
});
afterAll(() => copy.dispose());

test('what people commit deploys the stacks whose output differs, and no other', async () => {
  const verdicts = await answersToCode(
    copy,
    only(codeChanges, [
      'a comment in a contract',
      'the keys of every trust policy swapped',
      'an action less for databases',
      'another description of a parameter that no CDK stack reads',
      'other words for what the emulator cannot take',
      'the checksum of a further platform in the lock',
      'a formatter',
      'what specs are written with',
      'how many containers run',
      'who pays',
    ]),
  );

  expect(mistakes(verdicts)).toEqual([]);
  expect(Object.fromEntries(verdicts.map(({ title, must }) => [title, must]))).toMatchObject({
    'a comment in a contract': [],
    'an action less for databases': ['database/relational'],
    'how many containers run': ['app-platform/service'],
    'who pays': ['app-platform/service', 'database/relational', 'network/vpc'],
  });
});

test('a value that somebody else wrote deploys the stacks that read it, and no other', async () => {
  const verdicts = await answersToValues(
    copy,
    only(valueChanges, [
      'one that two stacks read',
      'an identifier that nobody reads',
      'the same value once more',
    ]),
  );

  expect(mistakes(verdicts)).toEqual([]);
  expect(verdicts.map(({ deployed }) => deployed)).toEqual([
    ['app-platform/service', 'database/relational'],
    [],
    [],
  ]);
});
