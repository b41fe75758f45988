import { z } from 'zod';
import { text } from './text';
import { allowedIpRangesSchema } from './allowed-ip-ranges';
import { appsSchema } from './apps-schema';
import { isNetwork, overlap } from './cidr';
import { dataStoreProblems } from './data-store-problems';
import { drRegionProblems } from './dr-region-problems';
import { objectProcessingProblems } from './object-processing-problems';
import { relationalProblems } from './relational-problems';
import { presetNames } from './presets/preset-names';
import { regionSchema } from './region-schema';
import { serviceProblems } from './service-problems';
import { tooSmallPrivateSubnets } from './subnet-sizes';

const terraformState = z.discriminatedUnion('type', [
  /** A file below `.bulkhead/state` of the checkout: for one person, with no bucket to set up. */
  z.strictObject({ type: z.literal('local') }),
  /** A bucket a region, with S3's own locking, so that the state of the DR region needs no other region. */
  z.strictObject({ type: z.literal('s3') }),
]);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Tag.html */
const tagValue = text(
  /^(?! |aws:)[\w .:/=+@-]{1,64}(?<! )$/i,
  'up to 64 characters that AWS allows in a tag, no space at either end, and not aws: in front, which AWS keeps for its own',
);

/** The account that the emulator is. */
export const emulatorAccount = '123456789012';

/** The shape of an environment. Unknown keys are refused everywhere: a misspelt setting must not pass for a default. */
export const environmentSchema = z
  .strictObject({
    name: text(/^[a-z][a-z0-9-]{0,19}$/, 'up to 20 of a-z, 0-9 and -, beginning with a letter'),
    preset: z.enum(presetNames),
    /** The AWS account everything is deployed to; a caller in another account is refused. */
    account: text(/^\d{12}$/, 'an AWS account id: 12 digits, as a string'),
    /** What answers the API calls: AWS, or the local emulator. */
    target: z.enum(['aws', 'emulator']),
    /** Protected resources cannot be deleted by a deploy: deletion protection, guards, retained data. */
    protected: z.boolean(),
    /**
     * Whether databases and caches leave a final snapshot when they are deleted, and databases their automated backups.
     * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html
     */
    finalSnapshots: z.boolean(),
    /** Tells installations of the platform in one account apart; on every resource as a tag. */
    deploymentId: text(/^[A-Za-z0-9._-]{1,64}$/, 'up to 64 of A-Z, a-z, 0-9, dot, _ and -'),
    costCentre: tagValue,
    dataClassification: z.enum(['public', 'internal', 'confidential', 'phi']),
    compliance: tagValue,
    terraformState,
    /** From where load balancers may be reached: in every region, and in whatever else faces the internet. */
    allowedIpRanges: allowedIpRangesSchema,
    regions: z.strictObject({ primary: regionSchema, dr: regionSchema.optional() }),
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
        'true, since the environment is protected: what is worth a guard is worth a copy on the day that it is taken down',
      );
    }
    if (target === 'emulator' && account !== emulatorAccount) {
      complain(['account'], `the emulator's account: ${emulatorAccount}`);
    }
    if (apps['app-platform']?.service && !apps.database?.relational) {
      complain(['apps', 'database'], 'a database, since the service reads its contract');
    }
    if (apps.database?.backup?.copyToDr && !dr) {
      complain(
        ['apps', 'database', 'backup', 'copyToDr'],
        'false, since the environment has no DR region (regions.dr) to copy to',
      );
    }
    if (apps.network.transit && !dr) {
      complain(['regions', 'dr'], 'a region to peer with, since apps.network.transit is set');
    }
    for (const role of ['primary', 'dr'] as const) {
      const region = regions[role];
      const problems = region ? tooSmallPrivateSubnets(region, apps) : [];
      for (const { path, allowed } of problems) complain(['regions', role, ...path], allowed);
    }
    const zones = primary.availabilityZones.length;
    if (apps.network.vpc.natGateways > zones) {
      complain(['apps', 'network', 'vpc', 'natGateways'], `at most one per availability zone: ${zones}`);
    }
    for (const { path, allowed } of dataStoreProblems(environment)) complain(path, allowed);
    for (const { path, allowed } of relationalProblems(environment)) complain(path, allowed);
    for (const { path, allowed } of drRegionProblems(environment)) complain(path, allowed);
    for (const { path, allowed } of objectProcessingProblems(environment)) complain(path, allowed);
    for (const { path, allowed } of serviceProblems(environment)) complain(path, allowed);
  });

/** A validated environment: everything a stack may need to know, and nothing it has to check again. */
export type Environment = z.infer<typeof environmentSchema>;

/** An environment written out in full, before validation. */
export type EnvironmentInput = z.input<typeof environmentSchema>;
