/**
 * Puts the fakes of `test-world` that every action meets in the place of AWS and the engines. A spec imports this before
 * anything else, and mocks by itself what only it needs.
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
