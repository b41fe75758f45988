import { z } from 'zod';
import { text } from '../../../values/text';

/**
 * Type of the instances, x86_64.
 *
 * Not a family whose processors the images are not built for: `a1`, and those with a `g` after the generation. Nor one of
 * which EC2 launches none with EBS optimization, which all that are newer have: `t1` and `t2`.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ebs-optimized.html
 *
 * @change the instances are replaced step by step
 */
const instanceType = text(
  /^(?!a1\.|t[12]\.|[a-z]+\d+g)[a-z]+\d+[a-z0-9-]*\.[a-z0-9-]+$/,
  'an x86_64 instance type that has EBS optimization, such as m7i.large or t3.small',
);

/** Virtual machines, in the private subnets. */
export const instance = {
  instanceType,
  /**
   * Size of the one volume of an instance, in GiB. The image of Amazon Linux for ECS wants 30.
   *
   * @change the instances are replaced step by step
   */
  volumeGiB: z.int().min(30).max(1024).default(30),
};
