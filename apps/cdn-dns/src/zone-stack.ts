import { BulkheadStack, publish } from '@bulkhead/cdktf';
import { publicNamesOf, settingsOf, zoneNameOf } from '@bulkhead/config';
import { zone } from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { CertificateAuthorities } from './constructs/certificate-authorities';
import { DomainValidation } from './constructs/domain-validation';
import { HostedZone } from './constructs/hosted-zone';

/** The public name: its hosted zone, who may issue certificates for it, and the proof that it is ours. */
export class ZoneStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment } = context;
    const settings = settingsOf(environment, 'cdn-dns', 'zone');
    const zoneName = zoneNameOf(settings);

    const { zoneId, nameServers } = new HostedZone(this, 'hosted-zone', {
      zoneName,
      hostedZoneId: settings.hostedZoneId,
      environment: environment.name,
      isProtected: environment.protected,
    });
    for (const domain of publicNamesOf(settings)) {
      new CertificateAuthorities(this, `authorities-${domain}`, {
        zoneId,
        domain,
        issuers: settings.caaIssuers,
      });
      new DomainValidation(this, `validation-${domain}`, { zoneId, domain });
    }

    publish(this, zone, { zoneId, zoneName, nameServers });
  }
}
