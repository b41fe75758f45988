import { join } from 'node:path';
import { formatFiles, generateFiles, installPackagesTask, type Tree, writeJson } from '@nx/devkit';
import { namesOf } from '../names';
import { speaking } from '../speaking';

export interface LambdaFunctionOptions {
  readonly name: string;
}

/** Makes a new Lambda function: a library with its handler, which the build bundles. */
export default speaking(async (tree: Tree, options: LambdaFunctionOptions) => {
  const names = namesOf(options.name, 'name');
  const folder = `${names.name}-function`;
  const root = `libs/${folder}`;
  if (tree.exists(`${root}/project.json`)) return;
  generateFiles(tree, join(__dirname, 'files'), root, { ...names, folder });
  writeJson(tree, `${root}/project.json`, {
    $schema: '../../node_modules/nx/schemas/project-schema.json',
    name: folder,
    sourceRoot: `${root}/src`,
    projectType: 'library',
    tags: ['type:neutral', 'engine:none'],
    metadata: { functions: { [names.name]: 'src/handler.ts' } },
  });
  writeJson(tree, `${root}/package.json`, {
    name: `@bulkhead/${folder}`,
    version: '0.1.0',
    private: true,
    exports: {
      '.': { '@bulkhead/source': './src/index.ts', default: './dist/index.js' },
      './package.json': './package.json',
    },
  });
  await formatFiles(tree);
  // The workspace has to link the library, and the lock has to name it.
  return () => installPackagesTask(tree, true);
});
