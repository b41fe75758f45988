import { type AuditSettings } from '@bulkhead/config';
import { Construct } from 'constructs';
import { type AuditScope } from '../audit-scope';
import { AccessLogBucket } from './access-log-bucket';
import { AuditKey } from './audit-key';
import { ConfigBucket } from './config-bucket';
import { TrailBucket } from './trail-bucket';

export interface AuditStoreProps extends AuditScope {
  readonly settings: AuditSettings;
}

/** The buckets of the audit of a region, with their key: for what the environment itself records. */
export class AuditStore extends Construct {
  readonly keyArn: string;
  /** Undefined if somebody else has the trail. */
  readonly trail: TrailBucket | undefined;
  /** Undefined if somebody else has AWS Config. */
  readonly config: ConfigBucket | undefined;

  constructor(scope: Construct, id: string, { settings, ...audit }: AuditStoreProps) {
    super(scope, id);
    const hasTrail = settings.trail.managedBy === 'environment';
    const hasConfig = settings.config.managedBy === 'environment';
    const { files } = settings.trail;
    const { deleteFilesAfterDays } = settings.config;

    const { key } = new AuditKey(this, 'encryption', {
      ...audit,
      forTrail: hasTrail && audit.isPrimary,
      forConfig: hasConfig,
    });
    this.keyArn = key.arn;
    const accessLogs = new AccessLogBucket(this, 'access-log-bucket', {
      ...audit,
      deleteAfterDays: hasTrail ? files.deleteAfterDays : deleteFilesAfterDays,
    });
    const shared = { ...audit, keyArn: key.arn, accessLogs };
    this.trail = hasTrail ? new TrailBucket(this, 'trail-bucket', { ...shared, settings: files }) : undefined;
    this.config = hasConfig
      ? new ConfigBucket(this, 'config-bucket', { ...shared, deleteAfterDays: deleteFilesAfterDays })
      : undefined;
  }
}
