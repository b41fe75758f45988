import { synthesizedShape } from '@bulkhead/routing/testing';
import { writeFiles } from '../test-folder';

/** Writes what is synthesized for environment `qa` in a shape, with its index. */
export function writeSynthesizedShape(
  workspaceRoot: string,
  shape: Parameters<typeof synthesizedShape>[0],
): void {
  const { name, stacks } = synthesizedShape(shape);
  const entries = stacks.map(({ template, ...entry }, index) => {
    const file = `dist/synth/${name}/${index}.json`;
    writeFiles(workspaceRoot, { [file]: template });
    return { ...entry, template: file };
  });
  writeFiles(workspaceRoot, { [`dist/synth/${name}/index.json`]: { stacks: entries } });
}
