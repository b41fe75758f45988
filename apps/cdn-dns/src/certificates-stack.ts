import { BulkheadStack, publish } from '@bulkhead/cdktf';
import { settingsOf } from '@bulkhead/config';
import { certificate, formerCertificate } from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { RegionalCertificate } from './constructs/regional-certificate';

/**
 * The certificates of the region's load balancers. The stack asks ACM of its own region and nothing else: the records
 * that ACM looks for are in `zone`, which this stack follows.
 */
export class CertificatesStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment } = context;
    const { domain, formerDomain } = settingsOf(environment, 'cdn-dns', 'zone');
    const certificateOf = (name: string) => new RegionalCertificate(this, name, { domain: name });

    publish(this, certificate, { arn: certificateOf(domain).issuedArn() });
    if (formerDomain !== undefined)
      publish(this, formerCertificate, { arn: certificateOf(formerDomain).issuedArn() });
  }
}
