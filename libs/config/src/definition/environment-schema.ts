import { z } from 'zod';
import { problemsOfApps } from '../apps/checks.generated';
import { appsSchema } from '../apps/settings.generated';
import { emulatorAccount, environmentFields } from '../fields/environment-fields';
import { presetNames } from '../presets/preset-names.generated';
import { isNetwork, overlap } from '../regions/cidr';
import { text } from '../values/text';
import { tooSmallPrivateSubnets } from './private-subnets';

/**
 * The shape of an environment. Unknown keys are refused everywhere: a misspelt setting must not silently become a
 * default.
 *
 * @emulator The account is the emulator's, and a protected environment may do without final snapshots.
 */
export const environmentSchema = z
  .strictObject({
    /**
     * Name of the environment, in every path and name.
     *
     * @change another name is another environment: everything is created again, and the resources under the old name
     * become orphans
     */
    name: text(/^[a-z][a-z0-9-]{0,19}$/, 'up to 20 of a-z, 0-9 and -, beginning with a letter'),
    /**
     * The reference system that the environment starts from.
     *
     * @change like the settings in which the presets differ
     */
    preset: z.enum(presetNames),
    ...environmentFields,
    apps: appsSchema,
  })
  .superRefine((environment, refinement) => {
    const { regions, apps, target, account, finalSnapshots } = environment;
    const complain = (path: (string | number)[], allowed: string) =>
      refinement.addIssue({ code: 'custom', path, params: { allowed } });
    const { primary, dr } = regions;

    if (dr && dr.name === primary.name)
      complain(['regions', 'dr', 'name'], 'a region other than the primary');
    if (dr && [primary, dr].every(({ cidr }) => isNetwork(cidr)) && overlap(primary.cidr, dr.cidr)) {
      complain(
        ['regions', 'dr', 'cidr'],
        `a network that does not overlap ${primary.cidr} (regions.primary.cidr): a Transit Gateway routes by address`,
      );
    }
    if (target === 'aws' && environment.protected && !finalSnapshots) {
      complain(
        ['finalSnapshots'],
        'true, since the environment is protected: protected data needs a last copy when it is deleted',
      );
    }
    if (target === 'emulator' && account !== emulatorAccount) {
      complain(['account'], `the emulator's account: ${emulatorAccount}`);
    }
    for (const role of ['primary', 'dr'] as const) {
      const region = regions[role];
      const problems = region ? tooSmallPrivateSubnets(region, apps) : [];
      for (const { path, allowed } of problems) complain(['regions', role, ...path], allowed);
    }
    for (const problems of problemsOfApps)
      for (const { path, allowed } of problems(environment)) complain(path, allowed);
  });

/** A validated environment: everything that a stack needs to know. A stack need not check anything again. */
export type Environment = z.infer<typeof environmentSchema>;

/** An environment written out in full, before validation. */
export type EnvironmentInput = z.input<typeof environmentSchema>;
