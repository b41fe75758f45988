import { BulkheadError } from '@bulkhead/errors';

/** The four steps of a rotation, in the order in which Secrets Manager asks for them. */
export const rotationSteps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;

export type RotationStep = (typeof rotationSteps)[number];

/** The event that Secrets Manager passes to a rotation function. */
export interface RotationEvent {
  readonly step: RotationStep;
  /** ARN of the secret. */
  readonly secretArn: string;
  /** Id of the version that the rotation creates. */
  readonly version: string;
}

/** @throws BulkheadError `InvalidRotationEvent` */
export function parseRotationEvent(event: unknown): RotationEvent {
  const { Step, SecretId, ClientRequestToken } = Object(event) as Record<string, unknown>;
  const step = rotationSteps.find((known) => known === Step);
  if (!step || !isText(SecretId) || !isText(ClientRequestToken)) {
    throw new BulkheadError(
      'InvalidRotationEvent',
      `A rotation has SecretId, ClientRequestToken and a Step out of ${rotationSteps.join(', ')}.`,
      { next: 'let Secrets Manager call the function: aws secretsmanager rotate-secret' },
    );
  }
  return { step, secretArn: SecretId, version: ClientRequestToken };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
