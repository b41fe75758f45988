import { z } from 'zod';
import { text } from '../../../values/text';

/**
 * Type of the instances, x86_64.
 *
 * Two kinds of families are refused. The images are not built for the processors of `a1` and of families with a `g`
 * after the generation. EC2 does not support EBS optimization for `t1` and `t2`; all newer families have it.
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
   * Size of the single volume of an instance, in GiB. The Amazon Linux image for ECS needs 30.
   *
   * @change the instances are replaced step by step
   */
  volumeGiB: z.int().min(30).max(1024).default(30),
};
