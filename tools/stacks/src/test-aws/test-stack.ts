import { randomUUID } from 'node:crypto';
import { TestRefusal } from './query-protocol';
import { type TemplateResource, type TestObjects } from './test-objects';
import { outputsOf, parametersOf, workedOut } from './worked-out-template';

/** Why CloudFormation fails at a resource, by operation. */
export type ResourceFaults = Partial<Record<'create' | 'update' | 'delete' | 'rollback', string>>;

interface TestResource {
  readonly logicalId: string;
  physicalId: string;
  readonly template: TemplateResource;
  status: string;
  reason?: string;
}

interface TestEvent {
  readonly EventId: string;
  readonly StackId: string;
  readonly StackName: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId: string;
  readonly ResourceType: string;
  readonly Timestamp: Date;
  readonly ResourceStatus: string;
  readonly ResourceStatusReason?: string;
}

export interface TestTemplate {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
}

/** A change set that waits to be executed. */
export interface TestChangeSet {
  readonly id: string;
  readonly name: string;
  readonly body: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const notDeleted = /^(CREATE_COMPLETE|UPDATE_COMPLETE|UPDATE_FAILED|CREATE_FAILED|DELETE_FAILED)$/;

/** One CloudFormation stack: its resources, its events, and the end of each operation on it. */
export class TestStack {
  readonly id: string;
  readonly events: TestEvent[] = [];
  readonly created = new Date();
  resources: TestResource[] = [];
  status = '';
  reason?: string;
  updated?: Date;
  deleted?: Date;
  terminationProtection = false;
  changeSet?: TestChangeSet;
  /** Values by name, as they were given. */
  parameters: Readonly<Record<string, string>> = {};
  body = '{}';

  constructor(
    readonly name: string,
    private readonly objects: TestObjects,
    private readonly faults: Readonly<Record<string, ResourceFaults>>,
    private readonly region: string,
  ) {
    this.id = `arn:aws:cloudformation:${region}:123456789012:stack/${name}/${randomUUID()}`;
  }

  /** Sets the status of the stack itself, and writes the event. */
  become(status: string, reason?: string): void {
    this.status = status;
    this.reason = reason;
    this.event(this.name, this.id, 'AWS::CloudFormation::Stack', status, reason);
  }

  /** The parameters and outputs in CloudFormation's answer. */
  described(): object {
    const { body, parameters } = this;
    const values = Object.entries(parametersOf(body, parameters));
    return {
      Parameters: values.map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
      Outputs: this.status.endsWith('_COMPLETE')
        ? outputsOf(body, { ...this.known(), standing: this.standing() })
        : [],
    };
  }

  /** Creates the resources of the template. Rolls back if that fails. */
  create(body: string, parameters = this.parameters): void {
    this.body = body;
    this.parameters = parameters;
    this.become('CREATE_IN_PROGRESS', 'User Initiated');
    const failed = this.createResources(workedOut(body, this.known()));
    if (!failed) return this.become('CREATE_COMPLETE');
    this.become(
      'ROLLBACK_IN_PROGRESS',
      `The following resource(s) failed to create: [${failed}]. Rollback requested by user.`,
    );
    const kept = this.deleteResources(['Retain']);
    return kept.length > 0
      ? this.become('ROLLBACK_FAILED', `The following resource(s) failed to delete: [${kept.join(', ')}].`)
      : this.become('ROLLBACK_COMPLETE');
  }

  /** @throws TestRefusal if the stack's status does not allow it, or nothing differs */
  update(body: string, parameters = this.parameters): void {
    if (
      !/^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE$|^UPDATE_FAILED$/.test(this.status)
    )
      throw new TestRefusal(
        'ValidationError',
        `Stack:${this.id} is in ${this.status} state and can not be updated.`,
      );
    if (this.isWhatStands(body, parameters))
      throw new TestRefusal('ValidationError', 'No updates are to be performed.');
    const wanted = workedOut(body, this.known(parameters)).Resources ?? {};
    this.updated = new Date();
    this.become('UPDATE_IN_PROGRESS', 'User Initiated');
    for (const resource of this.resources) {
      const fault = this.faults[resource.logicalId]?.update;
      const isChanged = JSON.stringify(wanted[resource.logicalId]) !== JSON.stringify(resource.template);
      if (!fault || !isChanged) continue;
      this.settle(resource, 'UPDATE_FAILED', fault);
      this.become(
        'UPDATE_ROLLBACK_IN_PROGRESS',
        `The following resource(s) failed to update: [${resource.logicalId}].`,
      );
      return this.rollBackUpdate();
    }
    const missing = Object.entries(wanted).filter(
      ([id]) => !this.resources.some((of) => of.logicalId === id),
    );
    this.createResources({ Resources: Object.fromEntries(missing) });
    this.body = body;
    this.parameters = parameters;
    this.become('UPDATE_COMPLETE');
  }

  /** True if an update to it would change nothing. */
  isWhatStands(body: string, parameters: Readonly<Record<string, string>>): boolean {
    const now = JSON.stringify(parametersOf(this.body, this.parameters));
    return body === this.body && JSON.stringify(parametersOf(body, parameters)) === now;
  }

  /** @throws TestRefusal for a stack without such a failed rollback or update */
  continueRollback(from: 'UPDATE_ROLLBACK_FAILED' | 'UPDATE_FAILED', skipped: readonly string[] = []): void {
    if (this.status !== from)
      throw new TestRefusal(
        'ValidationError',
        `Stack:${this.id} is in ${this.status} state and can not be rolled back.`,
      );
    this.become('UPDATE_ROLLBACK_IN_PROGRESS', 'User Initiated');
    this.rollBackUpdate(skipped);
  }

  /** @throws TestRefusal for a protected stack */
  delete(retained: readonly string[] = []): void {
    if (this.terminationProtection)
      throw new TestRefusal(
        'ValidationError',
        `Stack [${this.name}] cannot be deleted while TerminationProtection is enabled`,
      );
    this.become('DELETE_IN_PROGRESS', 'User Initiated');
    for (const resource of this.resources)
      if (retained.includes(resource.logicalId)) this.settle(resource, 'DELETE_SKIPPED');
    // The deletion is not the operation that created the resources.
    const kept = this.deleteResources(['Retain', 'RetainExceptOnCreate']);
    if (kept.length > 0)
      return this.become(
        'DELETE_FAILED',
        `The following resource(s) failed to delete: [${kept.join(', ')}]. `,
      );
    this.deleted = new Date();
    return this.become('DELETE_COMPLETE');
  }

  private rollBackUpdate(skipped: readonly string[] = []): void {
    const failed = this.resources.filter(
      ({ logicalId }) => this.faults[logicalId]?.rollback && !skipped.includes(logicalId),
    );
    for (const resource of failed)
      this.settle(resource, 'UPDATE_FAILED', this.faults[resource.logicalId]?.rollback);
    if (failed.length > 0) {
      const names = failed.map(({ logicalId }) => logicalId).join(', ');
      return this.become('UPDATE_ROLLBACK_FAILED', `The following resource(s) failed to update: [${names}].`);
    }
    for (const resource of this.resources) resource.status = 'UPDATE_COMPLETE';
    this.become('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
    return this.become('UPDATE_ROLLBACK_COMPLETE');
  }

  /** Returns the resource that failed, if one did. Like CloudFormation, cancels the other creations. */
  private createResources({ Resources = {} }: TestTemplate): string | undefined {
    const entries = Object.entries(Resources);
    for (const [index, [logicalId, template]] of entries.entries()) {
      const resource: TestResource = { logicalId, physicalId: '', template, status: '' };
      this.resources.push(resource);
      this.settle(resource, 'CREATE_IN_PROGRESS');
      try {
        const fault = this.faults[logicalId]?.create;
        if (fault) throw new Error(fault);
        resource.physicalId = this.objects.create(logicalId, this.resolved(template), this.id);
        this.settle(resource, 'CREATE_COMPLETE');
      } catch (error) {
        this.settle(resource, 'CREATE_FAILED', (error as Error).message);
        const next = entries[index + 1];
        if (next) {
          const cancelled = { logicalId: next[0], physicalId: '', template: next[1], status: '' };
          this.resources.push(cancelled);
          this.settle(cancelled, 'CREATE_FAILED', 'Resource creation cancelled');
        }
        return logicalId;
      }
    }
    return undefined;
  }

  /**
   * Deletes in reverse order. Returns the remaining resources. A resource that a remaining one refers to is not tried.
   */
  private deleteResources(keepingPolicies: readonly string[]): string[] {
    const left: string[] = [];
    const needed = new Set<string>();
    for (const resource of [...this.resources].reverse()) {
      const { logicalId, physicalId, template } = resource;
      if (!notDeleted.test(resource.status)) continue;
      if (needed.has(logicalId)) {
        for (const id of referencesOf(template)) needed.add(id);
        continue;
      }
      if (keepingPolicies.includes(template.DeletionPolicy ?? '')) {
        this.settle(resource, 'DELETE_SKIPPED');
        continue;
      }
      try {
        const fault = this.faults[logicalId]?.delete;
        if (fault) throw new Error(fault);
        this.objects.delete(template.Type, physicalId);
        this.settle(resource, 'DELETE_COMPLETE');
      } catch (error) {
        this.settle(resource, 'DELETE_FAILED', (error as Error).message);
        left.push(logicalId);
        for (const id of referencesOf(template)) needed.add(id);
      }
    }
    return left;
  }

  private known(parameters = this.parameters) {
    return { region: this.region, parameters };
  }

  /** The physical ids of existing resources by logical id, and attributes that others may refer to. */
  private standing(): Record<string, string> {
    return Object.fromEntries(
      this.resources.flatMap(({ logicalId, physicalId, template }) => [
        [logicalId, physicalId],
        ...Object.entries(template.Properties ?? {})
          .filter(([, value]) => typeof value === 'string')
          .map(([name, value]) => [`${logicalId}.${name}`, value as string]),
      ]),
    );
  }

  /** The template of a resource with physical ids in the place of `Ref`. */
  private resolved(template: TemplateResource): TemplateResource {
    const json = JSON.stringify(template).replace(/\{"Ref":"(\w+)"\}/g, (reference, logicalId: string) => {
      const found = this.resources.find((resource) => resource.logicalId === logicalId);
      return found ? JSON.stringify(found.physicalId) : reference;
    });
    return JSON.parse(json) as TemplateResource;
  }

  private settle(resource: TestResource, status: string, reason?: string): void {
    resource.status = status;
    resource.reason = reason;
    this.event(resource.logicalId, resource.physicalId, resource.template.Type, status, reason);
  }

  private event(
    LogicalResourceId: string,
    PhysicalResourceId: string,
    ResourceType: string,
    ResourceStatus: string,
    ResourceStatusReason?: string,
  ): void {
    const stack = { EventId: randomUUID(), StackId: this.id, StackName: this.name, Timestamp: new Date() };
    this.events.push({
      ...stack,
      LogicalResourceId,
      PhysicalResourceId,
      ResourceType,
      ResourceStatus,
      ResourceStatusReason,
    });
  }
}

function referencesOf(template: TemplateResource): string[] {
  const references = [...JSON.stringify(template).matchAll(/"(?:Ref|Fn::GetAtt)":\[?"(\w+)"/g)];
  return [...references.map(([, id = '']) => id), ...[template.DependsOn ?? []].flat()];
}
