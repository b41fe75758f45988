import { z } from 'zod';

/** https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const longestName = 253;
const longestLabel = 63;

/**
 * The common name of an ACM certificate is its first domain name. Only further names may be longer.
 * https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
 */
const longestCommonName = 64;

/** The first label of the name that CloudFront connects to. It names the load balancers, whichever region serves. */
const originLabel = 'origin';

const label = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** What is wrong with a name in the DNS; undefined if it can have a hosted zone, and hosts below it. */
function problemOf(name: string): string | undefined {
  const labels = name.split('.');
  if (name.length > longestName)
    return `a name of at most ${longestName} characters: the DNS has no longer ones`;
  const long = labels.find(({ length }) => length > longestLabel);
  if (long !== undefined)
    return `labels of at most ${longestLabel} characters between the dots: the DNS has no longer ones`;
  if (!labels.every((each) => label.test(each)))
    return 'a domain name such as app.example.org: a-z, 0-9 and -, labels joined by dots, no dot at the end; other alphabets as xn--…';
  if (/^\d+$/.test(labels.at(-1) ?? ''))
    return 'a domain name such as app.example.org, and no IP address: no top-level domain consists of digits';
  if (labels.length < 2)
    return 'a domain below a top-level domain, such as example.org: nobody else can have a top-level domain';
  return undefined;
}

/** The name of a hosted zone, or a name in one, in lower case. */
export const domainName = z.string().superRefine((name, refinement) => {
  const allowed = problemOf(name);
  if (allowed !== undefined) refinement.addIssue({ code: 'custom', params: { allowed } });
});

/** A domain name that is the common name of a certificate. */
export const publicName = domainName.superRefine((name, refinement) => {
  if (problemOf(name) !== undefined || name.length <= longestCommonName) return;
  refinement.addIssue({
    code: 'custom',
    params: {
      allowed: `a name of at most ${longestCommonName} characters: the common name of an ACM certificate is no longer`,
    },
  });
});

/** Whether a name is the name of a zone, or below it. */
export function isIn(name: string, zoneName: string): boolean {
  return name === zoneName || name.endsWith(`.${zoneName}`);
}

/**
 * The name of the load balancers of a domain. CloudFront connects to it, and DNS moves it between the regions.
 *
 * @param domain public name, such as `app.example.org`
 */
export function originName(domain: string): string {
  return `${originLabel}.${domain}`;
}
