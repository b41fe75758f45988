import { type CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchLogDataProtectionPolicy } from '@cdktf/provider-aws/lib/cloudwatch-log-data-protection-policy';
import { Construct } from 'constructs';

/**
 * AWS's identifiers of protected health information, and of the number that names a person in the United States. Names,
 * addresses and mail addresses are missing on purpose: a log of access says who did something.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/protect-sensitive-log-data-types-health.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/protect-sensitive-log-data-types-pii.html
 */
const identifiers = [
  'DrugEnforcementAgencyNumber-US',
  'HealthInsuranceCardNumber-EU',
  'HealthInsuranceClaimNumber-US',
  'HealthInsuranceNumber-FR',
  'HealthcareProcedureCode-US',
  'MedicareBeneficiaryNumber-US',
  'NationalDrugCode-US',
  'NationalInsuranceNumber-GB',
  'NationalProviderId-US',
  'NhsNumber-GB',
  'PersonalHealthNumber-CA',
  'Ssn-US',
] as const;

export interface LogDataProtectionProps {
  /** A log group of class `STANDARD`. */
  readonly logGroup: CloudwatchLogGroup;
}

/**
 * Masks what looks like protected health information in a log, for everybody without `logs:Unmask`: 45 CFR
 * 164.502(b). CloudWatch counts what it masks, in the metric `LogEventsWithFindings`. Only events that arrive later are
 * masked, and the ingestion costs more.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html
 */
export class LogDataProtection extends Construct {
  constructor(scope: Construct, id: string, { logGroup }: LogDataProtectionProps) {
    super(scope, id);
    const DataIdentifier = identifiers.map((name) => `arn:aws:dataprotection::aws:data-identifier/${name}`);
    new CloudwatchLogDataProtectionPolicy(this, 'policy', {
      logGroupName: logGroup.name,
      // CloudWatch Logs wants both statements, with the same identifiers.
      policyDocument: JSON.stringify({
        Name: 'protected-health-information',
        Version: '2021-06-01',
        Statement: [
          { Sid: 'Count', DataIdentifier, Operation: { Audit: { FindingsDestination: {} } } },
          { Sid: 'Mask', DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
        ],
      }),
    });
  }
}
