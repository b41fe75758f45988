import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { originName } from '@bulkhead/config';
import { Construct } from 'constructs';

/**
 * The certificate of a public name and its `origin.` name. It never changes: another public name is another certificate,
 * with another address in the state. So the one that load balancers have stays until the environment no longer names it.
 */
export class RegionalCertificate extends Construct {
  private readonly certificate: AcmCertificate;

  constructor(scope: Construct, id: string, { domain }: { readonly domain: string }) {
    super(scope, id);
    this.certificate = new AcmCertificate(this, 'certificate', {
      domainName: domain,
      subjectAlternativeNames: [originName(domain)],
      validationMethod: 'DNS',
      // A listener has a certificate at any time. What forces a replacement must not take it away first.
      lifecycle: { createBeforeDestroy: true },
    });
  }

  /** ARN of the certificate, as soon as ACM has issued it. The records for that are in `zone`. */
  issuedArn(): string {
    return new AcmCertificateValidation(this, 'issued', {
      certificateArn: this.certificate.arn,
      // ACM looks for the records every few minutes. Waiting longer helps only if somebody delegates the zone meanwhile.
      timeouts: { create: '30m' },
    }).certificateArn;
  }
}
