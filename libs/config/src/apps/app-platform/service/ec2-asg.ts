import { z } from 'zod';
import { application, groupScaling } from './application';
import { drRegion } from './dr-region';
import { instance } from './instances';
import { loadBalancer } from './load-balancer';
import { scalingProblems } from './scaling-problems';

/** One container per instance, in an Auto Scaling group. */
export const ec2Asg = z
  .strictObject({
    type: z.literal('ec2-asg'),
    ...application,
    ...instance,
    /** The number of instances, by their usage. */
    scaling: groupScaling,
    loadBalancer,
    dr: drRegion,
  })
  .superRefine((settings, refinement) => {
    scalingProblems(settings, refinement);
    const { desiredCount, scaling } = settings;
    if (desiredCount < scaling.min) {
      refinement.addIssue({
        code: 'custom',
        path: ['desiredCount'],
        params: { allowed: `at least ${scaling.min} (scaling.min)` },
      });
    }
  });
