import { Refusal } from '@bulkhead/errors';
import { type Run } from '../run/run';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { brokenOff } from './broken-off';
import { preflightLines } from './preflight-lines';
import { type PreflightRequest } from './preflight';
import { type PreflightResult } from './preflight-schema';

/**
 * Looks at what a run would deploy when its first stack is about to be deployed and no engine has started, and refuses
 * what would fail. A run that deploys nothing looks at nothing.
 */
export class PreflightGate {
  private looked?: Promise<PreflightResult>;

  /** @param request returns what the run would deploy; called when the first stack is about to be deployed */
  constructor(
    private readonly run: Run,
    private readonly request: () => Omit<PreflightRequest, 'run'>,
  ) {}

  /**
   * Checks that nothing was found in the region of a stack: a region is deployed as a whole, or not begun. Findings in
   * other regions do not matter here.
   *
   * @throws Refusal `PreflightFailed`, unless the run shall deploy in spite of findings
   */
  async require({ id, region }: StackInstance): Promise<void> {
    this.looked ??= this.look();
    const { findings } = await this.looked;
    if (this.run.options.withoutPreflight) return;
    const here = findings.filter((finding) => finding.region === region);
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
  /** The findings, printed as one list. A preflight that breaks off is a note. */
  private async look(): Promise<PreflightResult> {
    const { run } = this;
    const request = this.request();
    if (request.stacks.size === 0) return { findings: [], notes: [] };
    const { preflight } = await import('./preflight.js');
    const result = await preflight({ run, ...request }).catch(brokenOff);
    for (const line of preflightLines(result)) run.output.line(line);
    if (run.options.withoutPreflight && result.findings.length > 0)
      run.output.line('  is let pass: --without-preflight');
    return result;
  }
}
