/** Least share of mutants that unit tests notice, in percent, where a fault loses or doubles what is deployed. */
export const requiredPercent = 92;

/** The folders of `tools/stacks/src` that it is asked of. */
export const requiredFolders: readonly string[] = [
  'actions',
  'run',
  'records',
  'parameters',
  'locks',
  'plans',
  'engines',
].map((folder) => `tools/stacks/src/${folder}`);
