import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verbs } from '../plugin/verbs';
import { settingRules } from './aws-files';
import { type VariableRule } from './ruling';
import { variableRules } from './variable-rules';

const file = join(__dirname, '../../../../docs/surroundings.md');
const page = readFileSync(file, 'utf8');
/** Cells of the page's tables, without the alignment. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');

function reaching({ rulings, readers }: VariableRule): string {
  if (!Object.values(rulings).includes('passes')) return '';
  const processes = { terraform: 'Terraform', synthesis: 'synthesis' };
  return readers.map((reader) => processes[reader]).join(', ') || 'the tool';
}

const ofEnvironment = ['bootstrap', 'base', 'preflight', 'orphans'].map((name) => `bulkhead:${name}`);
test.each([...verbs, ...ofEnvironment])('the page says that it holds for %s', (command) => {
  expect(/^The same holds for .*/m.exec(page)?.[0]).toContain(`\`${command}\``);
});

test.each(variableRules.map((rule) => [rule.names.join(), rule] as const))(
  'the page says the ruling on %s',
  (_, rule) => {
    const { emulator, aws } = rule.rulings;

    expect(rows).toContainEqual(['', code(rule.names), emulator, aws, reaching(rule), rule.why, '']);
  },
);

test.each(settingRules.map((rule) => [rule.names.join(), rule] as const))(
  'and of setting %s',
  (_, { names, ruling, why }) => {
    expect(rows).toContainEqual(['', code(names), ruling, why, '']);
  },
);
