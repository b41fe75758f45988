import { z } from 'zod';
import { eachOnce } from '../../values/each-once';
import { retention } from '../../values/retention';
import { text } from '../../values/text';
import { domainName, publicName } from './domain-name';

/**
 * The domain by which a CAA record names Amazon as an issuer. One of Amazon's four domains is enough.
 * https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html
 */
export const amazonIssuer = 'amazon.com';

/** Settings of `cdn-dns`, stack `zone`. An environment without a domain has no such settings. */
export const zoneSchema = z.strictObject({
  /**
   * The name that users type, such as `app.example.org`. No other environment may have it.
   *
   * @change an interruption, unless `formerDomain` keeps the earlier name: the README of `cdn-dns` has the order
   */
  domain: publicName,
  /**
   * The name that users typed before `domain` was changed. As long as it is set, the earlier name is served too.
   *
   * @default only `domain` is served
   */
  formerDomain: publicName.optional(),
  /**
   * Name of the hosted zone with the records: `domain`, or a name above it.
   *
   * @default `domain`
   * @change the zone is replaced with all of its records; refused if it is protected
   */
  zoneName: domainName.optional(),
  /**
   * Id of a hosted zone of this account that exists already. The stack then adds records to it, and never deletes it.
   *
   * @default the stack creates the zone, and somebody delegates the name to its name servers
   * @change the zone that the stack created is deleted; refused if it is protected
   */
  hostedZoneId: text(/^[A-Z0-9]{1,32}$/, 'the id of a hosted zone, such as Z0123456789ABCDEFGHIJ').optional(),
  /**
   * Whether records of an adopted zone are replaced if they have a name of ours. Set it for the first deploy of a name
   * that users have already, and take it out afterwards: Route 53 replaces each record at once, so that the name never
   * goes without an answer. A CNAME record is not replaced, since no other record may be beside it.
   */
  takesOver: z.boolean().default(false),
  /**
   * The certificate authorities that may issue certificates for the domain, as CAA records name them.
   * https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html
   */
  caaIssuers: z.array(domainName).min(1).max(20).superRefine(eachOnce).default([amazonIssuer]),
  /**
   * How long the log of DNS queries is kept, in days. The log has the names that were asked for, and the resolvers that
   * asked. An adopted zone has no log, because its owner decides about it.
   *
   * @default queries are not logged
   */
  queryLogRetentionDays: retention.optional(),
  /**
   * Whether the zone is signed (DNSSEC). The chain of trust begins when somebody gives the DS record to the parent of
   * the zone. Before the signing is switched off, this DS record has to be gone for as long as resolvers keep it.
   */
  dnssec: z.boolean().default(false),
  /**
   * Whether records can be changed within an hour while us-east-1 is away. The provider cannot switch it on: the
   * preflight says whether it is on, and prints the command.
   * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/accelerated-recovery.html
   */
  acceleratedRecovery: z.boolean().default(true),
});

export type ZoneSettings = z.infer<typeof zoneSchema>;

/** Name of the hosted zone with the records of an environment. */
export function zoneNameOf({ domain, zoneName = domain }: Pick<ZoneSettings, 'domain' | 'zoneName'>): string {
  return zoneName;
}

/** The public names that are served: the domain, and the earlier one as long as users may have it. */
export function publicNamesOf({
  domain,
  formerDomain,
}: Pick<ZoneSettings, 'domain' | 'formerDomain'>): [string, ...string[]] {
  return formerDomain === undefined ? [domain] : [domain, formerDomain];
}
