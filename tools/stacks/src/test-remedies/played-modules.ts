import '../actions/test-mocked-world';

/**
 * Replaces AWS and its engines for the commands of a spec. Import this before anything that imports the tool: modules
 * that are loaded afterwards are the played ones.
 */
function mockWorld(part: string) {
  return jest.requireActual<Record<string, object>>('../actions/test-world')[part];
}
jest.mock('../engines/terraform/state-keeper', () => mockWorld('mockedStates'));
jest.mock('../engines/terraform/state-versions', () => mockWorld('mockedVersions'));
jest.mock('../engines/terraform/whole-adoption', () => mockWorld('mockedAdoption'));
jest.mock('../engines/cdk/carried-tags', () => mockWorld('mockedOwnership'));
jest.mock('../engines/owned-resources', () => mockWorld('mockedOwnership'));
jest.mock('../engines/terraform/codeless-configuration', () => ({ writeCodelessConfiguration: jest.fn() }));
jest.mock('../preflight/preflight', () => mockWorld('mockedPreflight'));
// CloudFormation is played with its stacks, but without resources in them.
jest.mock('../orphans/codeless-stack', () => {
  const actual = jest.requireActual<typeof import('../orphans/codeless-stack')>('../orphans/codeless-stack');
  const codelessStack: typeof actual.codelessStack = async (run, instance, providers) =>
    instance.engine === 'cdktf'
      ? actual.codelessStack(run, instance, providers)
      : { synthesized: { consumes: [], publishes: [], directory: '' } as never, resources: [] };
  return { ...actual, codelessStack };
});
jest.mock('../renames/former-state', () => ({
  withStateOf: (_: object, __: object, synthesized: object) => synthesized,
}));
jest.mock('../orphans/left-behind', () => ({ leftBehind: async () => [] }));
jest.mock('../policy/reach-verdict', () => mockWorld('mockedVerdict'));

export {};
