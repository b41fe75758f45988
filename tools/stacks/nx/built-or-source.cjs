'use strict';
const { statSync } = require('node:fs');
const { join, relative, sep } = require('node:path');

const workspaceRoot = join(__dirname, '../../..');

/**
 * Loads a module of this project that Nx needs before anything is built: what the last build made of the module, or its
 * source, where one of the sources that it loads is newer than the build, or where there is no build. To compile a source
 * as it is loaded, Nx loads SWC and TypeScript, which is a quarter of a second of each command.
 *
 * @param name path of the module below `src`, such as `executors/build`
 * @returns its exports
 */
module.exports = function builtOrSource(name) {
  return loadBuilt(name) ?? loadSource(name);
};

/** @returns the exports of the built module, or undefined unless each module that it loads is as new as its source */
function loadBuilt(name) {
  const before = new Set(Object.keys(require.cache));
  const loaded = () => Object.keys(require.cache).filter((file) => !before.has(file) && sourceOf(file));
  try {
    const built = require(join('../dist', `${name}.js`));
    if (loaded().every((file) => statSync(sourceOf(file)).mtimeMs <= statSync(file).mtimeMs)) return built;
  } catch {
    // There is no build, or it is being changed, so that its modules do not fit each other.
  }
  for (const file of loaded()) delete require.cache[file];
  return undefined;
}

/** @returns the absolute path of what a module was built from, or undefined if no build of this workspace made it */
function sourceOf(file) {
  const [kind, project, folder, ...path] = relative(workspaceRoot, file).split(sep);
  if (!['libs', 'tools'].includes(kind) || folder !== 'dist') return undefined;
  return join(workspaceRoot, kind, project, 'src', ...path).replace(/\.js$/, '.ts');
}

/** Registers a compiler as Nx does for a module in TypeScript. */
function loadSource(name) {
  require('nx/src/project-graph/plugins/transpiler').registerPluginTSTranspiler();
  return require(join('../src', `${name}.ts`));
}
