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
export const withheldParts = ['QUERY_STRING', 'BODY'] as const;
