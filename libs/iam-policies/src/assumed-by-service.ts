/** A trust policy with one statement: it says who may assume a role. */
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
  /** The Sid, named after the resource that the service acts for, in one capitalised word. */
  readonly sid: string;
  /** Service principal, such as `ecs-tasks.amazonaws.com`. */
  readonly service: string;
  readonly account: string;
  /** ARNs or ARN patterns of the resources that the service acts for. */
  readonly sourceArns: string | readonly string[];
}

/**
 * Trusts an AWS service that assumes a role, only for resources of one account. The service acts for every customer:
 * without the condition, a resource of a stranger could make the service use the role.
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
