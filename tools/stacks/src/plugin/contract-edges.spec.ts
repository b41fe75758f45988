import { type ProjectConfiguration } from '@nx/devkit';
import { contractEdges } from './contract-edges';

interface Stack {
  readonly regions?: string[];
  readonly follows?: string[];
  readonly consumes?: string[];
  readonly publishes?: string[];
}

function project(name: string, ...stacks: Stack[]): ProjectConfiguration {
  const entries = stacks.map((stack, index) => [
    `stack-${index}`,
    { engine: 'cdk', regions: ['primary'], ...stack },
  ]);
  const metadata = { owner: '@acme/x', stacks: Object.fromEntries(entries) };
  return { name, root: `apps/${name}`, metadata } as unknown as ProjectConfiguration;
}

const network = project('network', { publishes: ['network'] });
const library: ProjectConfiguration = { name: 'naming', root: 'libs/naming' };

test.each<[string, ProjectConfiguration[], string[]]>([
  ['no apps', [library], []],
  ['an app that consumes', [network, project('web', { consumes: ['network'] })], ['web -> network']],
  [
    'a reference with a role',
    [network, project('web', { consumes: ['network@primary?'] })],
    ['web -> network'],
  ],
  [
    'two publishers of one contract',
    [network, project('dr-region', { publishes: ['network'] }), project('web', { consumes: ['network'] })],
    ['web -> network', 'web -> dr-region'],
  ],
  [
    'a publisher in a region that the consumer is not in',
    [
      network,
      project('dr-region', { regions: ['dr'], publishes: ['network'] }),
      project('web', { consumes: ['network'] }),
    ],
    ['web -> network'],
  ],
  [
    'an app that follows a contract of another region',
    [network, project('dr-region', { regions: ['dr'], follows: ['network@primary'] })],
    ['dr-region -> network'],
  ],
  [
    'two stacks and two contracts between the same two apps',
    [
      project('data', { publishes: ['database'] }, { publishes: ['cache'] }),
      project('web', { consumes: ['database', 'cache'] }, { consumes: ['database'] }),
    ],
    ['web -> data'],
  ],
  [
    'a stack that consumes from another of the same app',
    [project('data', { publishes: ['database'] }, { consumes: ['database'] })],
    [],
  ],
  ['a contract that nobody publishes', [project('web', { consumes: ['network'] })], []],
])('%s', (_, projects, edges) => {
  expect(contractEdges(projects).map(({ source, target }) => `${source} -> ${target}`)).toEqual(edges);
});

test('a manifest that is wrong is refused, and named', () => {
  expect(() => contractEdges([project('web', { consumes: ['No Contract'] })])).toThrow(
    expect.objectContaining({
      code: 'InvalidManifest',
      message: expect.stringMatching(/apps\/web\/project\.json[^]*metadata\.stacks\.stack-0\.consumes\.0/),
    }),
  );
});
