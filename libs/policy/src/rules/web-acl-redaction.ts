import { isText, valueAt, valuesAt } from '../reading/properties';
import { resourceRule } from './resource-rule';

/**
 * Headers that authenticate a user, so that who reads them in a log can take the place of the user; and the page that the
 * user came from, with its query.
 */
const withheldHeaders = ['authorization', 'cookie', 'referer'];

/** Parts of a request that may name a patient. A rule that matches also logs the text that it matched. */
const withheldParts = ['QUERY_STRING', 'BODY'];

/**
 * A log of a web ACL has every header and the query of a request, unless it leaves them out. Sampled requests and the
 * details of a match have what the data protection of the web ACL does not replace.
 * https://docs.aws.amazon.com/waf/latest/developerguide/logging-fields.html
 * https://docs.aws.amazon.com/waf/latest/developerguide/data-protection-examples.html
 */
export const webAclRedaction = resourceRule({
  id: 'web-acl-redaction',
  title: 'What a web ACL logs of a request authenticates no user and names no patient.',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(d)'],
  types: ['AWS::WAFv2::LoggingConfiguration', 'AWS::WAFv2::WebACL'],
  judge: ({ type, properties }) =>
    type === 'AWS::WAFv2::WebACL' ? shownBy(properties) : loggedBy(properties),
});

type Properties = Readonly<Record<string, unknown>>;

function loggedBy(properties: Properties): string[] {
  const redacted = lowerCase(valuesAt(properties, 'RedactedFields.SingleHeader.Name'));
  return [
    ...withheldHeaders
      .filter((header) => !redacted.includes(header))
      .map((header) => `It logs the header ${header}: name the header in RedactedFields.`),
    ...(valuesAt(properties, 'RedactedFields.QueryString').length > 0
      ? []
      : ['It logs the query: name QueryString in RedactedFields.']),
  ];
}

function shownBy(properties: Properties): string[] {
  const protections = valuesAt(properties, 'DataProtectionConfig.DataProtections') as Properties[];
  const keysOf = (part: string) =>
    protections
      .filter((protection) => valueAt(protection, 'Field.FieldType') === part)
      .map((protection) => lowerCase(valuesAt(protection, 'Field.FieldKeys')));
  // Without keys, the whole part is replaced.
  const isReplaced = (part: string, key?: string) =>
    keysOf(part).some((keys) => keys.length === 0 || (key !== undefined && keys.includes(key)));
  return [
    ...withheldHeaders
      .filter((header) => !isReplaced('SINGLE_HEADER', header))
      .map((header) => `Sampled requests have the header ${header}: add it to DataProtectionConfig.`),
    ...withheldParts
      .filter((part) => !isReplaced(part))
      .map((part) => `Sampled requests and matches have the ${part}: add it to DataProtectionConfig.`),
  ];
}

const lowerCase = (values: readonly unknown[]) => values.filter(isText).map((value) => value.toLowerCase());
