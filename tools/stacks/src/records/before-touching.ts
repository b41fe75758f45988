import { AwsFailure } from '../retries/aws-failure';
import { refusalOf } from './known-records';

/**
 * An answer of AWS that a run needs before it touches anything of a stack.
 *
 * @param id of the stack, for people
 * @throws Refusal of `refusalOf` if AWS does not answer as expected; whatever else the answer throws
 */
export async function beforeTouching<T>(id: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof AwsFailure ? refusalOf(error, id) : error;
  }
}
