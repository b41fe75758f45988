import { BulkheadStack, consume, publish } from '@bulkhead/cdktf';
import { type AuditSettings, regionName, settingsOf } from '@bulkhead/config';
import { alerting, auditBucket, auditTrail } from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { TerraformResource } from 'cdktf';
import { type Construct } from 'constructs';
import { AccountSettings } from './constructs/audit/account/account-settings';
import { type AuditScope, type Topics } from './constructs/audit/audit-scope';
import { ConfigRules } from './constructs/audit/config/config-rules';
import { Recorder } from './constructs/audit/config/recorder';
import { AccessAnalyzer } from './constructs/audit/detectors/access-analyzer';
import { GuardDuty } from './constructs/audit/detectors/guard-duty';
import { Macie } from './constructs/audit/detectors/macie';
import { SecurityHub } from './constructs/audit/detectors/security-hub';
import { FilterAlarms } from './constructs/audit/filters/filter-alarms';
import { EventRules } from './constructs/audit/heard/event-rules';
import { findings } from './constructs/audit/heard/findings';
import { guards } from './constructs/audit/heard/guards';
import { ForwardedSignIns, rootSignIn } from './constructs/audit/heard/root-sign-in';
import { AuditStore } from './constructs/audit/store/audit-store';
import { Trail } from './constructs/audit/trail/trail';

/**
 * What was done in a region, and by whom, kept where nobody can change it; and what is heard of it at once. The trail of
 * all regions is in the primary region. The DR region has the copy of its files, and everything that is regional.
 */
export class AuditStack extends BulkheadStack {
  private readonly audit: AuditScope;

  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role, tags } = context;
    const settings = settingsOf(environment, 'observability', 'audit');
    const topics = consume(this, alerting);
    this.audit = {
      nameScope,
      isProtected: environment.protected,
      isPrimary: role === 'primary',
      hasDrRegion: regionName(environment, 'dr') !== undefined,
      owner: tags['bulkhead:owner'] ?? '',
    };

    const store = this.store(settings);
    if (store) this.trail(settings, store, topics);
    const recorder = store && this.config(settings, store);
    this.detectors(settings, recorder);
    if (settings.accountSettings.managedBy === 'environment')
      new AccountSettings(this, 'account', {
        settings: settings.accountSettings,
        isPrimary: this.audit.isPrimary,
      });
    if (recorder) this.rules(settings, recorder);
    this.heard(settings, topics);
  }

  /** Undefined if the environment itself records nothing. */
  private store(settings: AuditSettings): AuditStore | undefined {
    if (settings.trail.managedBy === 'organization' && settings.config.managedBy === 'organization')
      return undefined;
    const store = new AuditStore(this, 'store', { ...this.audit, settings });
    if (store.trail) {
      publish(this, auditBucket, {
        bucketName: store.trail.bucket.bucket,
        bucketArn: store.trail.bucket.arn,
        keyArn: store.keyArn,
      });
    }
    return store;
  }

  private trail(settings: AuditSettings, { trail: bucket, keyArn }: AuditStore, topics: Topics): void {
    if (!bucket || !this.audit.isPrimary) return;
    const { trail, logGroupName } = new Trail(this, 'trail', {
      ...this.audit,
      environment: this.context.environment,
      settings: settings.trail,
      bucket,
      keyArn,
    });
    new FilterAlarms(this, 'filters', { ...this.audit, topics, logGroupName });
    publish(this, auditTrail, { trailArn: trail.arn, logGroupName });
  }

  private config(settings: AuditSettings, { config: bucket, keyArn }: AuditStore): Recorder | undefined {
    if (!bucket) return undefined;
    const recorder = new Recorder(this, 'config', {
      ...this.audit,
      settings: settings.config,
      bucket,
      keyArn,
    });
    return recorder;
  }

  /** @emulator The rules wait for the recorder alone: some of what they look at is left out. */
  private rules(settings: AuditSettings, recorder: Recorder): void {
    const isEmulated = this.context.environment.target === 'emulator';
    const after = (isEmulated ? [] : ['trail', 'guard-duty', 'security-hub', 'account'])
      .flatMap((id) => this.node.tryFindChild(id)?.node.findAll() ?? [])
      .filter((each) => TerraformResource.isTerraformResource(each));
    new ConfigRules(this, 'config-rules', { ...this.audit, settings, recorder, after });
  }

  private detectors(settings: AuditSettings, recorder: Recorder | undefined): void {
    const { guardDuty, securityHub, accessAnalyzer, macie } = settings;
    const { nameScope } = this.audit;
    if (guardDuty.managedBy === 'environment') new GuardDuty(this, 'guard-duty', { settings: guardDuty });
    if (securityHub.managedBy === 'environment')
      new SecurityHub(this, 'security-hub', {
        nameScope,
        settings: securityHub,
        recording: recorder?.running,
      });
    if (accessAnalyzer.managedBy === 'environment')
      new AccessAnalyzer(this, 'access-analyzer', { nameScope });
    if (macie?.managedBy === 'environment') new Macie(this, 'macie');
  }

  /** Rules hear of a service whoever has switched it on. */
  private heard(settings: AuditSettings, topics: Topics): void {
    const { nameScope, isPrimary } = this.audit;
    new EventRules(this, 'heard', {
      ...this.audit,
      topics,
      events: [...guards(nameScope), ...findings(settings), rootSignIn],
    });
    const global = regionName(this.context.environment, 'global');
    if (isPrimary && global !== undefined && global !== nameScope.region)
      new ForwardedSignIns(this, 'sign-ins', {
        nameScope,
        from: global,
        provider: this.providerOf('global'),
      });
  }
}
