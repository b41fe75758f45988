import { z } from 'zod';

/** The ages that EFS accepts, in days: https://docs.aws.amazon.com/efs/latest/ug/API_LifecyclePolicy.html */
const ages = [1, 7, 14, 30, 60, 90, 180, 270, 365] as const;
const age = z.literal([...ages], 'EFS moves files at these ages and no other');

/** Settings of `database`, stack `file-system`. */
export const fileSystemSchema = z
  .strictObject({
    /** `elastic` follows the load and is billed by use; `bursting` follows the size, with credits that can run out. */
    throughput: z.enum(['elastic', 'bursting']),
    /** Days without a read after which a file moves to Infrequent Access. A read moves the file back. */
    infrequentAccessAfterDays: age,
    /** Days without a read after which a file moves to Archive. @default never */
    archiveAfterDays: age.optional(),
  })
  .superRefine(({ throughput, infrequentAccessAfterDays, archiveAfterDays }, refinement) => {
    if (archiveAfterDays === undefined) return;
    const complain = (allowed: string) =>
      refinement.addIssue({ code: 'custom', path: ['archiveAfterDays'], params: { allowed } });
    // https://docs.aws.amazon.com/efs/latest/ug/lifecycle-management-efs.html
    if (throughput !== 'elastic')
      complain('nothing with bursting throughput: EFS archives with elastic only');
    if (archiveAfterDays <= infrequentAccessAfterDays) {
      complain(
        `one of ${ages.filter((each) => each > infrequentAccessAfterDays).join(', ') || 'none'}: ` +
          'EFS wants it longer than infrequentAccessAfterDays',
      );
    }
  });

export type FileSystemSettings = z.infer<typeof fileSystemSchema>;
