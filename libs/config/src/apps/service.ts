import { z } from 'zod';
import { text } from '../text';
import { retention } from './retention';

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

export type ServiceSettings = z.infer<typeof serviceSchema>;
