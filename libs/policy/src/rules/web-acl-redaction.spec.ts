import { policyResource } from '../testing';
import { redacted } from './examples';
import { ruleCases } from './rule-cases';
import { webAclRedaction } from './web-acl-redaction';

const logging = (properties: object) => [
  policyResource('Logging', 'AWS::WAFv2::LoggingConfiguration', {
    LogDestinationConfigs: [{ 'Bulkhead::Parameter': '/a' }],
    ...properties,
  }),
];
const header = (Name: string) => ({ SingleHeader: { Name } });

ruleCases(webAclRedaction, {
  compliant: {
    'both headers left out': logging(redacted),
    'both, in other letters': logging({ RedactedFields: [header('Authorization'), header('Cookie')] }),
  },
  nonCompliant: {
    'every header': logging({}),
    cookies: logging({ RedactedFields: [header('authorization')] }),
    'the header authorization': logging({ RedactedFields: [header('cookie'), { UriPath: {} }] }),
  },
});
