import { type Finding, type PolicyReport } from '@bulkhead/policy';

/**
 * The policy's result for an environment, for people: how much was looked at, what was found, and where it is written.
 *
 * @param findings everything that nobody has explained
 * @param selected ids of the stacks that the run is about; their findings are printed with the stack
 * @returns lines
 */
export function policySummary(
  { environment, counts }: PolicyReport,
  findings: readonly Finding[],
  selected: ReadonlySet<string>,
  page: string,
): string[] {
  const { rules, resources, stacks, compliant, suppressed } = counts;
  const elsewhere = findings.filter(({ stack }) => !selected.has(stack));
  const others = [...new Set(elsewhere.map(({ stack }) => stack))];
  return [
    `policy of ${environment}: ${rules} rules evaluated on ${resources} resources of ${stacks} stacks: ${compliant} compliant, ${suppressed} exceptions, ${findings.length} findings (${page})`,
    ...(elsewhere.length > 0
      ? [`  ${elsewhere.length} of the findings in stacks that were not asked for: ${others.join(', ')}`]
      : []),
  ];
}
