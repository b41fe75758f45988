import { EngineFailure } from '../engines/engine-failure';
import { type EngineRequest, type ResourceCounts } from '../engines/engine';
import { addCounts } from '../engines/resource-counts';

/**
 * A call of an engine whose result counts what all its attempts touched: one that is made again goes on from what the
 * attempts before it did.
 */
export function overAttempts(
  call: (request: EngineRequest) => Promise<ResourceCounts>,
): (request: EngineRequest) => Promise<ResourceCounts> {
  const failed: ResourceCounts[] = [];
  return async (request) => {
    try {
      return addCounts(...failed, await call(request));
    } catch (error) {
      if (error instanceof EngineFailure) failed.push(error.touched);
      throw error;
    }
  };
}
