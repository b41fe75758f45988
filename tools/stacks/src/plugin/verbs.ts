/** What can be asked of a stack; each is a target of every app. */
export const verbs = ['synth', 'validate', 'diff', 'drift', 'deploy', 'destroy', 'recover'] as const;

export type Verb = (typeof verbs)[number];

/** Verbs of which Nx may restore the output from its cache instead of running them. */
export const cachedVerbs: readonly Verb[] = ['synth', 'validate'];
