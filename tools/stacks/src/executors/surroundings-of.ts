import { type Run } from '../run/run';
import { type SurroundingsRequest } from '../surroundings/enter-surroundings';

/** What the surroundings of a run depend on. */
export function surroundingsOf(run: Run, command: string): SurroundingsRequest {
  const { environment, selected, output } = run;
  const regions = [...new Set(run.instances.map(({ region }) => region))];
  return {
    target: environment.target,
    regions,
    // The primary region may be the region that is down.
    region: selected[0]?.region ?? environment.regions.primary.name,
    workingDirectory: run.workingDirectory,
    command,
    say: (line) => output.line(line),
  };
}
