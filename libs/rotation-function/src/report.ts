import { BulkheadError } from '@bulkhead/errors';

/**
 * Does the work and logs how it ended: step, secret, version, and of a failure its code. Lambda logs a failure a second
 * time, with all that hangs on it, so that what leaves here has nothing on it but a code and a message of our own.
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

/** What AWS says of a failed call holds ARNs and names; of anything else, only what kind it is may be told. */
function asNamed(error: unknown): { code: string; message: string } {
  if (error instanceof BulkheadError) return error;
  const { name, message, $metadata } = Object(error) as Partial<Error> & { $metadata?: unknown };
  if ($metadata) return { code: 'SecretsManagerRefused', message: `${name}: ${message}` };
  return { code: 'RotationDefect', message: `An unexpected ${name ?? typeof error}.` };
}
