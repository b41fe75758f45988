import { type Problem } from '../../values/problem';
import { type CdnDnsSurroundings } from './cdn-dns-surroundings';
import { certificateProblems } from './certificate-problems';
import { edgeProblems } from './edge-problems';
import { routingProblems } from './routing-problems';
import { zoneProblems } from './zone-problems';

/** What the settings of `cdn-dns` require and the rest of the environment lacks or forbids. */
export function problems(environment: CdnDnsSurroundings): Problem[] {
  return [zoneProblems, certificateProblems, edgeProblems, routingProblems].flatMap((problemsOf) =>
    problemsOf(environment),
  );
}
