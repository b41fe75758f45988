import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';

export interface CertificateAuthoritiesProps {
  readonly zoneId: string;
  /** The public name that the record is for. It counts for all names below, too. */
  readonly domain: string;
  /** Domains of the authorities, as each states its own: `amazon.com` for ACM. */
  readonly issuers: readonly string[];
  /** Whether a record of somebody else is replaced. */
  readonly takesOver: boolean;
}

/**
 * The authorities that may issue certificates for a name. The record is at the public name and not at the zone, whose
 * other names may have certificates of others.
 * https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html
 */
export class CertificateAuthorities extends Construct {
  constructor(scope: Construct, id: string, props: CertificateAuthoritiesProps) {
    super(scope, id);
    const { zoneId, domain, issuers, takesOver } = props;
    new Route53Record(this, 'caa', {
      zoneId,
      name: domain,
      type: 'CAA',
      // Five minutes: a change of the issuers counts soon, and authorities ask rarely.
      ttl: 300,
      records: issuers.map((issuer) => `0 issue "${issuer}"`),
      ...(takesOver && { allowOverwrite: true }),
    });
  }
}
