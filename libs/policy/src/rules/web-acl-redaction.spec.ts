import { policyResource } from '../testing';
import { redacted, substituted } from './examples';
import { ruleCases } from './rule-cases';
import { webAclRedaction } from './web-acl-redaction';

const logging = (properties: object) => [
  policyResource('Logging', 'AWS::WAFv2::LoggingConfiguration', {
    LogDestinationConfigs: [{ 'Bulkhead::Parameter': '/a' }],
    ...properties,
  }),
];
const header = (Name: string) => ({ SingleHeader: { Name } });
const withoutQuery = { QueryString: {} };
const headers = ['Authorization', 'Cookie', 'Referer'].map(header);

const acl = (protections?: readonly object[]) => [
  policyResource('Acl', 'AWS::WAFv2::WebACL', {
    Scope: 'REGIONAL',
    ...(protections && { DataProtectionConfig: { DataProtections: protections } }),
  }),
];
const [theHeaders, ...theParts] = substituted;
const ofHeaders = (keys: readonly string[]) => ({
  Action: 'SUBSTITUTION',
  Field: { FieldType: 'SINGLE_HEADER', FieldKeys: keys },
});

ruleCases(webAclRedaction, {
  compliant: {
    'a log that leaves everything out': logging(redacted),
    'headers in other letters': logging({ RedactedFields: [...headers, withoutQuery] }),
    'a web ACL that replaces everything': acl(substituted),
    'a web ACL that replaces every header': acl([
      { Action: 'SUBSTITUTION', Field: { FieldType: 'SINGLE_HEADER' } },
      ...theParts,
    ]),
  },
  nonCompliant: {
    'a log of everything': logging({}),
    'a log of cookies': logging({
      RedactedFields: [header('authorization'), header('referer'), withoutQuery],
    }),
    'a log of the header authorization': logging({ RedactedFields: [...headers.slice(1), withoutQuery] }),
    'a log of the page that users came from': logging({
      RedactedFields: [...headers.slice(0, 2), withoutQuery],
    }),
    'a log of the query': logging({ RedactedFields: [...headers, { UriPath: {} }] }),
    'sampled requests of everything': acl(),
    'sampled requests with cookies': acl([ofHeaders(['authorization', 'referer']), ...theParts]),
    'sampled requests with the query': acl([theHeaders ?? {}, ...theParts.slice(1)]),
    'matches with the body': acl([theHeaders ?? {}, ...theParts.slice(0, 1)]),
    'one argument of the query only': acl([
      theHeaders ?? {},
      { Action: 'SUBSTITUTION', Field: { FieldType: 'QUERY_STRING', FieldKeys: ['name'] } },
      ...theParts.slice(1),
    ]),
  },
});
