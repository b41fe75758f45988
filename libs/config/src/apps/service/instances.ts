import { z } from 'zod';
import { text } from '../../text';

/** Families of which the generation is followed by `g` have the processors that the images are not built for. */
const instanceType = text(
  /^(?![a-z]+\d+g)[a-z]+\d+[a-z0-9-]*\.[a-z0-9-]+$/,
  'an x86_64 instance type such as m7i.large',
);

/** Virtual machines, in the private subnets. */
export const instance = {
  instanceType,
  /** Size of the one volume of an instance, in GiB. The image of Amazon Linux for ECS wants 30. */
  volumeGiB: z.int().min(30).max(1024).default(30),
};
