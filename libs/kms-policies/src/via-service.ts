import { accountRootArn, type RegionalInput } from './account';
import type { PolicyCondition, PolicyStatement } from './policy-statement';

export interface ViaServiceInput extends RegionalInput {
  /**
   * Roles that may use the key through the service, without an IAM policy.
   * @default the account: its IAM policies decide
   */
  readonly principalArns?: readonly string[];
}

export interface ViaServiceUse {
  /** The Sid. The grant statement has the same Sid with `Grants` at the end. */
  readonly sid: string;
  /** First label of the service's endpoint, such as `s3`. */
  readonly service: string;
  readonly actions: readonly string[];
  /** Whether the service uses the key later, by a grant. @default false */
  readonly grants?: boolean;
  /** Other regions from which the service may call. @default none */
  readonly otherRegions?: readonly string[];
  /** Conditions in addition to those on service and account. @default none */
  readonly conditions?: PolicyCondition;
}

/**
 * Statements for a service that calls KMS in the name of its caller. They apply only if the request comes through that
 * service and from the account, and grants only if the service requests them.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function viaService(input: ViaServiceInput, use: ViaServiceUse): readonly PolicyStatement[] {
  const { otherRegions = [] } = use;
  const endpoint = (region: string) => `${use.service}.${region}.amazonaws.com`;
  const through: PolicyCondition = {
    StringEquals: {
      'kms:ViaService':
        otherRegions.length === 0 ? endpoint(input.region) : [input.region, ...otherRegions].map(endpoint),
      'kms:CallerAccount': input.account,
    },
    ...use.conditions,
  };
  const statement = (
    Sid: string,
    Action: readonly string[],
    Condition: PolicyCondition,
  ): PolicyStatement => ({
    Sid,
    Effect: 'Allow',
    Principal: { AWS: input.principalArns ?? accountRootArn(input) },
    Action,
    Resource: '*',
    Condition,
  });
  const uses = statement(use.sid, use.actions, through);
  if (!use.grants) return [uses];
  const forService = { ...through, Bool: { 'kms:GrantIsForAWSResource': 'true' } };
  return [uses, statement(`${use.sid}Grants`, ['kms:CreateGrant'], forService)];
}
