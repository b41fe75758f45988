import { answerText, type ScenarioAnswers } from '../answer/answer';
import { labelOf } from '../simulation/client';
import { type Routing } from '../model/routing';

/** The answers for other programs, as JSON: every scenario with each client. A time of `null` is never. */
export function answersJson({ environment, regions }: Routing, all: readonly ScenarioAnswers[]): string {
  const scenarios = all.map(({ scenario, answers, worstSeconds }) => ({
    name: scenario.name,
    title: scenario.title,
    ...(worstSeconds !== undefined && { movedAfterSeconds: worstSeconds === Infinity ? null : worstSeconds }),
    answers: answers.map((answer) => ({ client: labelOf(answer.client), servedBy: answerText(answer) })),
  }));
  return `${JSON.stringify({ environment, regions: Object.fromEntries(regions), scenarios }, null, 2)}\n`;
}
