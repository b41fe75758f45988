import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder, writeFiles } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { requireValidSynthesis, synthesize, type SynthesisSettings } from './synthesize';

/** An entry that behaves as the name of the stack says. */
const entry = `
  const { writeFileSync } = require('node:fs');
  const { join } = require('node:path');
  const request = JSON.parse(process.env.BULKHEAD_SYNTH);
  const { directory, stack } = request;
  const write = (file, content) => writeFileSync(join(directory, file), JSON.stringify(content));
  write('new.json', { request, validation: process.env.CDK_VALIDATION });
  write('stack.json', { app: 'shop', stack, template: 'new.json' });
  const done = () => process.send({ done: true }, () => process.disconnect());
  const acts = {
    good: done,
    refused: () => {
      process.exitCode = 1;
      const next = 'in apps/shop/project.json, add "network"';
      process.send({ code: 'UndeclaredContract', message: 'Not declared.', next }, () => process.disconnect());
    },
    crashing: () => { console.log('was here'); throw new Error('the sky fell'); },
    silent: () => process.disconnect(),
    killed: () => process.kill(process.pid, 'SIGKILL'),
    'failing-late': () => { done(); process.exitCode = 3; },
  };
  acts[stack]();
`;

function shop(stack: string) {
  const workspaceRoot = testFolder({ 'apps/shop/dist/main.js': entry });
  const settings: SynthesisSettings = {
    workspaceRoot,
    environment: 'qa',
    environmentReference: 'qa.json',
    workingDirectory: '/somewhere',
    projectRoot: 'apps/shop',
    observer: join(testFolder({ 'observer.js': '' }), 'observer.js'),
  };
  const directory = join(workspaceRoot, 'dist/synth/qa/primary/shop', stack);
  writeFiles(directory, { 'old.json': 'old', 'asset.1/index.js': 'old' });
  return { instance: testInstance(`shop/${stack}@primary`), settings, directory, workspaceRoot };
}

const drafts = (workspaceRoot: string) => readdirSync(join(workspaceRoot, 'dist/drafts'));

test('a synthesis replaces the folder of the stack as a whole', async () => {
  const { instance, settings, directory, workspaceRoot } = shop('good');
  const synthesized = await synthesize(instance, settings);

  expect(synthesized).toEqual({ app: 'shop', stack: 'good', template: 'new.json', directory });
  expect(readdirSync(directory).sort()).toEqual(['new.json', 'stack.json']);
  expect(drafts(workspaceRoot)).toEqual([]);
});

test('the entry gets the request of the user, and leaves the validation to validate', async () => {
  const { instance, settings, directory } = shop('good');
  await synthesize(instance, settings);

  expect(JSON.parse(readFileSync(join(directory, 'new.json'), 'utf8'))).toEqual({
    request: {
      environment: 'qa.json',
      workingDirectory: '/somewhere',
      stack: 'good',
      role: 'primary',
      directory: expect.stringContaining('dist/drafts/good-'),
    },
    validation: 'false',
  });
});

test.each([
  ['crashing', ['shop/crashing@primary', 'code 1', 'was here', 'the sky fell']],
  ['silent', ['shop/silent@primary', 'code 0']],
  ['killed', ['shop/killed@primary', 'SIGKILL']],
  ['failing-late', ['shop/failing-late@primary', 'code 3']],
])('a %s entry is SynthFailed, and the old folder stays', async (stack, said) => {
  const { instance, settings, directory, workspaceRoot } = shop(stack);
  const error: unknown = await synthesize(instance, settings).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ code: 'SynthFailed', next: `npx nx run shop:synth --stack=${stack}` });
  for (const words of said) expect((error as Error).message).toContain(words);
  expect(readdirSync(directory).sort()).toEqual(['asset.1', 'old.json']);
  expect(drafts(workspaceRoot)).toEqual([]);
});

test("a refusal of the stack's code is passed on unchanged, and the old folder stays", async () => {
  const { instance, settings, directory, workspaceRoot } = shop('refused');

  await expect(synthesize(instance, settings)).rejects.toMatchObject({
    code: 'UndeclaredContract',
    message: 'Not declared.',
    next: 'in apps/shop/project.json, add "network"',
  });
  expect(readdirSync(directory).sort()).toEqual(['asset.1', 'old.json']);
  expect(drafts(workspaceRoot)).toEqual([]);
});

test('an app without a build is reported with the missing file', async () => {
  const { instance, settings } = shop('good');

  await expect(synthesize(instance, { ...settings, projectRoot: 'apps/none' })).rejects.toMatchObject({
    code: 'SynthFailed',
    message: expect.stringContaining('apps/none/dist/main.js'),
  });
});

test('a synthesis for validation touches nothing in the workspace', async () => {
  const { instance, settings, directory, workspaceRoot } = shop('good');
  await requireValidSynthesis(instance, settings);

  expect(readdirSync(directory).sort()).toEqual(['asset.1', 'old.json']);
  expect(existsSync(join(workspaceRoot, 'dist/drafts'))).toBe(false);
});

test('a synthesis for validation fails as the entry does', async () => {
  const { instance, settings } = shop('refused');

  await expect(requireValidSynthesis(instance, settings)).rejects.toMatchObject({
    code: 'UndeclaredContract',
  });
});
