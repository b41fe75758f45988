import { type Problem } from '../../values/problem';
import { objectProcessingProblems } from './object-processing-problems';
import { type PlatformSurroundings } from './platform-surroundings';
import { serviceProblems } from './service-problems';

/** What the settings of `app-platform` ask for that the rest of the environment does not have. */
export function problems(environment: PlatformSurroundings): Problem[] {
  return [...serviceProblems(environment), ...objectProcessingProblems(environment)];
}
