import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { Construct } from 'constructs';

/**
 * A certificate in the region of the stack, as soon as ACM has issued it. The records by which ACM issues it are in `zone`.
 * Other names make another certificate: whoever uses this one gets the other one, and then this one is deleted.
 */
export class IssuedCertificate extends Construct {
  /** ARN of the certificate, as soon as ACM has issued it. */
  readonly arn: string;

  /** @param names of the certificate; the first one is its common name */
  constructor(scope: Construct, id: string, names: readonly [string, ...string[]]) {
    super(scope, id);
    const certificate = new AcmCertificate(this, 'certificate', {
      domainName: names[0],
      // With the first name: Terraform keeps the names of the certificate where none are written, so that a former name
      // would stay in it, and ACM would not renew it once the records of that name are gone.
      subjectAlternativeNames: [...names],
      validationMethod: 'DNS',
      // A listener and a distribution have a certificate at any time, and ACM deletes none that is in use.
      lifecycle: { createBeforeDestroy: true },
    });
    this.arn = new AcmCertificateValidation(this, 'issued', {
      certificateArn: certificate.arn,
      // ACM looks for the records every few minutes. Waiting longer helps only if somebody delegates the zone meanwhile.
      timeouts: { create: '30m' },
    }).certificateArn;
  }
}
