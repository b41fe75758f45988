import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from './find-on-path';
import { testWorkspace, type TestWorkspace } from './test-workspace';

let workspace: TestWorkspace;
beforeEach(() => (workspace = testWorkspace()));
afterEach(() => workspace.dispose());

test('the first executable file is found; folders and plain files are skipped', () => {
  const [folder = '', plain = '', good = ''] = ['a', 'b', 'c'].map((name) => join(workspace.root, name));
  mkdirSync(join(folder, 'tool'), { recursive: true });
  mkdirSync(plain);
  mkdirSync(good);
  writeFileSync(join(plain, 'tool'), '');
  writeFileSync(join(good, 'tool'), '');
  chmodSync(join(good, 'tool'), 0o755);
  const env = { PATH: `:${folder}:${plain}:${good}` };

  expect(findOnPath('tool', env)).toBe(join(good, 'tool'));
  expect(findOnPath(join(good, 'tool'), {})).toBe(join(good, 'tool'));
  expect(findOnPath('other', env)).toBeUndefined();
  expect(findOnPath('', env)).toBeUndefined();
  expect(findOnPath('tool', {})).toBeUndefined();
});
