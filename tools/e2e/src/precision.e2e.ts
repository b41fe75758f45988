import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  answersToCode,
  answersToValues,
  codeChanges,
  mistakes,
  only,
  valueChanges,
} from '@bulkhead/bench/precision';
import { WorkspaceCopy } from '@bulkhead/workspace-copy';
import { tried } from './sample';

/**
 * The source of a module that notes the program of each process of Node that loads the module, and of each that loads
 * TypeScript or ESLint. The note is written at once: Nx stops a batch by a signal, after which nothing more is written.
 *
 * @param noted the file of the notes, a line each
 */
const notesOfCompilers = (noted: string) => `
  const { appendFileSync } = require('node:fs');
  const { prototype } = require('node:module');
  const note = (what) => appendFileSync(${JSON.stringify(noted)}, what + ' ' + process.argv[1] + '\\n');
  const { load } = prototype;
  prototype.load = function (file) {
    if (file.endsWith(${JSON.stringify(join('typescript', 'lib', 'typescript.js'))})) note('TypeScript');
    if (file.endsWith(${JSON.stringify(join('eslint', 'lib', 'api.js'))})) note('ESLint');
    return load.call(this, file);
  };
  note('started');
`;

/** Some of the changes that `npm run bench` makes, on which a deploy must be neither wasted nor forgotten. */
let copy: WorkspaceCopy;

beforeAll(async () => {
  copy = await WorkspaceCopy.create();
  await copy.succeed('run-many -t deploy -c local');
});
afterAll(() => copy.dispose());

/** Changes of every kind: one that deploys nothing, and those that deploy one stack, another one, and all. */
const ofEveryKind = [
  'a comment in a contract',
  'an action less for databases',
  'how many containers run',
  'who pays',
];
const further = [
  'the keys of every trust policy swapped',
  'another description of a parameter that no CDK stack reads',
  'other words for what the emulator cannot take',
  'the checksum of a further platform in the lock',
  'a formatter',
  'what specs are written with',
];

test('what people commit deploys the stacks whose output differs, and no other', async () => {
  const verdicts = await answersToCode(
    copy,
    only(codeChanges, [...ofEveryKind, ...tried(further, 1, 20_261_130)]),
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

test('no process of an unchanged deploy loads TypeScript or ESLint', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-compilers-'));
  try {
    const hook = join(folder, 'note-compilers.cjs');
    const noted = join(folder, 'noted');
    writeFileSync(hook, notesOfCompilers(noted));

    await copy.succeed('run-many -t deploy -c local', {
      variables: { NODE_OPTIONS: `--require ${hook}` },
    });

    const lines = readFileSync(noted, 'utf8').trim().split('\n');
    expect(lines.filter((line) => /^(TypeScript|ESLint) /.test(line))).toEqual([]);
    expect(lines.filter((line) => line.endsWith('run-batch.js'))).toHaveLength(1);
    expect(new Set(Object.values(copy.outcomes()))).toEqual(new Set(['unchanged']));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
