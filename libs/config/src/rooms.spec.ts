import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';

/** The rooms of this lib, from the bottom. A room imports only itself and the rooms before it, types included. */
const rooms = [
  'values',
  'regions',
  'fields',
  'presets',
  'apps',
  'definition',
  'environments',
  'loading',
  'index.ts',
];

const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'),
);

/** The files of the lib that a file imports. */
function importsOf(file: string): string[] {
  const text = readFileSync(resolve(__dirname, file), 'utf8');
  return [...text.matchAll(/(?:from|import\(|require\() ?'(\.[^']*)'/g)].map(([, path = '']) => {
    const target = relative(__dirname, resolve(__dirname, dirname(file), path));
    return files.includes(`${target}.ts`) ? `${target}.ts` : `${target}${sep}index.ts`;
  });
}
const imports = new Map(files.map((file) => [file, importsOf(file)]));
const roomOf = (file: string) => file.split(sep)[0] ?? '';
const arrows = files.flatMap((from) => (imports.get(from) ?? []).map((to) => ({ from, to })));

test('every file is in a room, and every import is found', () => {
  expect(files.filter((file) => !rooms.includes(roomOf(file)))).toEqual([]);
  expect(arrows.filter(({ to }) => !files.includes(to))).toEqual([]);
  expect(arrows.length).toBeGreaterThan(files.length);
});

test('no room imports a room above it', () => {
  const upwards = arrows.filter(({ from, to }) => rooms.indexOf(roomOf(to)) > rooms.indexOf(roomOf(from)));

  expect(upwards).toEqual([]);
});

test('no files import each other in a circle', () => {
  const reach = (file: string, seen: Set<string>): Set<string> => {
    for (const next of imports.get(file) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      reach(next, seen);
    }
    return seen;
  };

  expect(files.filter((file) => reach(file, new Set()).has(file))).toEqual([]);
});

test('only generated files know the app of a team', () => {
  const isOfTeam = (file: string) => /^apps.[^.]+[\\/]/.test(file);
  const known = arrows.filter(
    ({ from, to }) => isOfTeam(to) && !isOfTeam(from) && !from.endsWith('.generated.ts'),
  );

  expect(known).toEqual([]);
});
