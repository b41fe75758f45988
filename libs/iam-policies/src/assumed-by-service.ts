/** The policy that says who may assume a role, with one statement. */
export interface AssumeRolePolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly [
    {
      readonly Sid: string;
      readonly Effect: 'Allow';
      readonly Principal: { readonly Service: string };
      readonly Action: 'sts:AssumeRole';
      readonly Condition: {
        readonly StringEquals: { readonly 'aws:SourceAccount': string };
        readonly ArnLike: { readonly 'aws:SourceArn': string | readonly string[] };
      };
    },
  ];
}

export interface ServiceTrust {
  /** For whom the service acts, in one word of capitalised words. */
  readonly sid: string;
  /** Service principal, such as `ecs-tasks.amazonaws.com`. */
  readonly service: string;
  readonly account: string;
  /** ARNs, or patterns of them, of what the service acts for. */
  readonly sourceArns: string | readonly string[];
}

/**
 * Trusts an AWS service that assumes a role, for resources of one account only: the service acts for every
 * customer, and without the condition anybody's resource could make it use the role.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function assumedByService({ sid, service, account, sourceArns }: ServiceTrust): AssumeRolePolicy {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: sid,
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': sourceArns },
        },
      },
    ],
  };
}
