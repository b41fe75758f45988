import { GuarddutyDetector } from '@cdktf/provider-aws/lib/guardduty-detector';
import {
  GuarddutyDetectorFeature,
  type GuarddutyDetectorFeatureAdditionalConfiguration,
} from '@cdktf/provider-aws/lib/guardduty-detector-feature';
import { type AuditSettings } from '@bulkhead/config';
import { Construct } from 'constructs';

export interface GuardDutyProps {
  readonly settings: AuditSettings['guardDuty'];
}

/** What an agent of GuardDuty can be in. The platform has no clusters of EKS. */
const agents = {
  EKS_ADDON_MANAGEMENT: false,
  ECS_FARGATE_AGENT_MANAGEMENT: true,
  EC2_AGENT_MANAGEMENT: true,
} as const;

/**
 * The one detector that a region of an account may have, with its protection plans (P1.10): sign-ins to databases, access
 * to objects, network of functions and malware on volumes, and not EKS, which the platform does not have. Every plan is
 * named, those that are off too: GuardDuty itself switches some on in a new detector.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorFeatureConfiguration.html
 */
export class GuardDuty extends Construct {
  constructor(scope: Construct, id: string, { settings }: GuardDutyProps) {
    super(scope, id);
    const detector = new GuarddutyDetector(this, 'detector', {
      enable: true,
      // The fastest. It is about findings that occur again: a new one is published at once.
      findingPublishingFrequency: 'FIFTEEN_MINUTES',
    });
    const plan = (
      name: string,
      isOn: boolean,
      additionalConfiguration?: GuarddutyDetectorFeatureAdditionalConfiguration[],
    ) =>
      new GuarddutyDetectorFeature(this, name.toLowerCase().replaceAll('_', '-'), {
        detectorId: detector.id,
        name,
        status: statusOf(isOn),
        ...(additionalConfiguration && { additionalConfiguration }),
      });

    plan('S3_DATA_EVENTS', true);
    plan('EBS_MALWARE_PROTECTION', true);
    plan('RDS_LOGIN_EVENTS', true);
    plan('LAMBDA_NETWORK_LOGS', true);
    plan('EKS_AUDIT_LOGS', false);
    plan(
      'RUNTIME_MONITORING',
      settings.runtimeMonitoring,
      Object.entries(agents).map(([name, isUsed]) => ({
        name,
        status: statusOf(isUsed && settings.runtimeMonitoring),
      })),
    );
  }
}

function statusOf(isOn: boolean): string {
  return isOn ? 'ENABLED' : 'DISABLED';
}
