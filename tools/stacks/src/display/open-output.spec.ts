import { type Output, standardError, terminal } from '../run/output';
import { openOutput, wantsDisplay } from './open-output';

test.each<[string, NodeJS.ProcessEnv, boolean]>([
  ['by default', {}, true],
  ['in CI', { CI: 'true' }, false],
  ['where CI is said to be false', { CI: 'false' }, true],
  ['on a terminal that can do nothing', { TERM: 'dumb' }, false],
  ['without colors', { NO_COLOR: '1', TERM: 'xterm' }, true],
  ["inside of Nx's own terminal interface", { NX_TUI: 'true' }, false],
])('%s, a display is wanted: %s', (_, variables, expected) => {
  expect(wantsDisplay(variables)).toBe(expected);
});

test.each<[string, boolean, NodeJS.ProcessEnv, Output]>([
  ['where nobody looks, on standard output', false, { CI: 'true' }, terminal],
  ['where a program reads that, on standard error', true, {}, standardError],
])('%s, plain lines are written', async (_, json, variables, expected) => {
  const output = await openOutput(json, variables);

  expect(output).toMatchObject({ ...expected });
  await expect(output.close()).resolves.toBeUndefined();
});
