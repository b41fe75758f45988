import { type ScenarioAnswers } from '../answer/answer';
import { type Routing } from '../model/routing';
import { scenariosOf } from '../scenario/scenario';
import { simulate } from './simulate';

/** What every scenario leads to. */
export function simulateAll(routing: Routing): ScenarioAnswers[] {
  return scenariosOf(routing).map((scenario) => simulate(routing, scenario));
}
