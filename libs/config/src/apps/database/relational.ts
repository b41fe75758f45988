import { z } from 'zod';
import { postgresVersions } from './postgres-versions';
import { text } from '../../values/text';
import { isClassOfAurora, isClassOfRds } from './database-classes';
import { reservedDatabaseNames } from './reserved-names';
import { retention } from '../../values/retention';

/** Reports a cross-field rule: the path, and the values that are allowed there. */
type Complain = (path: (string | number)[], allowed: string) => void;

const backupLimits = 'RDS keeps automated backups for 35 days at most, and none at all with 0';

/** Settings of every database, on any capacity. */
const postgresql = {
  /**
   * Major and minor version of PostgreSQL.
   *
   * @change a minor version interrupts the database for minutes, in the maintenance window; a major one is refused
   */
  engineVersion: z.enum(postgresVersions),
  /**
   * Name of the database that is created with the cluster or instance.
   *
   * @change the cluster or instance is replaced, which is refused until `--allowDestroy` names it
   */
  databaseName: text(/^[a-z][a-z0-9_]{0,62}$/, 'a PostgreSQL name: lower case, digits, underscore').refine(
    (name) => !reservedDatabaseNames.has(name),
    { params: { allowed: 'a name that PostgreSQL does not reserve and RDS does not use, such as app' } },
  ),
  /**
   * Automated backups and point-in-time recovery, in days. RDS accepts 0 for an instance, but 0 turns both off.
   * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html
   */
  backupRetentionDays: z.int().min(1, backupLimits).max(35, backupLimits),
  /** How long the exported logs are kept, in days. */
  logRetentionDays: retention,
  /**
   * Who keeps the password of the master user. `managed`: RDS creates the password, keeps it and changes it every 30
   * days. `own`: the stack `credentials` keeps it, with a second user that alternates with its clone, so that a
   * rotation interrupts nobody. RDS manages no password in a global database (pitfall 3).
   * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
   *
   * @default `own` in a global database, else `managed`
   * @change the password changes; clients that cache the password must read it again
   */
  credentials: z.enum(['managed', 'own']).optional(),
  /**
   * RDS Proxy in front of the database, for clients that connect by IAM. RDS Proxy does not work with own credentials:
   * it logs in as the single user of a secret, but these secrets alternate between two users.
   * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-secrets-arns.html
   *
   * @default none
   */
  proxy: z
    .strictObject({
      /** The share of the database's connections that the proxy may use, in percent. */
      maxConnectionsPercent: z.int().min(1).max(100),
    })
    .optional(),
};

/** Settings of every Aurora cluster, for any kind of instance. */
const aurora = {
  ...postgresql,
  /**
   * Writer and readers together, spread over the availability zones.
   *
   * @change if the number falls, connections to the removed readers are cut
   */
  instances: z.int().min(1).max(16, 'Aurora has one writer and 15 readers'),
  /**
   * Makes the cluster the primary of a global database, which the DR region joins.
   *
   * @default the cluster stands alone
   * @change the cluster gets a name with its region and is replaced, which is refused until `--allowDestroy` names it
   */
  global: z
    .strictObject({
      /**
       * How far every secondary may lag behind, in seconds, before the primary holds back commits. Committed data is
       * then never further behind in the DR region. Drawback: the loss of the DR region stops the primary (pitfall 26).
       * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html
       *
       * @default no commit is held back
       */
      rpoSeconds: z.int().min(20, 'rds.global_db_rpo takes no less').max(2_147_483_647).optional(),
    })
    .optional(),
};

/**
 * Aurora counts readers across all regions, so the primary may have one instance less, for the secondary.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.configuration.requirements.html
 */
const mostInstancesOfGlobalPrimary = 15;

/**
 * Capacity in Aurora capacity units, in steps of 0.5.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
 */
const capacityLimits = 'Aurora takes 0.5 to 256 in steps of 0.5';
const capacityUnits = z
  .number()
  .min(0.5, capacityLimits)
  .max(256, capacityLimits)
  .multipleOf(0.5, capacityLimits);

const auroraServerlessV2 = z
  .strictObject({
    type: z.literal('aurora-serverless-v2'),
    ...aurora,
    capacity: z
      .strictObject({
        /** The minimum to which each instance scales, in Aurora capacity units. */
        min: capacityUnits,
        /** The maximum to which each instance scales, in Aurora capacity units. */
        max: capacityUnits.min(1, 'Aurora scales to 1 at least'),
      })
      .superRefine(({ min, max }, refinement) => {
        if (min > max) complainTo(refinement)(['min'], `at most capacity.max: ${max}; ${capacityLimits}`);
      }),
  })
  .superRefine((settings, refinement) => requireGlobalLimits(settings, complainTo(refinement)));

/** Class of an instance, such as `db.r7g.large`. */
const instanceClass = (isOffered: (name: string) => boolean, allowed: string) =>
  z.string(allowed).refine(isOffered, { params: { allowed } });

const auroraProvisioned = z
  .strictObject({
    type: z.literal('aurora-provisioned'),
    ...aurora,
    /**
     * Class of every instance: any of them must be able to take over.
     * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.SupportAurora.html
     *
     * @change each instance is interrupted; the writer for the time of a failover
     */
    instanceClass: instanceClass(
      isClassOfAurora,
      'a class of Aurora PostgreSQL such as db.r7g.large: db.r5 to db.r8g, db.x2g, and medium or large of db.t3 and db.t4g',
    ),
  })
  .superRefine((settings, refinement) => {
    const complain = complainTo(refinement);
    requireGlobalLimits(settings, complain);
    if (settings.global && settings.instanceClass.startsWith('db.t')) {
      complain(['instanceClass'], 'db.r… or db.x…: an Aurora global database needs a memory-optimized class');
    }
  });

/**
 * Sizes of gp3 storage for PostgreSQL, in GiB.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage
 */
const storageLimits = 'RDS takes 20 to 65536 GiB of gp3 storage';
const storage = z.int().min(20, storageLimits).max(65_536, storageLimits);

/**
 * How far the growth limit must be above the initial storage, in percent.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
 */
const leastGrowthPercent = 10;

const rdsPostgres = z
  .strictObject({
    type: z.literal('rds-postgres'),
    ...postgresql,
    /**
     * Class of the instance.
     * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html
     *
     * @change the instance is interrupted; with a standby, for the time of a failover
     */
    instanceClass: instanceClass(
      isClassOfRds,
      'a class of RDS for PostgreSQL such as db.m7g.large: db.m5 to db.m8g, db.r5 to db.r8g and db.x2… from large on, db.t3 and db.t4g from micro to 2xlarge',
    ),
    /** A standby in another zone, which takes over automatically. */
    multiAz: z.boolean(),
    /**
     * Initial storage, in GiB.
     *
     * @change more is added in place; RDS refuses less
     */
    allocatedStorage: storage,
    /** The limit to which the storage may grow automatically, in GiB. The storage never shrinks. */
    maxAllocatedStorage: storage,
  })
  .superRefine(({ allocatedStorage, maxAllocatedStorage }, refinement) => {
    const least = Math.ceil((allocatedStorage * (100 + leastGrowthPercent)) / 100);
    if (maxAllocatedStorage < least) {
      complainTo(refinement)(
        ['maxAllocatedStorage'],
        `at least ${least}: RDS wants the limit ${leastGrowthPercent} % above allocatedStorage`,
      );
    }
  });

/** Settings of `database`, stack `relational`. */
export const relationalSchema = z
  .discriminatedUnion('type', [auroraServerlessV2, auroraProvisioned, rdsPostgres])
  .superRefine((settings, refinement) => {
    if (settings.proxy && credentialsOf(settings) === 'own') {
      complainTo(refinement)(
        ['proxy'],
        'none with own credentials: RDS Proxy wants a secret for each user, and each rotation puts another user into the one of applications',
      );
    }
  });

export type RelationalSettings = z.infer<typeof relationalSchema>;
export type AuroraServerlessV2Settings = z.infer<typeof auroraServerlessV2>;
export type AuroraProvisionedSettings = z.infer<typeof auroraProvisioned>;
export type RdsPostgresSettings = z.infer<typeof rdsPostgres>;

/** Settings of either kind of Aurora cluster. */
export type AuroraSettings = AuroraServerlessV2Settings | AuroraProvisionedSettings;

/** The settings of the global database that this cluster is the primary of; undefined if there is none. */
export function globalDatabaseOf(settings: RelationalSettings): AuroraSettings['global'] {
  return settings.type === 'rds-postgres' ? undefined : settings.global;
}

/** Who keeps the master user's password, with the default for the topology. */
export function credentialsOf(settings: RelationalSettings): 'managed' | 'own' {
  return settings.credentials ?? (globalDatabaseOf(settings) ? 'own' : 'managed');
}

function requireGlobalLimits(
  { global, instances, credentials }: Pick<AuroraSettings, 'global' | 'instances' | 'credentials'>,
  complain: Complain,
): void {
  if (!global) return;
  if (instances > mostInstancesOfGlobalPrimary) {
    complain(
      ['instances'],
      `at most ${mostInstancesOfGlobalPrimary} in the primary of a global database, which has a secondary`,
    );
  }
  if (credentials === 'managed') {
    complain(['credentials'], 'own: RDS manages no master password in a global database');
  }
}

function complainTo(refinement: z.core.$RefinementCtx): Complain {
  return (path, allowed) => refinement.addIssue({ code: 'custom', path, params: { allowed } });
}
