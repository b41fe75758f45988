import { ACMClient } from '@aws-sdk/client-acm';
import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { BackupClient } from '@aws-sdk/client-backup';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { EFSClient } from '@aws-sdk/client-efs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { WAFV2Client } from '@aws-sdk/client-wafv2';

/** Clients of the services that tests look at, all of one endpoint and region. */
export class AwsClients {
  readonly acm: ACMClient;
  readonly autoScaling: AutoScalingClient;
  readonly backup: BackupClient;
  readonly cloudformation: CloudFormationClient;
  readonly cloudfront: CloudFrontClient;
  readonly cloudtrail: CloudTrailClient;
  readonly cloudwatch: CloudWatchClient;
  readonly config: ConfigServiceClient;
  readonly ec2: EC2Client;
  readonly ecs: ECSClient;
  readonly efs: EFSClient;
  readonly events: EventBridgeClient;
  readonly guardDuty: GuardDutyClient;
  readonly loadBalancing: ElasticLoadBalancingV2Client;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly rds: RDSClient;
  readonly route53: Route53Client;
  readonly s3: S3Client;
  readonly secrets: SecretsManagerClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly ssm: SSMClient;
  readonly wafv2: WAFV2Client;

  constructor(endpoint: string, region = 'us-east-1') {
    const settings = {
      endpoint,
      region,
      credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
    };
    this.acm = new ACMClient(settings);
    this.autoScaling = new AutoScalingClient(settings);
    this.backup = new BackupClient(settings);
    this.cloudformation = new CloudFormationClient(settings);
    this.cloudfront = new CloudFrontClient(settings);
    this.cloudtrail = new CloudTrailClient(settings);
    this.cloudwatch = new CloudWatchClient(settings);
    this.config = new ConfigServiceClient(settings);
    this.ec2 = new EC2Client(settings);
    this.ecs = new ECSClient(settings);
    this.efs = new EFSClient(settings);
    this.events = new EventBridgeClient(settings);
    this.guardDuty = new GuardDutyClient(settings);
    this.loadBalancing = new ElasticLoadBalancingV2Client(settings);
    this.iam = new IAMClient(settings);
    this.kms = new KMSClient(settings);
    this.lambda = new LambdaClient(settings);
    this.logs = new CloudWatchLogsClient(settings);
    this.rds = new RDSClient(settings);
    this.route53 = new Route53Client(settings);
    // The emulator serves buckets by path.
    this.s3 = new S3Client({ ...settings, forcePathStyle: true });
    this.secrets = new SecretsManagerClient(settings);
    this.sns = new SNSClient(settings);
    this.sqs = new SQSClient(settings);
    this.ssm = new SSMClient(settings);
    this.wafv2 = new WAFV2Client(settings);
  }

  destroy(): void {
    for (const client of Object.values(this) as { destroy(): void }[]) client.destroy();
  }
}
