import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Route53HostedZoneDnssec } from '@cdktf/provider-aws/lib/route53-hosted-zone-dnssec';
import { Route53KeySigningKey } from '@cdktf/provider-aws/lib/route53-key-signing-key';
import { keyPolicy, route53Dnssec } from '@bulkhead/kms-policies';
import { keyAlias, keySigningKeyName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

export interface ZoneSigningProps {
  /** The scope of the names. Route 53 takes keys of us-east-1 only. */
  readonly nameScope: NameScope;
  readonly zoneId: string;
  readonly isProtected: boolean;
}

/**
 * Signs the answers of the zone (DNSSEC). Terraform creates the key, its key-signing key and the signing in this order,
 * and removes them the other way round: Route 53 deletes no key that signs.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html
 */
export class ZoneSigning extends Construct {
  constructor(scope: Construct, id: string, { nameScope, zoneId, isProtected }: ZoneSigningProps) {
    super(scope, id);
    const { account, environment } = nameScope;
    const key = new KmsKey(this, 'key', {
      description: `DNSSEC of Bulkhead environment ${environment}`,
      customerMasterKeySpec: 'ECC_NIST_P256',
      keyUsage: 'SIGN_VERIFY',
      policy: JSON.stringify(
        keyPolicy({
          account,
          rootAccess: 'administration',
          statements: [route53Dnssec({ account, hostedZoneId: zoneId })],
        }),
      ),
      // KMS rotates no asymmetric key.
      enableKeyRotation: false,
      // In days, the maximum of KMS: a zone whose key is lost answers nobody who validates.
      deletionWindowInDays: 30,
      lifecycle: { preventDestroy: isProtected },
    });
    new KmsAlias(this, 'alias', { name: keyAlias(nameScope, 'dnssec'), targetKeyId: key.keyId });

    const keySigningKey = new Route53KeySigningKey(this, 'key-signing-key', {
      hostedZoneId: zoneId,
      name: keySigningKeyName(nameScope, 'dnssec'),
      keyManagementServiceArn: key.arn,
      // The parent of the zone names this key in its DS record.
      lifecycle: { preventDestroy: isProtected },
    });
    new Route53HostedZoneDnssec(this, 'signing', {
      hostedZoneId: keySigningKey.hostedZoneId,
      // While the parent of the zone has its DS record, a zone that is not signed answers nobody who validates.
      lifecycle: { preventDestroy: isProtected },
      dependsOn: [keySigningKey],
    });
  }
}
