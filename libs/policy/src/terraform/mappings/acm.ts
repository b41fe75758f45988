import {
  alike,
  listOfTags,
  type MappingTable,
  noCounterpart,
  ref,
  resource,
  sameAs,
  terraformOnly,
  without,
} from '../mapping';
import { blocks, blocksIn, property } from '../shapes';

/** Certificates. */
export const acm: MappingTable = {
  aws_acm_certificate: resource(
    'AWS::CertificateManager::Certificate',
    {
      ...alike(
        'certificate_authority_arn',
        'domain_name',
        'key_algorithm',
        'subject_alternative_names',
        'validation_method',
      ),
      early_renewal_duration: without('when a private certificate is renewed'),
      options: property('CertificateTransparencyLoggingPreference', (value, scope) =>
        scope.evaluate(blocksIn(value)[0]?.['certificate_transparency_logging_preference']),
      ),
      validation_option: blocks('DomainValidationOptions', alike('domain_name', 'validation_domain')),
    },
    {
      tags: listOfTags,
      // The records that prove who owns the domain. CloudFormation creates them itself.
      attributes: { arn: ref, domain_validation_options: terraformOnly('DomainValidationOptions') },
    },
  ),
  aws_acm_certificate_validation: noCounterpart(
    'waits until a certificate is issued, which CloudFormation does by itself',
    { certificate_arn: sameAs('certificate_arn'), id: sameAs('certificate_arn') },
  ),
};
