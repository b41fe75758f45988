import { enrichFunction, explainChangeFunction } from '.';

test('a stack that imports the library does not load the SDK', () => {
  const loaded: string[] = [];
  jest.isolateModules(() => {
    jest.doMock('@aws-sdk/client-sns', () => loaded.push('sns'));
    jest.doMock('@aws-sdk/client-ssm', () => loaded.push('ssm'));
    require('.');
  });

  expect(loaded).toEqual([]);
  expect([enrichFunction.file, explainChangeFunction.file]).toEqual([
    expect.stringMatching(/alert-function\/dist\/functions\/enrich\.zip$/),
    expect.stringMatching(/alert-function\/dist\/functions\/explain-change\.zip$/),
  ]);
});
