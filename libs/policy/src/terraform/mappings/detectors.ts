import {
  alike,
  getAtt,
  listOfTags,
  type MappingTable,
  partOf,
  ref,
  resource,
  timeouts,
  without,
} from '../mapping';
import { blocks } from '../shapes';

/** What looks for threats and for weaknesses: GuardDuty, Security Hub, IAM Access Analyzer, Macie. */
export const detectors: MappingTable = {
  aws_guardduty_detector: resource(
    'AWS::GuardDuty::Detector',
    {
      ...alike('enable', 'finding_publishing_frequency'),
      datasources: without('the provider deprecates it: features are resources of their own'),
    },
    { tags: listOfTags },
  ),
  aws_guardduty_detector_feature: partOf(
    'detector_id',
    {
      ...alike('name', 'status'),
      additional_configuration: blocks('AdditionalConfiguration', alike('name', 'status')),
    },
    { itemOf: 'Features' },
  ),
  aws_securityhub_account: resource(
    'AWS::SecurityHub::Hub',
    alike('auto_enable_controls', 'control_finding_generator', 'enable_default_standards'),
    { attributes: { arn: ref } },
  ),
  aws_securityhub_standards_subscription: resource('AWS::SecurityHub::Standard', {
    ...alike('standards_arn'),
    ...timeouts,
  }),
  aws_accessanalyzer_analyzer: resource('AWS::AccessAnalyzer::Analyzer', alike('analyzer_name', 'type'), {
    tags: listOfTags,
    attributes: { arn: getAtt('Arn') },
  }),
  aws_macie2_account: resource('AWS::Macie::Session', alike('finding_publishing_frequency', 'status')),
};
