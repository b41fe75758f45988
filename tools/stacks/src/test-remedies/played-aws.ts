import { parseArgs } from 'node:util';
import { type TestWorld } from '../actions/test-world';

/** The effect of an AWS CLI call on the played account. */
const calls: Readonly<Record<string, (world: TestWorld, options: Readonly<Record<string, string>>) => void>> =
  {
    'ssm delete-parameter': (world, { region, name }) => {
      if (!world.parameters.delete(`${region} ${name}`))
        throw new Error(`ParameterNotFound: ${name} in ${region}`);
    },
  };

/**
 * Plays an AWS CLI call.
 *
 * @throws the error that the CLI would end with, or if nothing here plays the call
 */
export function playAws(world: TestWorld, words: readonly string[]): void {
  const [service, operation, ...args] = words;
  const call = calls[`${service} ${operation}`];
  if (!call) throw new Error(`Nothing here plays: aws ${words.join(' ')}`);
  const { values } = parseArgs({
    args,
    options: { region: { type: 'string' }, name: { type: 'string' }, 'endpoint-url': { type: 'string' } },
  });
  call(world, values as Record<string, string>);
}
