import { answerText } from './answer/answer';
import { readRouting } from './reading/read-routing';
import { scenariosOf } from './scenario/scenario';
import { labelOf } from './simulation/client';
import { simulate } from './simulation/simulate';
import { expectedAnswers } from './test-expected-answers';
import { type Shape, synthesizedShape } from './testing';

const shapes: Record<keyof typeof expectedAnswers, Shape> = {
  'failover without CDN': { policy: 'failover', cdn: false },
  'failover with CDN': { policy: 'failover', cdn: true },
  'latency with CDN': { policy: 'latency', cdn: true },
  'weighted without CDN': { policy: 'weighted', cdn: false },
  'one region without CDN': { policy: 'one region', cdn: false },
  'two regions without a domain': { policy: 'failover', cdn: true, domain: false },
};

/** `GET|POST /api/* near dr` stands for two clients. */
function labelsOf(header: string): string[] {
  return header
    .split(' ')
    .map((word) => word.split('|'))
    .reduce<string[]>(
      (labels, words) => labels.flatMap((label) => words.map((word) => `${label} ${word}`.trim())),
      [''],
    );
}

/** By scenario, by client: the answer. Cells are separated by ` | `. */
function readTable(table: string): Record<string, Record<string, string>> {
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.split(' | ').map((cell) => cell.trim()));
  const [[, ...headers] = [], ...scenarios] = rows;
  return Object.fromEntries(
    scenarios.map(([name, ...cells]) => [
      name,
      Object.fromEntries(
        headers.flatMap((header, index) => labelsOf(header).map((label) => [label, cells[index] ?? ''])),
      ),
    ]),
  );
}

function simulated(shape: Shape): Record<string, Record<string, string>> {
  const routing = readRouting(synthesizedShape(shape));
  return Object.fromEntries(
    scenariosOf(routing).map((scenario) => [
      scenario.name,
      Object.fromEntries(
        simulate(routing, scenario).answers.map((answer) => [labelOf(answer.client), answerText(answer)]),
      ),
    ]),
  );
}

describe.each(Object.entries(expectedAnswers))('%s', (name, table) => {
  const expected = readTable(table);
  const answers = simulated(shapes[name as keyof typeof expectedAnswers]);

  test('the table has every scenario, and at least 12', () => {
    expect(Object.keys(expected)).toEqual(Object.keys(answers));
    expect(Object.keys(expected).length).toBeGreaterThanOrEqual(12);
  });

  test.each(Object.keys(expected))('P2.5 %s is answered as AWS documents it', (scenario) => {
    expect(answers[scenario]).toEqual(expected[scenario]);
  });
});
