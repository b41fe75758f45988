/**
 * Minimum share of mutants that unit tests must notice, in percent. It applies to code in which a fault loses or
 * duplicates deployed resources.
 */
export const requiredPercent = 92;

/** The folders of `tools/stacks/src` that must reach the minimum. */
export const requiredFolders: readonly string[] = [
  'actions',
  'run',
  'records',
  'parameters',
  'locks',
  'plans',
  'engines',
].map((folder) => `tools/stacks/src/${folder}`);
