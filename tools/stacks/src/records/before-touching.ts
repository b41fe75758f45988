import { AwsFailure } from '../retries/aws-failure';
import { refusalOf } from './known-records';

/**
 * What was asked of AWS before anything of a stack was touched.
 *
 * @param id of the stack, for people
 * @throws Refusal of `refusalOf` where AWS does not answer as it was asked; whatever else the answer throws
 */
export async function beforeTouching<T>(id: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof AwsFailure ? refusalOf(error, id) : error;
  }
}
