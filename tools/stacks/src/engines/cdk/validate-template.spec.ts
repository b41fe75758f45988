import { dirname } from 'node:path';
import { fakeProgram, testFolder } from '../../test-folder';
import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { lint } from './cfn-lint';
import { validateTemplate } from './validate-template';

const path = process.env['PATH'];
afterEach(() => (process.env['PATH'] = path));

/** Validates a template with a script as cfn-lint; returns the messages. */
async function validated(script: string): Promise<string[]> {
  process.env['PATH'] = `${dirname(fakeProgram('cfn-lint', script))}:/bin:/usr/bin`;
  const lines: string[] = [];
  await validateTemplate({
    instance: testInstance('app-platform/service@primary'),
    synthesized: { directory: '/synth', template: 'service.template.json' },
    progress: (line: string) => lines.push(line),
  } as unknown as EngineRequest);
  return lines;
}

test('the template is checked for errors only', async () => {
  expect(
    await validated(
      '[ "$*" = "--non-zero-exit-code error --ignore-checks W I -- /synth/service.template.json" ]',
    ),
  ).toEqual(['cfn-lint: no errors']);
});

test.each([
  ['the output', 'echo " E3001 no such type "; echo noise >&2; exit 2', 'E3001 no such type'],
  ['why it did not run, without output', 'echo broken >&2; exit 3', /Command failed: .*broken/s],
])('a template that cfn-lint refuses is an error with %s', async (_, script, said) => {
  const error = await validated(script).catch((thrown: Error) => thrown);

  expect(error).toMatchObject({ code: 'InvalidTemplate', next: 'correct apps/app-platform' });
  const [first, ...rest] = (error as Error).message.split('\n');
  expect(first).toBe('cfn-lint refuses app-platform/service@primary:');
  if (typeof said === 'string') expect(rest.join('\n')).toBe(said);
  else expect(rest.join('\n')).toMatch(said);
});

test('a missing cfn-lint is reported and is no error', async () => {
  process.env['PATH'] = testFolder();
  const lines: string[] = [];
  await validateTemplate({
    synthesized: { directory: '/synth', template: 'a' },
    progress: (line: string) => lines.push(line),
  } as unknown as EngineRequest);

  expect(lines).toEqual([expect.stringContaining('cfn-lint is not on the PATH and was not run')]);
});

test('without a template it is not started', async () => {
  process.env['PATH'] = `${dirname(fakeProgram('cfn-lint', 'exit 2'))}:/bin`;

  expect(await lint([])).toEqual({ outcome: 'clean' });
});
