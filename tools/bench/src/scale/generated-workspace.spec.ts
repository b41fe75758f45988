import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { toolsOf } from './generated-workspace';

const root = join(__dirname, '../../../..');
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n');

test('the generated workspace has every tool that the tool for stacks needs, and not this benchmark', () => {
  const tools = toolsOf(root, files);

  expect([...tools]).toEqual(expect.arrayContaining(['stacks', 'emulator', 'standing-provider']));
  expect([...tools]).not.toContain('bench');
  expect([...tools]).not.toContain('e2e');
});
