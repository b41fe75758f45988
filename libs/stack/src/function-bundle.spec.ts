import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functionBundle, requireBuilt } from './function-bundle';

test('a bundle is in the output folder of the build, for a runtime that is not deprecated', () => {
  const bundle = functionBundle('/workspace/libs/greeting', 'greet');

  expect(bundle).toEqual({
    file: join('/workspace/libs/greeting/dist/functions/greet.zip'),
    handler: 'index.handler',
    runtime: 'nodejs22.x',
  });
});

test('a bundle that is not built is refused, with the command that builds it', () => {
  const project = mkdtempSync(join(tmpdir(), 'bulkhead-bundle-'));
  const bundle = functionBundle(project, 'greet');

  expect(() => requireBuilt(bundle)).toThrow(
    expect.objectContaining({ code: 'FunctionNotBuilt', next: 'npx nx run bulkhead:build' }),
  );
  mkdirSync(join(project, 'dist/functions'), { recursive: true });
  writeFileSync(bundle.file, '');
  expect(() => requireBuilt(bundle)).not.toThrow();
});
