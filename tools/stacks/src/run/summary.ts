import { type Outputs } from './outputs';
import { type StackResult } from './stack-result';

/** Keys of contracts whose values a person may want to connect to. */
const endpoint = /(Endpoint|Url|DnsName)$/;

/**
 * What is printed at the end of a run: a line a stack with its outcome, time and resources, and the endpoints.
 *
 * @returns lines
 */
export function summary(results: readonly StackResult[], outputs: Outputs): string[] {
  const names = results.map(({ app, stack, role }) => `${app}/${stack}@${role}`);
  const width = Math.max(0, ...names.map(({ length }) => length));
  const rows = results.map(({ outcome, durationMs, resources }, index) => {
    const { added, changed, destroyed } = resources;
    const time = `${(durationMs / 1000).toFixed(1)} s`.padStart(8);
    return `  ${(names[index] ?? '').padEnd(width)}  ${outcome.padEnd(9)} ${time}   +${added} ~${changed} -${destroyed}`;
  });
  const endpoints = Object.entries(outputs).filter(([name]) => endpoint.test(name));
  return [
    '',
    ...rows,
    ...(endpoints.length > 0 ? ['', ...endpoints.map(([name, value]) => `  ${name}  ${value}`)] : []),
  ];
}
