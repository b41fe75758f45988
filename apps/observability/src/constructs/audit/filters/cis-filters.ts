import { type Meaning } from '../alarm-description';

/** A kind of event that the CIS benchmark wants to be counted, with an alarm. */
export interface CisFilter extends Meaning {
  /** The control of the CIS AWS Foundations Benchmark v3.0. */
  readonly control: string;
  /** The control of Security Hub that looks for the pattern, where one does. */
  readonly securityHub?: string;
  /** Name of the filter and its metric. */
  readonly name: string;
  /** What has happened, for the description of the alarm. */
  readonly says: string;
  readonly pattern: string;
  /** The number of events in five minutes from which the alarm fires. @default 1 */
  readonly threshold?: number;
}

const oneOf = (...names: readonly string[]): string =>
  names.map((name) => `($.eventName=${name})`).join(' || ');
const ofService = (service: string, ...names: readonly string[]): string =>
  `{($.eventSource=${service}.amazonaws.com) && (${oneOf(...names)})}`;

/**
 * The filters of section 4 of the benchmark, with the patterns that the controls of Security Hub compare word by word. A
 * deploy changes roles, routes and groups all the time, so that such a change is a ticket. What an event rule hears at
 * once is a ticket here too: one failure calls nobody twice.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export const cisFilters: readonly CisFilter[] = [
  {
    control: '4.1',
    securityHub: 'CloudWatch.2',
    name: 'unauthorized-calls',
    says: 'Ten calls or more were refused within five minutes',
    // The exceptions of the benchmark: what log delivery and S3 clients try all the time.
    pattern:
      '{(($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")) && ($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket")}',
    // One refusal is daily life: a console that shows what its user may not list.
    threshold: 10,
    severity: 'ticket',
    patients: 'Somebody or something may be trying doors, and has not come in by these calls',
    runbook: 'refused-calls',
  },
  {
    control: '4.2',
    securityHub: 'CloudWatch.3',
    name: 'sign-in-without-mfa',
    says: 'An IAM user signed in to the console without a second factor',
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    severity: 'page',
    patients: 'Somebody with a stolen password may be reading records',
    runbook: 'a-sign-in',
  },
  {
    control: '4.3',
    securityHub: 'CloudWatch.1',
    name: 'root-use',
    says: 'The root user of the account did something',
    pattern:
      '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
    severity: 'page',
    patients: 'Root can read and delete every record, and no policy stops it',
    runbook: 'the-root-user',
  },
  {
    control: '4.4',
    securityHub: 'CloudWatch.4',
    name: 'iam-policy-changes',
    says: 'A policy of IAM was changed',
    pattern: ofService(
      'iam',
      'DeleteGroupPolicy',
      'DeleteRolePolicy',
      'DeleteUserPolicy',
      'PutGroupPolicy',
      'PutRolePolicy',
      'PutUserPolicy',
      'CreatePolicy',
      'DeletePolicy',
      'CreatePolicyVersion',
      'DeletePolicyVersion',
      'AttachRolePolicy',
      'DetachRolePolicy',
      'AttachUserPolicy',
      'DetachUserPolicy',
      'AttachGroupPolicy',
      'DetachGroupPolicy',
    ),
    severity: 'ticket',
    patients: 'Somebody may be able to read records who was not before',
    runbook: 'a-change-of-the-configuration',
  },
  {
    control: '4.5',
    securityHub: 'CloudWatch.5',
    name: 'trail-changes',
    says: 'A trail was created, changed, started or stopped',
    pattern: `{${oneOf('CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging')}}`,
    severity: 'ticket',
    patients: 'Access to records may go unrecorded',
    runbook: 'the-trail',
  },
  {
    control: '4.6',
    securityHub: 'CloudWatch.6',
    name: 'failed-sign-ins',
    says: 'Five sign-ins or more to the console failed within five minutes',
    pattern: '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
    // Somebody who mistypes stops before the fifth.
    threshold: 5,
    severity: 'ticket',
    patients: 'Somebody may be guessing passwords, and has not come in by these',
    runbook: 'a-sign-in',
  },
  {
    control: '4.7',
    securityHub: 'CloudWatch.7',
    name: 'key-disabled-or-deleted',
    says: 'A key was disabled or scheduled for deletion',
    pattern: ofService('kms', 'DisableKey', 'ScheduleKeyDeletion'),
    severity: 'ticket',
    patients: 'What the key encrypts cannot be read',
    runbook: 'a-key',
  },
  {
    control: '4.8',
    securityHub: 'CloudWatch.8',
    name: 'bucket-policy-changes',
    says: 'The policy, ACL, lifecycle, CORS or replication of a bucket was changed',
    pattern: ofService(
      's3',
      'PutBucketAcl',
      'PutBucketPolicy',
      'PutBucketCors',
      'PutBucketLifecycle',
      'PutBucketReplication',
      'DeleteBucketPolicy',
      'DeleteBucketCors',
      'DeleteBucketLifecycle',
      'DeleteBucketReplication',
    ),
    severity: 'ticket',
    patients: 'Others may be able to read records, or a copy of them may be missing',
    runbook: 'a-change-of-the-configuration',
  },
  {
    control: '4.9',
    securityHub: 'CloudWatch.9',
    name: 'config-changes',
    says: 'The recorder or the channel of AWS Config was changed',
    pattern: ofService(
      'config',
      'StopConfigurationRecorder',
      'DeleteDeliveryChannel',
      'PutDeliveryChannel',
      'PutConfigurationRecorder',
    ),
    severity: 'ticket',
    patients: 'Changes of what protects records may go unrecorded',
    runbook: 'aws-config',
  },
  {
    control: '4.10',
    securityHub: 'CloudWatch.10',
    name: 'security-group-changes',
    says: 'A security group was changed',
    pattern: `{${oneOf(
      'AuthorizeSecurityGroupIngress',
      'AuthorizeSecurityGroupEgress',
      'RevokeSecurityGroupIngress',
      'RevokeSecurityGroupEgress',
      'CreateSecurityGroup',
      'DeleteSecurityGroup',
    )}}`,
    severity: 'ticket',
    patients: 'A database or a service may be reachable from elsewhere',
    runbook: 'a-change-of-the-configuration',
  },
  {
    control: '4.11',
    securityHub: 'CloudWatch.11',
    name: 'network-acl-changes',
    says: 'A network ACL was changed',
    pattern: `{${oneOf(
      'CreateNetworkAcl',
      'CreateNetworkAclEntry',
      'DeleteNetworkAcl',
      'DeleteNetworkAclEntry',
      'ReplaceNetworkAclEntry',
      'ReplaceNetworkAclAssociation',
    )}}`,
    severity: 'ticket',
    patients: 'A database or a service may be reachable from elsewhere',
    runbook: 'a-change-of-the-configuration',
  },
  {
    control: '4.12',
    securityHub: 'CloudWatch.12',
    name: 'gateway-changes',
    says: 'A gateway of a network was changed',
    pattern: `{${oneOf(
      'CreateCustomerGateway',
      'DeleteCustomerGateway',
      'AttachInternetGateway',
      'CreateInternetGateway',
      'DeleteInternetGateway',
      'DetachInternetGateway',
    )}}`,
    severity: 'ticket',
    patients: 'The platform may be unreachable, or reachable from elsewhere',
    runbook: 'a-change-of-the-configuration',
  },
  {
    control: '4.13',
    securityHub: 'CloudWatch.13',
    name: 'route-changes',
    says: 'A route or a route table was changed',
    pattern: `{($.eventSource=ec2.amazonaws.com) && (${oneOf(
      'CreateRoute',
      'CreateRouteTable',
      'ReplaceRoute',
      'ReplaceRouteTableAssociation',
      'DeleteRouteTable',
      'DeleteRoute',
      'DisassociateRouteTable',
    )})}`,
    severity: 'ticket',
    patients: 'The platform may be unreachable, or its traffic may go elsewhere',
    runbook: 'a-change-of-the-configuration',
  },
  {
    control: '4.14',
    securityHub: 'CloudWatch.14',
    name: 'vpc-changes',
    says: 'A VPC was changed',
    pattern: `{${oneOf(
      'CreateVpc',
      'DeleteVpc',
      'ModifyVpcAttribute',
      'AcceptVpcPeeringConnection',
      'CreateVpcPeeringConnection',
      'DeleteVpcPeeringConnection',
      'RejectVpcPeeringConnection',
      'AttachClassicLinkVpc',
      'DetachClassicLinkVpc',
      'DisableVpcClassicLink',
      'EnableVpcClassicLink',
    )}}`,
    severity: 'ticket',
    patients: 'The platform may be unreachable, or reachable from elsewhere',
    runbook: 'a-change-of-the-configuration',
  },
  {
    control: '4.15',
    name: 'organization-changes',
    says: 'The organization of the account was changed',
    pattern: ofService(
      'organizations',
      'AcceptHandshake',
      'AttachPolicy',
      'CancelHandshake',
      'CreateAccount',
      'CreateOrganization',
      'CreateOrganizationalUnit',
      'CreatePolicy',
      'DeclineHandshake',
      'DeleteOrganization',
      'DeleteOrganizationalUnit',
      'DeletePolicy',
      'DetachPolicy',
      'DisablePolicyType',
      'EnableAllFeatures',
      'EnablePolicyType',
      'InviteAccountToOrganization',
      'LeaveOrganization',
      'MoveAccount',
      'RemoveAccountFromOrganization',
      'UpdateOrganizationalUnit',
      'UpdatePolicy',
    ),
    severity: 'ticket',
    patients: 'What the organization forbids in the account may be allowed',
    runbook: 'a-change-of-the-configuration',
  },
];
