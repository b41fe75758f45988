import { BulkheadError } from '@bulkhead/errors';
import { readRouting, readSynthesizedEnvironment, simulateAll, worstTimeProblem } from '@bulkhead/routing';
import { type Run } from '../run/run';
import { requireSynthesized } from '../run/synthesize-all';
import { type Synthesized } from '../synthesis/synthesize';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * Simulates the synthesized routing of an environment, if a stack has it and chooses between regions.
 *
 * @throws BulkheadError `SlowRouting` if users may need longer to leave a region than `routing.rtoSeconds` allows
 * @throws Refusal `UnfitRouting` if records or health checks cannot work
 * @throws Error of a stack of the environment that could not be synthesized, since its values are missing
 */
export function requireTimelyRouting(
  run: Run,
  { stack }: StackInstance,
  synthesized: ReadonlyMap<StackInstance, Synthesized | Error>,
): void {
  const { environment, workspaceRoot, instances } = run;
  const settings = environment.apps['cdn-dns']?.routing;
  if (stack !== 'routing' || !settings || settings.type === 'simple') return;
  for (const instance of instances) requireSynthesized(synthesized, instance);
  const routing = readRouting(readSynthesizedEnvironment(workspaceRoot, environment.name));
  const problem = worstTimeProblem(routing, simulateAll(routing), settings.rtoSeconds);
  if (problem !== undefined) {
    throw new BulkheadError('SlowRouting', problem, {
      next: `lower intervalSeconds or failureThreshold of apps.cdn-dns.routing.healthCheck, or raise rtoSeconds; npx nx run cdn-dns:simulate ${environmentOption(run)} shows every scenario`,
    });
  }
}
