import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writer } from 'protobufjs/minimal';
import { forgetSchemas, keptSchema } from './kept-schema';

const message = (text: string) => Writer.create().uint32(10).bytes(Buffer.from(text)).finish();
let folder: string;
let asked: number;
const ask = (text: string) => () => {
  asked += 1;
  return Promise.resolve(message(text));
};
const schemaOf = async (hash: string, text: string, where: string | undefined = folder) =>
  Buffer.from((await keptSchema(hash, where, ask(text))).of());

beforeEach(() => {
  forgetSchemas();
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-standing-provider-test-'));
  asked = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a process asks once, and later processes not at all', async () => {
  expect(await schemaOf('h1:one', 'schema')).toEqual(Buffer.from(message('schema')));
  expect(await schemaOf('h1:one', 'other')).toEqual(Buffer.from(message('schema')));
  forgetSchemas();
  expect(await schemaOf('h1:one', 'other')).toEqual(Buffer.from(message('schema')));
  expect(asked).toBe(1);
});

test('another package is asked for itself', async () => {
  await schemaOf('h1:one', 'one');
  forgetSchemas();
  expect(await schemaOf('h1:two', 'two')).toEqual(Buffer.from(message('two')));
});

test('without a folder, only the process keeps the schema', async () => {
  const without = async (text: string) =>
    Buffer.from((await keptSchema('h1:one', undefined, ask(text))).of()).toString();
  expect(await without('first')).toContain('first');
  forgetSchemas();
  expect(await without('second')).toContain('second');
});

test.each([
  ['is cut off', (content: Buffer) => content.subarray(0, -1)],
  ['has another byte', (content: Buffer) => Buffer.concat([content.subarray(0, -1), Buffer.from([0])])],
  ['is empty', () => Buffer.alloc(0)],
])('a file that %s counts as no file, and is written again', async (_, harmed) => {
  await schemaOf('h1:one', 'schema');
  const file = join(folder, readdirSync(folder)[0] ?? '');
  const content = readFileSync(file);
  writeFileSync(file, harmed(content));
  forgetSchemas();
  expect(await schemaOf('h1:one', 'schema')).toEqual(Buffer.from(message('schema')));
  expect(asked).toBe(2);
  expect(readFileSync(file).equals(content)).toBe(true);
});

test('what is no schema is not kept', async () => {
  const failing = keptSchema('h1:one', folder, () => Promise.resolve(Buffer.from([255])));
  await expect(failing).rejects.toThrow();
  expect(readdirSync(folder)).toEqual([]);
});
