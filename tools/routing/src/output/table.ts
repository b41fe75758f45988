import { answerText, type ScenarioAnswers } from '../answer/answer';
import { clientGroups, timeText } from './client-groups';

/** A row for each scenario, and a column for each group of clients with the same answers. */
function tableOf(all: readonly ScenarioAnswers[], name: 'name' | 'title'): string[][] {
  const groups = clientGroups(all);
  const head = [
    name === 'name' ? 'scenario' : 'What happens',
    ...groups.map(({ label }) => label),
    'Moved after',
  ];
  const rows = all.map((answers) => [
    answers.scenario[name],
    ...groups.map(({ answerIn }) => answerText(answerIn(answers))),
    timeText(answers),
  ]);
  return [head, ...rows];
}

/** The answers for a terminal, by the name of the scenario. */
export function textTable(all: readonly ScenarioAnswers[]): string[] {
  return padded(tableOf(all, 'name')).map((row) => row.join('  ').trimEnd());
}

/** The answers for a document, as the formatter of this repository writes a table. */
export function markdownTable(all: readonly ScenarioAnswers[]): string {
  // A path pattern has a star, which Markdown would read as emphasis.
  const rows = tableOf(all, 'title').map((row) => row.map((cell) => cell.replaceAll('*', '\\*')));
  const [head = [], ...others] = padded(rows);
  const rule = head.map((cell) => '-'.repeat([...cell].length));
  return [head, rule, ...others].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Every cell as wide as its column. */
function padded(rows: readonly (readonly string[])[]): string[][] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(3, ...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  return rows.map((row) =>
    row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length)),
  );
}
