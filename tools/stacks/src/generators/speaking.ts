import { describeError } from '@bulkhead/errors';
import { type Tree } from '@nx/devkit';

/** Work that Nx does after the files of a generator are on the disk. */
export type Afterwards = () => void | Promise<void>;

/** A generator whose errors Nx prints with the fault, the place, and the next step. */
export function speaking<Options>(
  generate: (tree: Tree, options: Options) => Promise<Afterwards | void>,
): (tree: Tree, options: Options) => Promise<Afterwards | void> {
  return async (tree, options) => {
    try {
      return await generate(tree, options);
    } catch (error) {
      throw new Error(describeError(error), { cause: error });
    }
  };
}
