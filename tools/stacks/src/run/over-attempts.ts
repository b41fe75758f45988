import { EngineFailure } from '../engines/engine-failure';
import { type EngineRequest, type ResourceCounts } from '../engines/engine';
import { addCounts } from '../engines/resource-counts';

/**
 * Wraps a call of an engine so that its result counts what all its attempts touched: a repeated call continues the work
 * of the attempts before it.
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
