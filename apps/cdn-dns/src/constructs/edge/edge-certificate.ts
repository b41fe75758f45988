import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { Construct } from 'constructs';

/**
 * The certificate that users see, in us-east-1, where CloudFront looks for it. A distribution has one certificate, so this
 * one has every public name. Other names make another certificate: the distribution gets it, and then the earlier one is
 * deleted. The records by which ACM issues it are in `zone`.
 */
export class EdgeCertificate extends Construct {
  /** ARN of the certificate, as soon as ACM has issued it. */
  readonly issuedArn: string;

  /** @param names the public names; the first one is the name that users type */
  constructor(scope: Construct, id: string, names: readonly string[]) {
    super(scope, id);
    const [domainName = '', ...furtherNames] = names;
    const certificate = new AcmCertificate(this, 'certificate', {
      domainName,
      ...(furtherNames.length > 0 && { subjectAlternativeNames: furtherNames }),
      validationMethod: 'DNS',
      // CloudFront has a certificate at any time, and ACM deletes none that is in use.
      lifecycle: { createBeforeDestroy: true },
    });
    this.issuedArn = new AcmCertificateValidation(this, 'issued', {
      certificateArn: certificate.arn,
      // ACM looks for the records every few minutes. Waiting longer helps only if somebody delegates the zone meanwhile.
      timeouts: { create: '30m' },
    }).certificateArn;
  }
}
