import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { originName } from '@bulkhead/config';
import { Construct } from 'constructs';

export interface DomainValidationProps {
  readonly zoneId: string;
  /** The public name. Its `origin.` name is validated too. */
  readonly domain: string;
  /** Whether records that somebody else made for ACM are replaced. ACM asks all of an account for the same ones. */
  readonly takesOver: boolean;
}

/**
 * The records by which ACM believes that the names are ours. ACM asks for the same record in every region of an account,
 * at the first certificate of a name and at every renewal. So these records belong to the zone and not to a certificate
 * of a region: a region that is destroyed takes nothing from the other one, and a region issues certificates without
 * Route 53.
 *
 * Only a certificate tells what its record is, so there is one certificate that nothing uses. It is not renewed, and
 * that harms nothing.
 * https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
export class DomainValidation extends Construct {
  constructor(scope: Construct, id: string, { zoneId, domain, takesOver }: DomainValidationProps) {
    super(scope, id);
    const names = [domain, originName(domain)];
    const [, ...furtherNames] = names;
    const { domainValidationOptions } = new AcmCertificate(this, 'certificate', {
      domainName: domain,
      subjectAlternativeNames: furtherNames,
      validationMethod: 'DNS',
      lifecycle: { createBeforeDestroy: true },
    });

    names.forEach((_, index) => {
      const option = domainValidationOptions.get(index);
      new Route53Record(this, `record-${index}`, {
        zoneId,
        name: option.resourceRecordName,
        type: option.resourceRecordType,
        ttl: 300,
        records: [option.resourceRecordValue],
        ...(takesOver && { allowOverwrite: true }),
      });
    });
  }
}
