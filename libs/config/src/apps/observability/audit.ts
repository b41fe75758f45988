import { z } from 'zod';
import { retention } from '../../values/retention';

/** How long S3 keeps a file, in days. S3 accepts at most a hundred years. */
const fileDays = z.int('a number of days').min(1).max(36_500, 'S3 counts no further than a hundred years');

/** An archived file is billed for this long, even if it is deleted earlier. */
const fewestDaysInArchive = 90;

/**
 * Who switches a service on. `environment`: this stack. `organization`: somebody else for the whole account, such as an
 * organization or another environment of the account. Then the stack creates nothing of the service, and the preflight
 * says whether it is really on.
 */
const managedBy = z.enum(['environment', 'organization']);

const trail = z.strictObject({
  managedBy,
  /**
   * How long CloudWatch Logs keeps the events for filters and questions, in days. An event costs as much to ingest as
   * seventeen months of its storage, so that a long retention costs little more.
   * https://aws.amazon.com/cloudwatch/pricing/
   */
  logRetentionDays: retention,
  /** The bucket with the log files of all regions. */
  files: z
    .strictObject({
      /** Archived in S3 Glacier Flexible Retrieval, from where it takes hours to read them. @default never */
      archiveAfterDays: fileDays.optional(),
      /**
       * Deleted permanently. HIPAA asks for six years of documentation, 45 CFR 164.316(b)(2)(i): a protected environment
       * under HIPAA keeps at least 2,192 days. A terabyte in the archive costs about 4 dollars a month.
       * https://aws.amazon.com/s3/pricing/
       */
      deleteAfterDays: fileDays,
      /**
       * How long nobody can delete a file in a protected environment, counted from its delivery. In other environments
       * there is no lock, so that they can be destroyed.
       */
      objectLock: z.strictObject({
        /**
         * `COMPLIANCE` binds everybody, also the account's root; `GOVERNANCE` binds everybody without the permission to
         * bypass it.
         */
        mode: z.enum(['GOVERNANCE', 'COMPLIANCE']),
        /** Length of the lock in days. */
        days: fileDays,
      }),
    })
    .superRefine(({ archiveAfterDays: archive, deleteAfterDays, objectLock }, refinement) => {
      const complain = (path: string[], allowed: string) =>
        refinement.addIssue({ code: 'custom', path, params: { allowed } });
      if (archive !== undefined && deleteAfterDays < archive + fewestDaysInArchive) {
        complain(
          ['deleteAfterDays'],
          `at least ${archive + fewestDaysInArchive}: an archived object is paid for ${fewestDaysInArchive} days`,
        );
      }
      if (objectLock.days > deleteAfterDays)
        complain(['objectLock', 'days'], `at most ${deleteAfterDays}, after which the files are deleted`);
    }),
  /**
   * Whether each access to an object of the platform's data bucket and each call of its functions is recorded. They cost
   * by the number of events, and are what 45 CFR 164.312(b) asks for where objects hold PHI.
   */
  dataEvents: z.boolean(),
  /**
   * Whether CloudTrail Insights reports unusual rates of calls and errors. They cost by the number of management events
   * that are looked at.
   */
  insights: z.boolean(),
});

const config = z.strictObject({
  managedBy,
  /**
   * `CONTINUOUS` records each change at once, and is billed for each. `DAILY` records the state of each day, at a higher
   * price for each item. Rules are evaluated only as often as something is recorded.
   */
  recording: z.enum(['CONTINUOUS', 'DAILY']),
  /** How long the files of AWS Config are kept, in days: at least 2,192 in a protected environment under HIPAA. */
  deleteFilesAfterDays: fileDays,
});

const guardDuty = z.strictObject({
  managedBy,
  /**
   * Whether GuardDuty puts an agent beside the containers and into the instances. GuardDuty then makes an endpoint and a
   * security group in the VPC by itself. Only GuardDuty removes them, so that a network without them must wait for it.
   * https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring.html
   */
  runtimeMonitoring: z.boolean(),
});

/** The standards of Security Hub that presets use, by the end of their ARNs. */
const standards = [
  'aws-foundational-security-best-practices/v/1.0.0',
  'cis-aws-foundations-benchmark/v/3.0.0',
  'nist-800-53/v/5.0.0',
] as const;

const securityHub = z.strictObject({
  managedBy,
  /** The standards whose controls are checked. Each check costs, once for all standards that share its control. */
  standards: z.array(z.enum(standards)).min(1),
});

const accountSettings = z.strictObject({
  managedBy,
  /** The least that a password of an IAM user must have. */
  passwordPolicy: z.strictObject({
    /** Characters. CIS asks for 14. */
    minimumLength: z.int().min(14).max(128),
    /** Days after which a password must be changed. @default never, as NIST SP 800-63B asks */
    maxAgeDays: z.int().min(1).max(1095).optional(),
    /** How many former passwords nobody may use again. IAM remembers 24. */
    reusePrevention: z.int().min(1).max(24),
  }),
});

/** Settings of `observability`, stack `audit`. */
export const auditSchema = z.strictObject({
  /** The trail of all regions, in the primary region, and its filters with their alarms. */
  trail,
  /** AWS Config: its recorder, and the rules that it evaluates. */
  config,
  /** Amazon GuardDuty, which looks for threats in logs. */
  guardDuty,
  /** AWS Security Hub, which compares the account with standards. */
  securityHub,
  /** IAM Access Analyzer, which finds what is shared with other accounts or with everybody. */
  accessAnalyzer: z.strictObject({ managedBy }),
  /** Amazon Macie, which looks for sensitive data in buckets and costs by their size. @default it is off */
  macie: z.strictObject({ managedBy }).optional(),
  /** What holds for the whole account: passwords, public buckets, encryption of volumes, metadata of instances. */
  accountSettings,
});

export type AuditSettings = z.infer<typeof auditSchema>;
