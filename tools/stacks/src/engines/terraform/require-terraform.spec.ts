import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TERRAFORM_VARIABLE } from '@bulkhead/emulator';
import { requireTerraform } from './require-terraform';

const directory = mkdtempSync(join(tmpdir(), 'bulkhead-require-terraform-'));
const asked = join(directory, 'asked');
const before = process.env[TERRAFORM_VARIABLE];

/** A program that says a version, and writes down that it was asked. */
function program(name: string, version: string): string {
  const file = join(directory, name);
  writeFileSync(file, `#!/bin/sh\necho x >> '${asked}'\necho '{"terraform_version": "${version}"}'\n`);
  chmodSync(file, 0o755);
  process.env[TERRAFORM_VARIABLE] = file;
  return file;
}

const timesAsked = () => readFileSync(asked, 'utf8').length / 2;

beforeEach(() => writeFileSync(asked, ''));
afterAll(() => {
  if (before === undefined) delete process.env[TERRAFORM_VARIABLE];
  else process.env[TERRAFORM_VARIABLE] = before;
  rmSync(directory, { recursive: true });
});

test('a good program is asked once for its version, also by stacks that ask at the same time', async () => {
  const file = program('good', '1.11.4');

  expect(await Promise.all([requireTerraform(), requireTerraform()])).toEqual([file, file]);
  expect(await requireTerraform()).toBe(file);
  expect(timesAsked()).toBe(1);
});

test('a program that is too old is asked again, since somebody may replace it', async () => {
  program('replaced', '1.9.0');
  await expect(requireTerraform()).rejects.toMatchObject({ code: 'MissingTerraform' });
  const file = program('replaced', '1.12.0');

  expect(await requireTerraform()).toBe(file);
  expect(timesAsked()).toBe(2);
});
