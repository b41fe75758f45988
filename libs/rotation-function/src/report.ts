import { BulkheadError } from '@bulkhead/errors';

/**
 * Runs the work and logs the result: step, secret, version, and the code of a failure. Lambda logs a failure again,
 * with all properties of the error. So the thrown error has only a code and a message of our own.
 */
export async function reported(event: unknown, work: () => Promise<string>): Promise<void> {
  const {
    Step: step,
    SecretId: secret,
    ClientRequestToken: version,
  } = Object(event) as Record<string, unknown>;
  try {
    console.info({ step, secret, version, outcome: await work() });
  } catch (error) {
    const { code, message } = asNamed(error);
    console.error({ step, secret, version, outcome: 'failed', code, message });
    throw new BulkheadError(code, message);
  }
}

/** AWS's text about a failed call contains only ARNs and names. For any other error, only its kind may be logged. */
function asNamed(error: unknown): { code: string; message: string } {
  if (error instanceof BulkheadError) return error;
  const { name, message, $metadata } = Object(error) as Partial<Error> & { $metadata?: unknown };
  if ($metadata) return { code: 'SecretsManagerRefused', message: `${name}: ${message}` };
  return { code: 'RotationDefect', message: `An unexpected ${name ?? typeof error}.` };
}
