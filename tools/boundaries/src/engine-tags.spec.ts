import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

interface Project {
  readonly tags?: readonly string[];
  readonly metadata?: { readonly stacks?: Readonly<Record<string, { readonly engine: string }>> };
}

const projects = ['apps', 'libs', 'tools'].flatMap((kind) =>
  readdirSync(join(root, kind))
    .map((name) => `${kind}/${name}`)
    .filter((folder) => existsSync(join(root, folder, 'project.json')))
    .map((folder): [string, Project] => [
      folder,
      JSON.parse(readFileSync(join(root, folder, 'project.json'), 'utf8')) as Project,
    ]),
);

const engineTagsOf = ({ tags = [] }: Project) => tags.filter((tag) => tag.startsWith('engine:'));

test.each(projects)('%s has one tag of an engine, which ESLint knows', (folder, project) => {
  const allowed = folder.startsWith('apps/') ? /^engine:(cdk|cdktf|both)$/ : /^engine:(cdk|cdktf|none)$/;

  expect(engineTagsOf(project)).toEqual([expect.stringMatching(allowed)]);
});

test.each(projects.filter(([, { metadata }]) => metadata?.stacks))(
  'the tag of %s is what its manifest says of its stacks',
  (_, project) => {
    const engines = [...new Set(Object.values(project.metadata?.stacks ?? {}).map(({ engine }) => engine))];

    expect(engineTagsOf(project)).toEqual([engines.length > 1 ? 'engine:both' : `engine:${engines[0]}`]);
  },
);
