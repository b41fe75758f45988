import { type Problem } from '../../values/problem';
import { objectProcessingProblems } from './object-processing-problems';
import { type PlatformSurroundings } from './platform-surroundings';
import { serviceProblems } from './service-problems';

/** What the settings of `app-platform` require and the rest of the environment lacks. */
export function problems(environment: PlatformSurroundings): Problem[] {
  return [...serviceProblems(environment), ...objectProcessingProblems(environment)];
}
