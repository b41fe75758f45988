const { basename, dirname, join, relative, resolve, sep } = require('node:path');

/**
 * The rooms of the tool: the folders in `src`, from below. A room imports only rooms that stand before it here, types
 * included, so that they form no circle.
 */
const rooms = [
  'workspace',
  'graph',
  'checkout',
  'app-folders',
  'generators',
  'surroundings',
  'retries',
  'functions',
  'synthesis',
  'parameters',
  'engines',
  'records',
  'recoveries',
  'contracts',
  'run',
  'display',
  'foundation',
  'locks',
  'orphans',
  'renames',
  'preflight',
  'plugin',
  'policy',
  'plans',
  'drift',
  'actions',
  'executors',
  'generated-input',
];

const source = join(__dirname, 'src');

/** The room of a file of the tool, `src` for one that is in none; undefined for a file of something else. */
function roomOf(file) {
  const path = relative(source, file).split(sep);
  if (path[0] === '..' || path[0] === '') return undefined;
  return path.length > 1 ? path[0] : 'src';
}

/** Specs, and what only they import, may look into every room. */
function isOfTests(file) {
  return file.endsWith('.spec.ts') || /^test-/.test(basename(file)) || /^test-/.test(roomOf(file) ?? '');
}

function problem(from, to) {
  const unknown = [from, to].find((room) => room !== 'src' && !rooms.includes(room));
  if (unknown?.startsWith('test-')) return `"${unknown}" is for specs alone.`;
  if (unknown) return `The room "${unknown}" has no place yet: give it one in tools/stacks/eslint-rooms.cjs.`;
  // What is in no room stands above all of them.
  if (from === 'src' || (to !== 'src' && rooms.indexOf(to) < rooms.indexOf(from))) return undefined;
  return `"${from}" stands below "${to}" in tools/stacks/eslint-rooms.cjs and may not import it, types included. What both need belongs to a room below both.`;
}

/** The ESLint rule that keeps the order of the rooms. */
const roomOrder = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const from = roomOf(context.filename);
    if (from === undefined || isOfTests(context.filename)) return {};
    const check = (node) => {
      const path = (node.source ?? node.argument?.literal)?.value;
      if (typeof path !== 'string' || !path.startsWith('.')) return;
      const to = roomOf(resolve(dirname(context.filename), path));
      const message = to === undefined || to === from ? undefined : problem(from, to);
      if (message) context.report({ node, message });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      TSImportType: check,
    };
  },
};

module.exports = { rooms, roomOrder };
