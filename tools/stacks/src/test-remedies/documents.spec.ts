import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { commandOptions } from '../executors/verb-options';
import { mermaid } from '../graph/picture-formats';
import { pictureMark, withPicture } from '../graph/picture-in-markdown';
import { pictureOf } from '../graph/stack-picture';
import { recordingOutput } from '../run/recording-output';
import { openRun } from '../run/run';
import { type Targets, targetsOfRepository } from './nx-call';

const root = resolve(__dirname, '../../../..');
let targets: ReadonlyMap<string, Targets>;
beforeAll(async () => (targets = await targetsOfRepository(root)));

const inFolder = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
const documents = [
  'README.md',
  ...inFolder('docs'),
  ...['apps', 'libs', 'tools'].flatMap((kind) =>
    readdirSync(join(root, kind))
      .map((name) => `${kind}/${name}/README.md`)
      .filter((file) => existsSync(join(root, file))),
  ),
];
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** Names that the guides give to generators, with existing names in their place. */
const examples: readonly (readonly [RegExp, string])[] = [
  [/<environment>|\bENV\b|\bstaging\b/g, 'dev'],
  [/<app>|\bAPP\b|\bmessaging\b/g, 'network'],
  [/\barchive-function\b/g, 'inspection-function'],
];

/** The Nx commands in a document, each with all its words. */
function commandsOf(file: string): string[] {
  return [...read(file).matchAll(/npx nx ([^`\n#|&)]*)/g)].map(([, words = '']) =>
    examples.reduce(
      (command, [name, example]) => command.replace(name, example),
      words.replace(' -->', '').trim(),
    ),
  );
}

const commands = documents.flatMap((file) =>
  commandsOf(file).map((command): [string, string] => [command, file]),
);
const ofVerb = (...verbs: string[]) =>
  commands.filter(([command]) => verbs.includes(command.split(' ')[0] ?? ''));

/** Options that belong to Nx. */
const nxOptions = ['-t', '-p', '-c', '--base', '--skip-nx-cache', '--parallel', '--verbose'];

/** The options of a command that belong to the tool, by their names in its code. */
const ownOptions = (words: readonly string[]) =>
  words
    .filter((word) => word.startsWith('--'))
    .map((word) => word.split('=')[0] ?? '')
    .filter((name) => !nxOptions.includes(name))
    .map((name) => name.slice(2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()));

const valueOf = (words: readonly string[], option: string) => {
  const at = words.indexOf(option);
  return at < 0 ? [] : words.slice(at + 1, nextOption(words, at + 1));
};
function nextOption(words: readonly string[], from: number): number {
  const next = words.findIndex((word, index) => index >= from && word.startsWith('-'));
  return next < 0 ? words.length : next;
}

test('the documents name many commands', () => {
  expect(commands.length).toBeGreaterThan(80);
  expect(new Set(commands.map(([command]) => command.split(' ')[0]))).toEqual(
    new Set(['affected', 'deploy', 'g', 'graph', 'run', 'run-many']),
  );
});

test.each(ofVerb('run', 'run-many', 'affected'))(
  'npx nx %s, in %s, is an existing command',
  async (command) => {
    const [verb, ...words] = command.split(/\s+/).filter((word) => word !== '…');
    const [project = '', target = ''] = verb === 'run' ? (words[0] ?? '').split(':') : [];
    const asked = verb === 'run' ? [project] : valueOf(words, '-p').flatMap((names) => names.split(','));
    const named = verb === 'run' ? [target] : valueOf(words, '-t').flatMap((names) => names.split(','));
    const inferredByNx = ['test', 'lint'];
    for (const each of named.filter((name) => !inferredByNx.includes(name))) {
      const having = [...targets].filter(([, own]) => each in own).map(([name]) => name);
      expect(having).toEqual(expect.arrayContaining(asked.length > 0 ? asked : having.slice(0, 1)));
      expect(having).not.toEqual([]);
      const [environment] = valueOf(words, '-c');
      const configurations = targets.get(having[0] ?? '')?.[each]?.configurations ?? {};
      if (environment !== undefined) expect(Object.keys(configurations)).toContain(environment);
      const shape = Object.entries(commandOptions).find(([name]) => name === each)?.[1].shape;
      if (shape) expect(Object.keys(shape)).toEqual(expect.arrayContaining(ownOptions(words)));
    }
  },
);

test.each(ofVerb('g'))('npx nx %s, in %s, is a generator with these options', (command) => {
  const [, specifier = '', ...words] = command.split(/\s+/);
  const [, generator = ''] = specifier.split(':');
  const { generators } = JSON.parse(read('tools/stacks/generators.json')) as {
    generators: Record<string, { schema: string }>;
  };
  const schema = generators[generator]?.schema;
  expect(schema).toBeDefined();
  const { properties, required } = JSON.parse(read(join('tools/stacks', schema ?? ''))) as {
    properties: Record<string, { $default?: { index: number } }>;
    required: string[];
  };
  const given = [
    ...ownOptions(words),
    ...words
      .filter((word) => !word.startsWith('-'))
      .map(
        (_, index) => Object.entries(properties).find(([, { $default }]) => $default?.index === index)?.[0],
      ),
  ];
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(given));
  // Without any option, the command asks for them.
  expect(given).toEqual(given.length === 0 ? [] : expect.arrayContaining(required));
});

/** Specs for the commands that no end-to-end test runs and that are not part of `npm test`. */
const runBySpecs: Readonly<Record<string, string>> = {
  alarms: 'tools/stacks/src/actions/alarms.spec.ts',
  base: 'tools/stacks/src/actions/base.spec.ts',
  'update-indexes': 'tools/stacks/src/app-folders/current-indexes.spec.ts',
  'g lambda-function': 'tools/stacks/src/generators/generators.spec.ts',
  'g policy-rule': 'tools/stacks/src/generators/generators.spec.ts',
};

/** Targets in the documents, and generators with `g` before them. */
const namedTargets = new Set(
  commands.flatMap(([command]) => {
    const [verb, ...words] = command.split(/\s+/);
    if (verb === 'run') return [(words[0] ?? '').split(':')[1] ?? ''];
    if (verb === 'g') return [`g ${(words[0] ?? '').split(':')[1]}`];
    return valueOf(words, '-t');
  }),
);

const endToEnd = readdirSync(join(root, 'tools/e2e/src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => read(`tools/e2e/src/${file}`));
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

test.each([...namedTargets].sort())('the command %s in the documents is run by a test', (target) => {
  const asked = target.startsWith('g ')
    ? new RegExp(`\\b${target.slice(2)} `)
    : new RegExp(`(:|-t ([\\w-]+ )*)${target}\\b`);
  const isRun = endToEnd.some((text) => asked.test(text)) || scripts['test']?.split(' ').includes(target);
  const spec = runBySpecs[target];

  expect(isRun).toBe(spec === undefined);
  if (spec !== undefined) expect(existsSync(join(root, spec))).toBe(true);
});

const blocks = documents.flatMap((file) =>
  [...read(file).matchAll(/^ *```([^\n]*)\n(.*?)^ *```/gms)].map(([, info = '', body = '']) => ({
    file,
    info,
    others: body
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => /^(aws|terraform|curl|docker) [a-z]/.test(line)),
  })),
);

test.each(blocks.flatMap(({ file, info, others }) => others.map((line) => [line, file, info] as const)))(
  '%s, in %s, is marked as one that needs AWS',
  (_, __, info) => {
    expect(info).toBe('sh needs-aws');
  },
);

const links = documents.flatMap((file) =>
  [...read(file).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].flatMap(([, link = '']): [string, string][] =>
    /^https?:/.test(link) ? [] : [[link, file]],
  ),
);

test.each(links)('%s, which %s links to, exists', (link, file) => {
  expect(existsSync(join(root, dirname(file), link))).toBe(true);
});

test('the picture in the README is what its command draws', () => {
  const projects = readdirSync(join(root, 'apps')).map((app) => ({
    ...(JSON.parse(read(`apps/${app}/project.json`)) as { name: string }),
    root: `apps/${app}`,
  }));
  const { environment, instances } = openRun({
    workspaceRoot: root,
    workingDirectory: root,
    projects,
    apps: projects.map(({ name }) => name),
    options: { environment: 'local-patient-data' },
    parallel: 1,
    output: recordingOutput(),
  });
  const command = 'npx nx run bulkhead:graph -c local-patient-data --without-records --into=README.md';
  const picture = mermaid(pictureOf(environment.name, instances));

  expect(withPicture(read('README.md'), pictureMark(command), picture, 'README.md')).toBe(read('README.md'));
});
