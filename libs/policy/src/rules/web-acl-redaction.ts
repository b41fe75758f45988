import { isText, valuesAt } from '../reading/properties';
import { resourceRule } from './resource-rule';

/** Headers that authenticate a user. Who reads them in a log can take the place of the user. */
const secretHeaders = ['authorization', 'cookie'];

/**
 * The log of a web ACL has every header of a request that it does not leave out.
 * https://docs.aws.amazon.com/waf/latest/developerguide/logging-management.html
 */
export const webAclRedaction = resourceRule({
  id: 'web-acl-redaction',
  title: 'The log of a web ACL has no headers that authenticate a user.',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(d)'],
  types: ['AWS::WAFv2::LoggingConfiguration'],
  judge: ({ properties }) => {
    const redacted = valuesAt(properties, 'RedactedFields.SingleHeader.Name')
      .filter(isText)
      .map((name) => name.toLowerCase());
    return secretHeaders
      .filter((header) => !redacted.includes(header))
      .map((header) => `It logs the header ${header}: name the header in RedactedFields.`);
  },
});
