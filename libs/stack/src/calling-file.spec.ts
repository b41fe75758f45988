import { callingFile } from './calling-file';

test.each([
  [
    'compiled',
    'at new FlowLogs (/home/a/libs/network/dist/constructs/flow-logs.js:20:5)',
    'libs/network/src/constructs/flow-logs.ts',
  ],
  ['a source', 'at Object.<anonymous> (/x/apps/database/src/main.ts:3:1)', 'apps/database/src/main.ts'],
  ['a dependency', 'at f (/x/apps/database/node_modules/y/dist/z.js:1:1)', undefined],
  ['an adapter', 'at suppress (/x/libs/cdktf/dist/suppress.js:1:1)', undefined],
])('a frame in %s', (_, frame, file) => {
  expect(callingFile(`Error\n    ${frame}`)).toBe(file);
});

test('the first file outside the adapters is the caller', () => {
  const trace = [
    'at callingFile (/x/libs/stack/dist/calling-file.js:9:9)',
    'at suppress (/x/libs/cdk/dist/suppress.js:1:1)',
    'at new Cluster (/x/apps/database/dist/constructs/cluster.js:1:1)',
    'at new RelationalStack (/x/apps/database/dist/relational-stack.js:1:1)',
  ].join('\n');

  expect(callingFile(trace)).toBe('apps/database/src/constructs/cluster.ts');
});
