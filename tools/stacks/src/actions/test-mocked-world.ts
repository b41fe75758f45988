/**
 * Replaces AWS and the engines with the fakes of `test-world` that every action needs. A spec imports this before
 * anything else, and adds its own mocks.
 */
function mockWorld(part: string) {
  return jest.requireActual<Record<string, object>>('./test-world')[part];
}
jest.mock('../engines/engines', () => mockWorld('mockedEngines'));
jest.mock('../drift/additions/stack-additions', () => mockWorld('mockedAdditions'));
jest.mock('../engines/state-keepers', () => mockWorld('mockedKeepers'));
jest.mock('../foundation/foundation', () => mockWorld('mockedFoundation'));
jest.mock('../run/target', () => mockWorld('mockedTarget'));
jest.mock('../parameters/parameter-store', () => mockWorld('mockedStore'));
jest.mock('../synthesis/synthesize', () => mockWorld('mockedSynthesis'));

export {};
