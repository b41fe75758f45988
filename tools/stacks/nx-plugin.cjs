'use strict';
const { statSync } = require('node:fs');
const { join, relative, sep } = require('node:path');

const workspaceRoot = join(__dirname, '../..');

/**
 * The Nx plugin that `nx.json` names: what the last build made of `src/plugin.ts`, or `src/plugin.ts` itself where one of
 * the sources of the plugin is newer than the build, or where there is no build. To compile the source as it is loaded, Nx
 * loads SWC and TypeScript, which is a quarter of a second of each command.
 */
module.exports = loadBuilt() ?? loadSource();

/** @returns the exports of the built plugin, or undefined unless each of its modules is as new as its source */
function loadBuilt() {
  const before = new Set(Object.keys(require.cache));
  const loaded = () => Object.keys(require.cache).filter((file) => !before.has(file) && sourceOf(file));
  try {
    const plugin = require('./dist/plugin.js');
    if (loaded().every((file) => statSync(sourceOf(file)).mtimeMs <= statSync(file).mtimeMs)) return plugin;
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

/** Registers a compiler as Nx does for a plugin in TypeScript. */
function loadSource() {
  require('nx/src/project-graph/plugins/transpiler').registerPluginTSTranspiler();
  return require('./src/plugin.ts');
}
