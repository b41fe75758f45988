/**
 * Headers of a request that no log may have. The first two authenticate a user. The third is the page that the user came
 * from, with its query.
 */
export const withheldHeaders = ['authorization', 'cookie', 'referer'] as const;

/**
 * Parts of a request that no log and no sampled request may have, as WAF calls them: they may name a patient. A rule that
 * matches logs the text that it matched, also out of a body.
 * https://docs.aws.amazon.com/waf/latest/developerguide/logging-fields.html
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_FieldToProtect.html
 */
const withheldParts = ['QUERY_STRING', 'BODY'] as const;

/** How WAF replaces a part of a request with a constant wherever it shows a request. */
export interface DataProtection {
  readonly action: 'SUBSTITUTION';
  /** The part, and names within it, such as those of headers. Without names, it is the whole part. */
  readonly field: { readonly fieldType: string; readonly fieldKeys?: string[] };
  readonly excludeRuleMatchDetails: false;
  readonly excludeRateBasedDetails: false;
}

/**
 * The data protections of a web ACL, as both engines describe them: the headers and the parts that no log may have.
 * https://docs.aws.amazon.com/waf/latest/developerguide/data-protection-masking.html
 */
export function dataProtections(): DataProtection[] {
  const fields = [
    { fieldType: 'SINGLE_HEADER', fieldKeys: [...withheldHeaders] },
    ...withheldParts.map((fieldType) => ({ fieldType })),
  ];
  return fields.map((field) => ({
    action: 'SUBSTITUTION',
    field,
    excludeRuleMatchDetails: false,
    excludeRateBasedDetails: false,
  }));
}
