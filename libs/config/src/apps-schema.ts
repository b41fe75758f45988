import { z } from 'zod';
import { text } from './text';
import { logRetentionDays } from './log-retention';
import { postgresVersions } from './postgres-versions';

const retention = z.literal([...logRetentionDays]);

/** Settings of `network`, stack `vpc`. */
export const vpcSchema = z.strictObject({
  /** How many NAT gateways: 1, or one per availability zone so that a lost zone takes no other's way out. */
  natGateways: z.int().min(1).max(6),
  /** How long VPC flow logs are kept, in days. */
  flowLogRetentionDays: retention,
});

/**
 * Capacity in Aurora capacity units, in steps of 0.5.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
 */
const capacityUnits = z.number().min(0.5).max(256).multipleOf(0.5);

const auroraServerlessV2 = z.strictObject({
  type: z.literal('aurora-serverless-v2'),
  capacity: z
    .strictObject({ min: capacityUnits, max: capacityUnits.min(1) })
    .refine(({ min, max }) => min <= max, { path: ['min'], params: { allowed: 'at most capacity.max' } }),
  /** Writer and readers together, spread over the availability zones. */
  instances: z.int().min(1).max(16),
  /** Major and minor version of PostgreSQL. */
  engineVersion: z.enum(postgresVersions),
  /** Name of the database that is created with the cluster. */
  databaseName: text(/^[a-z][a-z0-9_]{0,62}$/, 'a PostgreSQL name: lower case, digits, underscore'),
  /** Automated backups and point-in-time recovery, in days. */
  backupRetentionDays: z.int().min(1).max(35),
  /** How long the exported PostgreSQL log is kept, in days. */
  logRetentionDays: retention,
});

/** Settings of `database`, stack `relational`. */
export const relationalSchema = z.discriminatedUnion('type', [auroraServerlessV2]);

const fargate = z
  .strictObject({
    type: z.literal('fargate'),
    /** Container image, pinned by version or digest: what runs must not change under a stack that did not. */
    image: text(
      /^[^\s:@]+(:\d+)?[^\s:@]*(:(?!latest$)[\w.-]+|@sha256:[0-9a-f]{64})$/,
      'an image with a version or digest, not latest',
    ),
    containerPort: z.int().min(1).max(65535),
    /** Task CPU in units of 1/1024 vCPU. */
    cpu: z.literal([256, 512, 1024, 2048, 4096]),
    /** Task memory in MiB. */
    memory: z.int().min(512).max(30720),
    desiredCount: z.int().min(1).max(100),
    /** How long the container log is kept, in days. */
    logRetentionDays: retention,
  })
  .superRefine(({ cpu, memory }, refinement) => {
    const allowed = fargateMemory[cpu];
    if (allowed && !allowed.includes(memory)) {
      refinement.addIssue({
        code: 'custom',
        path: ['memory'],
        params: { allowed: `with cpu ${cpu}: ${allowed.join(', ')}` },
      });
    }
  });

/**
 * Memory sizes in MiB that Fargate accepts for each CPU size.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
 */
const fargateMemory: Record<number, number[]> = {
  256: [512, 1024, 2048],
  512: steps(1024, 4096),
  1024: steps(2048, 8192),
  2048: steps(4096, 16384),
  4096: steps(8192, 30720),
};

function steps(from: number, to: number): number[] {
  return Array.from({ length: (to - from) / 1024 + 1 }, (_, index) => from + index * 1024);
}

/** Settings of `app-platform`, stack `service`. */
export const serviceSchema = z.discriminatedUnion('type', [fargate]);

/**
 * Settings of every stack, by app and stack. A stack that has none here is not part of the environment:
 * no tool synthesizes or deploys it.
 */
export const appsSchema = z.strictObject({
  network: z.strictObject({ vpc: vpcSchema }),
  database: z.strictObject({ relational: relationalSchema }).optional(),
  'app-platform': z.strictObject({ service: serviceSchema }).optional(),
});

export type VpcSettings = z.infer<typeof vpcSchema>;
export type RelationalSettings = z.infer<typeof relationalSchema>;
export type ServiceSettings = z.infer<typeof serviceSchema>;
