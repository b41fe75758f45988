import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('the features of a detector are a list of it, and a standard is a resource of its own', () => {
  const terraform = definedByTerraform({
    aws_guardduty_detector: { main: { enable: true, finding_publishing_frequency: 'FIFTEEN_MINUTES' } },
    aws_guardduty_detector_feature: {
      agents: {
        detector_id: '${aws_guardduty_detector.main.id}',
        name: 'RUNTIME_MONITORING',
        status: 'ENABLED',
        additional_configuration: [{ name: 'EC2_AGENT_MANAGEMENT', status: 'DISABLED' }],
      },
    },
    aws_securityhub_account: { hub: { enable_default_standards: false } },
    aws_securityhub_standards_subscription: { cis: { standards_arn: 'arn:cis' } },
    aws_accessanalyzer_analyzer: { account: { analyzer_name: 'account', type: 'ACCOUNT' } },
    aws_macie2_account: { on: { status: 'ENABLED' } },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      GuarddutyDetectorMain: {
        Type: 'AWS::GuardDuty::Detector',
        Properties: {
          Enable: true,
          FindingPublishingFrequency: 'FIFTEEN_MINUTES',
          Features: [
            {
              Name: 'RUNTIME_MONITORING',
              Status: 'ENABLED',
              AdditionalConfiguration: [{ Name: 'EC2_AGENT_MANAGEMENT', Status: 'DISABLED' }],
            },
          ],
        },
      },
      SecurityhubAccountHub: {
        Type: 'AWS::SecurityHub::Hub',
        Properties: { EnableDefaultStandards: false },
      },
      SecurityhubStandardsSubscriptionCis: {
        Type: 'AWS::SecurityHub::Standard',
        Properties: { StandardsArn: 'arn:cis' },
      },
      AccessanalyzerAnalyzerAccount: {
        Type: 'AWS::AccessAnalyzer::Analyzer',
        Properties: { AnalyzerName: 'account', Type: 'ACCOUNT' },
      },
      Macie2AccountOn: { Type: 'AWS::Macie::Session', Properties: { Status: 'ENABLED' } },
    }),
  );
});
