import { isIn } from './domain-name';

/**
 * Top-level domains that the DNS of the internet will never have.
 * https://www.rfc-editor.org/rfc/rfc2606#section-2, https://www.rfc-editor.org/rfc/rfc6761,
 * https://www.rfc-editor.org/rfc/rfc6762 (local), https://www.rfc-editor.org/rfc/rfc7686 (onion),
 * https://www.rfc-editor.org/rfc/rfc9476 (alt), https://www.icann.org/en/board-activities-and-meetings/materials/approved-resolutions-special-meeting-of-the-icann-board-29-07-2024-en (internal)
 */
const reservedTopLevelDomains = [
  'test',
  'example',
  'invalid',
  'localhost',
  'local',
  'onion',
  'alt',
  'internal',
];

/** The examples of RFC 2606. Route 53 refuses a hosted zone of such a name with `InvalidDomainName`. */
const exampleDomains = ['example.com', 'example.net', 'example.org'];

/**
 * Domains of AWS, in most of which its services name what customers have. Nobody else gets a zone or a certificate there.
 * https://publicsuffix.org/list/public_suffix_list.dat has the top-level domains, and most others in its section "Amazon".
 */
const domainsOfAws = [
  'aws',
  'amazon',
  'amazonaws.com',
  'amazonaws.com.cn',
  'amazonaws.eu',
  'amplifyapp.com',
  'awsapprunner.com',
  'awsapps.com',
  'awsglobalaccelerator.com',
  'amazoncognito.com',
  'cloudfront.net',
  'elasticbeanstalk.com',
];

/** Whether a name is a domain of AWS itself, or in one. */
export function isOfAws(name: string): boolean {
  return domainsOfAws.some((domain) => isIn(name, domain));
}

/** Whether nobody on the internet can reach a name, because its top-level domain is reserved. */
export function isReserved(name: string): boolean {
  return reservedTopLevelDomains.includes(name.slice(name.lastIndexOf('.') + 1));
}

/** Whether Route 53 refuses a hosted zone of a name, because the name is an example of everybody. */
export function isExampleOfEverybody(zoneName: string): boolean {
  return exampleDomains.includes(zoneName);
}
