import { type Check } from '../check';

/** The state bucket and CDK's bootstrap stack. On the emulator a deploy makes them itself. */
export const foundationCheck: Check = {
  name: 'foundation',
  targets: ['aws'],
  find: async ({ stacks, lacking, environmentOption }) => {
    const missing = new Map<string, string[]>();
    for (const { instance } of stacks) {
      const what = await lacking(instance);
      if (what) missing.set(what, [...(missing.get(what) ?? []), instance.id]);
    }
    return {
      findings: [...missing].map(([what, ids]) => ({
        stacks: ids,
        problem: `${what} is missing`,
        next: `npx nx run bulkhead:bootstrap ${environmentOption}`,
      })),
      notes: [],
    };
  },
};
