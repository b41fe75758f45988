import { BulkheadStack, publish } from '@bulkhead/cdktf';
import { publicNamesOf, settingsOf, zoneNameOf } from '@bulkhead/config';
import { zone } from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { CertificateAuthorities } from './constructs/certificate-authorities';
import { DomainValidation } from './constructs/domain-validation';
import { HostedZone } from './constructs/hosted-zone';
import { QueryLog } from './constructs/query-log';
import { ZoneSigning } from './constructs/zone-signing';

/**
 * The public name: its hosted zone, who may issue certificates for it, and the proof that it is ours. Where the
 * environment asks for it, queries are logged and answers are signed.
 */
export class ZoneStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope } = context;
    const isProtected = environment.protected;
    const settings = settingsOf(environment, 'cdn-dns', 'zone');
    const { takesOver } = settings;
    const zoneName = zoneNameOf(settings);

    const { zoneId, nameServers } = new HostedZone(this, 'hosted-zone', {
      zoneName,
      hostedZoneId: settings.hostedZoneId,
      environment: environment.name,
      isProtected,
    });
    for (const domain of publicNamesOf(settings)) {
      new CertificateAuthorities(this, `authorities-${domain}`, {
        zoneId,
        domain,
        issuers: settings.caaIssuers,
        takesOver,
      });
      new DomainValidation(this, `validation-${domain}`, { zoneId, domain, takesOver });
    }
    if (settings.queryLogRetentionDays !== undefined) {
      new QueryLog(this, 'query-log', {
        nameScope,
        zoneId,
        retentionDays: settings.queryLogRetentionDays,
        isProtected,
      });
    }
    if (settings.dnssec) new ZoneSigning(this, 'signing', { nameScope, zoneId, isProtected });

    publish(this, zone, { zoneId, zoneName, nameServers });
  }
}
