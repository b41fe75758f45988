import { z } from 'zod';
import { application, ecsScaling } from './application';
import { drRegion } from './dr-region';
import { instance } from './instances';
import { loadBalancer } from './load-balancer';
import { scalingProblems } from './scaling-problems';

/** Containers on our own instances. ECS starts as many instances as the containers need. */
export const ecsEc2 = z
  .strictObject({
    type: z.literal('ecs-ec2'),
    ...application,
    /**
     * Task CPU in units of 1/1024 vCPU.
     *
     * @change the same as for `image`
     */
    cpu: z.int().min(128).max(196_608),
    /**
     * Task memory in MiB.
     *
     * @change the same as for `image`
     */
    memory: z.int().min(128).max(1_048_576),
    /** The number of containers, by their usage. @default `desiredCount`, whatever the usage */
    scaling: ecsScaling.optional(),
    /** Whether people may open a shell in a container. Sessions are encrypted and recorded. */
    shell: z.boolean().default(false),
    /** The instances that run the containers. */
    instances: z
      .strictObject({
        ...instance,
        /** The minimum number of instances; above it, ECS decides. */
        min: z.int().min(0).max(1000),
        /** The maximum number of instances. */
        max: z.int().min(1).max(1000),
        /**
         * The usage of the instances that ECS aims for, in percent: below 100, there is room for the next container.
         */
        targetCapacityPercent: z.int().min(1).max(100),
      })
      .refine(({ min, max }) => min <= max, { path: ['min'], params: { allowed: 'at most instances.max' } }),
    loadBalancer,
    dr: drRegion,
  })
  .superRefine(scalingProblems);
