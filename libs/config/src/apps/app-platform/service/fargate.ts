import { z } from 'zod';
import { application, ecsScaling } from './application';
import { drRegion } from './dr-region';
import { loadBalancer } from './load-balancer';
import { scalingProblems } from './scaling-problems';

/** Containers on Fargate. */
export const fargate = z
  .strictObject({
    type: z.literal('fargate'),
    ...application,
    /**
     * Task CPU in units of 1/1024 vCPU.
     *
     * @change the same as for `image`
     */
    cpu: z.literal([256, 512, 1024, 2048, 4096]),
    /**
     * Task memory in MiB.
     *
     * @change the same as for `image`
     */
    memory: z.int().min(512).max(30720),
    /** The number of containers, by their usage. @default `desiredCount`, whatever the usage */
    scaling: ecsScaling.optional(),
    /** Whether people may open a shell in a container. Sessions are encrypted and recorded. */
    shell: z.boolean().default(false),
    loadBalancer,
    dr: drRegion,
  })
  .superRefine((settings, refinement) => {
    const { cpu, memory } = settings;
    const allowed = fargateMemory[cpu];
    if (allowed && !allowed.includes(memory)) {
      refinement.addIssue({
        code: 'custom',
        path: ['memory'],
        params: { allowed: `with cpu ${cpu}: ${allowed.join(', ')}` },
      });
    }
    scalingProblems(settings, refinement);
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
