import { type StackInstance } from './stack-instance';

/** A stack instance for specs: `testInstance('database/relational@dr')`. */
export function testInstance(id: string, over: Partial<StackInstance> = {}): StackInstance {
  const [, app = '', stack = '', role = ''] = /^(.+)\/(.+)@(primary|dr|global)$/.exec(id) ?? [];
  const region = role === 'dr' ? 'us-west-2' : 'us-east-1';
  return {
    id,
    app,
    stack,
    role: role as StackInstance['role'],
    region,
    engine: 'cdktf',
    consumes: [],
    follows: [],
    publishes: [],
    ...over,
  };
}

/**
 * One stack for each letter of a picture: in `'A -> B -> C, A -> D'`, A publishes what B and D consume. The stacks are
 * returned in alphabetical order.
 */
export function drawn(picture: string): StackInstance[] {
  const arrows = arrowsOf(picture);
  const names = [...new Set(picture.match(/[A-Z]/g))].sort();
  return names.map((name) =>
    testInstance(`${name}/main@primary`, {
      publishes: [name],
      consumes: arrows
        .filter(([, consumer]) => consumer === name)
        .map(([contract]) => ({ contract, role: 'primary' })),
    }),
  );
}

/** The arrows of a picture, from producer to consumer. */
function arrowsOf(picture: string): [string, string][] {
  return picture
    .split(',')
    .map((chain) => chain.split('->').map((name) => name.trim()))
    .flatMap((chain) => chain.slice(1).map((name, index): [string, string] => [chain[index] ?? '', name]));
}
