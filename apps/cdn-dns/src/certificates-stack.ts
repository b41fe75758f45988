import { BulkheadStack, publish } from '@bulkhead/cdktf';
import { originName, settingsOf } from '@bulkhead/config';
import { certificate, formerCertificate } from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { IssuedCertificate } from './constructs/issued-certificate';

/**
 * The certificates of the region's load balancers. The stack asks ACM of its own region and nothing else: the records
 * that ACM looks for are in `zone`, which this stack follows.
 */
export class CertificatesStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment } = context;
    const { domain, formerDomain } = settingsOf(environment, 'cdn-dns', 'zone');
    // Another public name is another certificate, with another address in the state. So the one that load balancers have
    // stays until the environment no longer names it.
    const arnOf = (name: string) => new IssuedCertificate(this, name, [name, originName(name)]).arn;

    publish(this, certificate, { arn: arnOf(domain) });
    if (formerDomain !== undefined) publish(this, formerCertificate, { arn: arnOf(formerDomain) });
  }
}
