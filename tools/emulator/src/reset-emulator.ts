import { BulkheadError } from '@bulkhead/errors';
import { send } from './emulator-answers';

/**
 * Empties the emulator: it deletes every resource in every region and account, in milliseconds. Throws
 * `EmulatorResetFailed` if the emulator does not confirm.
 */
export async function resetEmulator(endpoint: string): Promise<void> {
  const failed = (detail: string, cause?: unknown) =>
    new BulkheadError('EmulatorResetFailed', `The emulator at ${endpoint} was not reset: ${detail}`, {
      next: 'npx nx run emulator:start',
      cause,
    });
  const reply = await send(endpoint, { method: 'POST', path: '/moto-api/reset', timeoutMs: 30_000 }).catch(
    (error: Error) => {
      throw failed(error.message, error);
    },
  );
  if (reply.status !== 200) throw failed(`it replied ${reply.status} (is it moto?)`);
}
