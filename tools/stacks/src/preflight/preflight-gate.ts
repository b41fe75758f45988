import { Refusal } from '@bulkhead/errors';
import { type Run } from '../run/run';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { brokenOff } from './broken-off';
import { preflightLines } from './preflight-lines';
import { type PreflightRequest } from './preflight';
import { type PreflightResult } from './preflight-schema';

/** Looks before the first engine of a run starts, and refuses what would fail. */
export class PreflightGate {
  private result: PreflightResult = { findings: [], notes: [] };

  constructor(private readonly run: Run) {}

  /** Looks at what would be deployed, if anything would be, and tells it as one list; a preflight that breaks off is a note. */
  async look(request: Omit<PreflightRequest, 'run'>): Promise<void> {
    if (request.stacks.size === 0) return;
    const { preflight } = await import('./preflight.js');
    this.result = await preflight({ run: this.run, ...request }).catch(brokenOff);
    for (const line of preflightLines(this.result)) this.run.output.line(line);
    if (this.run.options.withoutPreflight && this.result.findings.length > 0)
      this.run.output.line('  is let pass: --without-preflight');
  }

  /**
   * Checks that nothing was found in the region of a stack: a region is deployed as a whole, or not begun. The other
   * regions are no affair of it.
   *
   * @throws Refusal `PreflightFailed`, unless the run shall deploy all the same
   */
  require({ id, region }: StackInstance): void {
    if (this.run.options.withoutPreflight) return;
    const here = this.result.findings.filter((finding) => finding.region === region);
    if (here.length === 0) return;
    const own = here.filter(({ stacks }) => stacks.includes(id));
    const again = `npx nx run bulkhead:preflight ${environmentOption(this.run)}`;
    throw new Refusal(
      'PreflightFailed',
      own.length > 0
        ? [`${id} would fail:`, ...own.map(({ problem }) => problem)].join('\n  ')
        : `Nothing is begun in ${region}: ${here.length} found there that other stacks would fail for.`,
      {
        next:
          own.length > 0
            ? own.map(({ next }) => next).join('; then ')
            : `${again} lists it, with what mends it`,
      },
    );
  }
}
