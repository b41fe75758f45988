import { CloudfrontContinuousDeploymentPolicy } from '@cdktf/provider-aws/lib/cloudfront-continuous-deployment-policy';
import { type EdgeSettings } from '@bulkhead/config';
import { type CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';
import { AccessLogs } from './access-logs';
import { Distribution, type DistributionProps } from './distribution';
import { SecurityHeaders } from './security-headers';

export interface StagingProps extends Omit<
  DistributionProps,
  'comment' | 'aliases' | 'responseHeadersPolicyId'
> {
  readonly staging: true;
  readonly tried: NonNullable<EdgeSettings['staging']>;
  readonly log: CloudwatchLogGroup;
  /** The tags of the stack. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A second distribution with a change, and the part of the users that gets it. A user stays with the same distribution for
 * as long as the user is active.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/continuous-deployment.html
 */
export class Staging extends Construct {
  readonly policyId: string;

  constructor(scope: Construct, id: string, { tried, log, tags, ...props }: StagingProps) {
    super(scope, id);
    const { nameScope } = props;
    const { trafficPercent, ended, ...changes } = tried;
    const settings = { ...props.settings, ...changes };
    const name = 'edge-staging';
    const { policyId } = new SecurityHeaders(this, 'security-headers', {
      nameScope,
      name,
      contentSecurityPolicy: settings.contentSecurityPolicy,
    });
    const { distribution, arn } = new Distribution(this, 'distribution', {
      ...props,
      comment: `Bulkhead environment ${nameScope.environment}, to try a change`,
      settings,
      // CloudFront sends users of the public names here. The names themselves are of the first distribution.
      aliases: [],
      responseHeadersPolicyId: policyId,
      // It is gone as soon as the change is kept or given up.
      isProtected: false,
    });
    new AccessLogs(this, 'access-logs', { nameScope, name, distributionArn: arn, log, tags });
    this.policyId = new CloudfrontContinuousDeploymentPolicy(this, 'policy', {
      enabled: !ended,
      stagingDistributionDnsNames: [{ items: [distribution.domainName], quantity: 1 }],
      trafficConfig: [
        {
          type: 'SingleWeight',
          singleWeightConfig: [
            {
              weight: trafficPercent / 100,
              // Seconds, the longest that CloudFront accepts for both.
              sessionStickinessConfig: [{ idleTtl: 3600, maximumTtl: 3600 }],
            },
          ],
        },
      ],
    }).id;
  }
}
