import { type Answer, answerText, type ScenarioAnswers } from '../answer/answer';
import { clientsLabel } from '../simulation/client';

/** Clients that have the same answer in every scenario. */
export interface ClientGroup {
  /** Such as `GET, POST /api/* near dr`. */
  readonly label: string;
  /** The answer of all of them. */
  readonly answerIn: (answers: ScenarioAnswers) => Answer;
}

/** The clients of all scenarios, in groups of the same answers. */
export function clientGroups(all: readonly ScenarioAnswers[]): ClientGroup[] {
  const clients = all[0]?.answers.map(({ client }) => client) ?? [];
  const byAnswers = new Map<string, number[]>();
  clients.forEach((_, index) => {
    const key = JSON.stringify(all.map(({ answers }) => answerText(answerAt(answers, index))));
    byAnswers.set(key, [...(byAnswers.get(key) ?? []), index]);
  });
  return [...byAnswers.values()].map((indexes) => ({
    label: clientsLabel(clients.filter((_, index) => indexes.includes(index))),
    answerIn: ({ answers }) => answerAt(answers, indexes[0] ?? 0),
  }));
}

function answerAt(answers: readonly Answer[], index: number): Answer {
  const answer = answers[index];
  if (!answer) throw new RangeError(`There is no client ${index}.`);
  return answer;
}

/** How long the last client needs, for a cell. */
export function timeText({ worstSeconds }: ScenarioAnswers): string {
  if (worstSeconds === undefined) return '';
  return worstSeconds === Infinity ? 'never' : `${worstSeconds} s`;
}
