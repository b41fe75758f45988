import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { readCommandOptions } from '../executors/verb-options';
import { baseRemedies } from './base-remedies';
import { contractRemedies } from './contract-remedies';
import { driftRemedies } from './drift-remedies';
import { engineRemedies } from './engine-remedies';
import { lossRemedies } from './loss-remedies';
import { readNxCall, type Targets, targetsOfRepository } from './nx-call';
import { orphanRemedies } from './orphan-remedies';
import { planRemedies } from './plan-remedies';
import { commandsIn } from './printed-next';
import { isOther } from './remedy';
import { requestRemedies } from './request-remedies';
import { ScratchShell } from './scratch-shell';
import { stateRemedies } from './state-remedies';

const root = resolve(__dirname, '../../../..');
let targets: ReadonlyMap<string, Targets>;
beforeAll(async () => (targets = await targetsOfRepository(root)));
const groups = [
  stateRemedies,
  requestRemedies,
  contractRemedies,
  planRemedies,
  lossRemedies,
  baseRemedies,
  orphanRemedies,
  engineRemedies,
  driftRemedies,
];
const all = groups.flatMap((group) => Object.entries(group));

test('every code of the page has a remedy that is tested, or a reason why not, and no other code has', () => {
  const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` /gm)].map(([, code = '']) => code);

  expect(all.map(([code]) => code).sort()).toEqual([...rows].sort());
});

const elsewhere = all.flatMap(([code, remedy]) =>
  isOther(remedy) && remedy.shownIn !== 'nothing' ? [[code, remedy.shownIn] as const] : [],
);

test.each(elsewhere)('%s is provoked in %s', (code, file) => {
  expect(existsSync(join(root, file))).toBe(true);
  expect(readFileSync(join(root, file), 'utf8')).toMatch(new RegExp(`\\b${code}\\b`));
});

test('few codes are not provoked anywhere', () => {
  const nowhere = all.flatMap(([code, remedy]) =>
    isOther(remedy) && remedy.shownIn === 'nothing' ? [code] : [],
  );

  expect(nowhere).toEqual([
    'RecoveryUnfinished',
    'TerraformNotStarted',
    'Unfinished',
    'Defect',
    'EmulatorNotStopped',
    'EmulatorResetFailed',
    'PortUnusable',
  ]);
});

/** Samples for the expressions in a printed command, by the end of the expression. */
const samples: readonly (readonly [RegExp, string])[] = [
  [/environmentOption|option$|environment$|selected$|environmentOptionOf/i, '-c local'],
  [/^(PORT_VARIABLE)$/, 'BULKHEAD_EMULATOR_PORT'],
  [/port/i, '5566'],
  [/\bapps?\b|projects/, 'network'],
  [/stack$/, 'vpc'],
  [/role$/, 'primary'],
  [/verb$/, 'deploy'],
  [/meant$/, 'local'],
  [/ids?\b|orphans|known|doomed|orphanId|unique|was/, 'network/vpc@primary'],
];

/** Every text of a source file with `npx nx` in it, with a sample in the place of each expression. */
function textsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const texts: string[] = [];
  const sample = (expression: ts.Expression) => {
    const written = expression.getText(source);
    return samples.find(([pattern]) => pattern.test(written))?.[1] ?? 'x';
  };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    if (ts.isTemplateExpression(node))
      texts.push(
        node.head.text +
          node.templateSpans.map((span) => sample(span.expression) + span.literal.text).join(''),
      );
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts.filter((text) => /npx nx (run|run-many) /.test(text));
}

const sources = [
  'tools/stacks/src',
  'tools/emulator/src',
  'libs/errors/src',
  'libs/config/src',
  'libs/contracts/src',
]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts') && !/\.spec\.ts$|\/test-/.test(file));

const printed = sources.flatMap((file) =>
  textsIn(join(root, file))
    .flatMap(commandsIn)
    // Git would really run.
    .flatMap((command) => command.split(' && '))
    .filter((command) => command.includes('npx nx '))
    .map((command): [string, string] => [command, file]),
);

test('the sources print many commands', () => {
  expect(printed.length).toBeGreaterThan(40);
});

test.each(printed)('%s, which %s prints, is an existing command', (command) => {
  const [started] = new ScratchShell(root).run(command, {});
  const call = readNxCall(started?.words.slice(2) ?? [], targets);

  expect(call.projects).not.toEqual([]);
  if (call.command) expect(() => readCommandOptions(call.command as 'deploy', call.options)).not.toThrow();
});
