import { type OmittedResource } from '@bulkhead/stack';
import { visibleText } from '@bulkhead/errors';
import { type Outputs } from './outputs';
import { describeStale } from './stale-consumers';
import { type StackResult, type StaleConsumer } from './stack-result';

/** Keys of contracts whose values a person may want to connect to. */
const endpoint = /(Endpoint|Url|DnsName)$/;

/**
 * What is printed at the end of a run: what stands and is not in the configuration, a line a stack with its outcome, time
 * and resources, the endpoints, what was deployed without the policy and why, and the stacks that were left with old
 * values.
 *
 * @param standing lines of `describeStanding`
 * @returns lines
 */
export function summary(
  results: readonly StackResult[],
  outputs: Outputs,
  omitted: readonly OmittedResource[],
  stale: readonly StaleConsumer[] = [],
  standing: readonly string[] = [],
): string[] {
  const names = results.map(({ app, stack, role }) => `${app}/${stack}@${role}`);
  const width = Math.max(0, ...names.map(({ length }) => length));
  const rows = results.map(({ outcome, durationMs, resources }, index) => {
    const { added, changed, destroyed } = resources;
    const time = `${(durationMs / 1000).toFixed(1)} s`.padStart(8);
    return `  ${(names[index] ?? '').padEnd(width)}  ${outcome.padEnd(9)} ${time}   +${added} ~${changed} -${destroyed}`;
  });
  const endpoints = Object.entries(outputs).filter(([name]) => endpoint.test(name));
  const connect = endpoints.map(([name, value]) => `  ${name}  ${visibleText(String(value))}`);
  const lacking = leftOut(omitted);
  const passed = results.flatMap(({ withoutPolicy }, index) =>
    withoutPolicy === undefined
      ? []
      : [`  without the policy: ${names[index]}: ${visibleText(withoutPolicy)}`],
  );
  const behind = stale.map((consumer) => `  ${describeStale(consumer)}`);
  return [standing.map((line) => `  ${line}`), rows, connect, lacking, passed, behind].flatMap((section) =>
    section.length > 0 ? ['', ...section] : [],
  );
}

/** A line for each type and reason, with how many there are. */
function leftOut(omitted: readonly OmittedResource[]): string[] {
  const kindOf = ({ type, resource, reason, rows }: OmittedResource) =>
    `${type ?? typeIn(resource)} (${rows.join(', ')}): ${reason}`;
  return [...new Set(omitted.map(kindOf))].map((kind) => {
    const count = omitted.filter((entry) => kindOf(entry) === kind).length;
    return `  not deployed here: ${count} ${kind}`;
  });
}

/** The type of a Terraform address, with the attribute that is left out of it. */
function typeIn(address: string): string {
  const [type = '', , ...attribute] = address.split('.');
  return [type, ...attribute].join('.');
}
