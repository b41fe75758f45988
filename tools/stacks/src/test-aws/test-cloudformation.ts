import { randomUUID } from 'node:crypto';
import { members, TestRefusal } from './query-protocol';
import { type TestObjects } from './test-objects';
import { type ResourceFaults, type TestChangeSet, TestStack } from './test-stack';
import { parametersOf } from './worked-out-template';

/** How many items a page has: few, so that code that reads only the first page is found out. */
const pageSize = 5;

/** The result of a drift detection. Every list is a page. */
export interface TestDrift {
  /** The statuses of the detection, one for each question; the last one is repeated. @default it is done at once */
  readonly statuses?: readonly string[];
  readonly reason?: string;
  readonly pages?: readonly (readonly object[])[];
}

/**
 * The part of CloudFormation for a deploy by change set, a direct deploy, and the ways out of a dead end. Operations
 * end as the API reference says, for reasons that a test gives.
 */
export class TestCloudFormation {
  readonly stacks: TestStack[] = [];
  /** Why CloudFormation fails at a resource, by logical id. */
  readonly faults: Record<string, ResourceFaults> = {};
  /** Actions that are refused, like actions without permission. */
  readonly refusals: Record<string, TestRefusal> = {};
  /** Why CloudFormation cannot create a change set. @default it can */
  unmakeable?: string;
  /** The result of a drift detection, for every stack. */
  drift: TestDrift = {};
  /** Actions in the order in which they were called. */
  readonly calls: string[] = [];
  /** How many answers of `DescribeStacks` say that an operation is running, before one says how it ended. */
  busy = 0;
  private readonly underWay = new Map<TestStack, { status: string; left: number; end: () => void }>();

  constructor(
    private readonly objects: TestObjects,
    private readonly region = 'us-east-1',
  ) {}

  /** The stack that has the name now. */
  stack(name: string): TestStack | undefined {
    return this.stacks.find((stack) => stack.name === name && stack.status !== 'DELETE_COMPLETE');
  }

  /** A stack from an earlier run. `make` does to the stack what that run did. */
  left(name: string, make: (stack: TestStack) => void): TestStack {
    const stack = new TestStack(name, this.objects, this.faults, this.region);
    this.stacks.push(stack);
    make(stack);
    return stack;
  }

  /** An operation that is still running for the given number of answers, and then ends. */
  atWork(stack: TestStack, status: string, answers: number, end: () => void): void {
    this.underWay.set(stack, { status, left: answers, end });
  }

  /** @throws TestRefusal as CloudFormation refuses a call */
  answer(action: string, question: URLSearchParams): object {
    this.calls.push(action);
    const refusal = this.refusals[action];
    if (refusal) throw refusal;
    const name = question.get('StackName') ?? '';
    switch (action) {
      case 'DescribeStacks':
        this.goOn(this.existing(name));
        return { Stacks: [this.described(this.existing(name))] };
      case 'ListStacks':
        return this.listed(members(question, 'StackStatusFilter').map((filter) => filter[''] ?? ''));
      case 'GetTemplate':
        return { TemplateBody: this.existing(name, 'Stack with id % does not exist').body };
      case 'DescribeStackEvents':
        return paged(question, 'StackEvents', [...this.existing(name).events].reverse());
      case 'ListStackResources':
        return paged(question, 'StackResourceSummaries', this.existing(name).resources.map(summary));
      case 'CreateStack':
        return this.create(question);
      case 'UpdateStack': {
        const body = this.bodyOf(question);
        return this.begin(this.existing(name), 'UPDATE_IN_PROGRESS', (stack) =>
          stack.update(body, parametersIn(question, stack)),
        );
      }
      case 'DeleteStack':
        return this.delete(name, question);
      case 'ContinueUpdateRollback': {
        const skipped = members(question, 'ResourcesToSkip').map((member) => member[''] ?? '');
        return this.begin(this.existing(name), 'UPDATE_ROLLBACK_IN_PROGRESS', (stack) =>
          stack.continueRollback('UPDATE_ROLLBACK_FAILED', skipped),
        );
      }
      case 'RollbackStack':
        return this.begin(this.existing(name), 'UPDATE_ROLLBACK_IN_PROGRESS', (stack) =>
          stack.continueRollback('UPDATE_FAILED'),
        );
      case 'UpdateTerminationProtection': {
        const stack = this.existing(name);
        stack.terminationProtection = question.get('EnableTerminationProtection') === 'true';
        return { StackId: stack.id };
      }
      case 'CreateChangeSet':
        return this.createChangeSet(question);
      case 'DescribeChangeSet':
        return this.describedChangeSet(name, question.get('ChangeSetName') ?? '');
      case 'DeleteChangeSet':
        delete this.existing(name).changeSet;
        return {};
      case 'ExecuteChangeSet':
        return this.executeChangeSet(name);
      case 'DetectStackDrift':
        return this.existing(name) && { StackDriftDetectionId: 'detection-1' };
      case 'DescribeStackDriftDetectionStatus':
        return this.detected(question.get('StackDriftDetectionId') ?? '');
      case 'DescribeStackResourceDrifts': {
        const { pages = [] } = this.drift;
        const page = Number(question.get('NextToken') ?? 0);
        const next = page + 1 < pages.length ? String(page + 1) : undefined;
        return this.existing(name) && { StackResourceDrifts: pages[page] ?? [], NextToken: next };
      }
      default:
        throw new TestRefusal('InvalidAction', `no such action: ${action}`);
    }
  }

  /** CloudFormation reads a template from the bucket to which the toolkit has uploaded it. */
  private bodyOf(question: URLSearchParams): string {
    const body = question.get('TemplateBody');
    if (body !== null) return body;
    const [, bucket = '', ...key] = new URL(question.get('TemplateURL') ?? 'http://none').pathname.split('/');
    const { contents = [] } = this.objects.find('AWS::S3::Bucket', bucket) ?? {};
    const found = contents.find((entry) => entry.key === key.join('/'));
    if (!found?.body) throw new TestRefusal('ValidationError', 'S3 error: The specified key does not exist.');
    return found.body;
  }

  /** A name finds existing stacks only. An id also finds deleted ones. */
  private existing(nameOrId: string, message = 'Stack with id % does not exist'): TestStack {
    const stack = this.stack(nameOrId) ?? this.stacks.find(({ id }) => id === nameOrId);
    if (!stack) throw new TestRefusal('ValidationError', message.replace('%', nameOrId));
    return stack;
  }

  /** Time passes with each question. */
  private goOn(stack: TestStack): void {
    const working = this.underWay.get(stack);
    if (!working) return;
    if (working.left === 0) {
      this.underWay.delete(stack);
      working.end();
    }
    working.left--;
  }

  private described(stack: TestStack): object {
    return {
      StackId: stack.id,
      StackName: stack.name,
      StackStatus: this.underWay.get(stack)?.status ?? stack.status,
      StackStatusReason: stack.reason,
      CreationTime: stack.created,
      LastUpdatedTime: stack.updated,
      DeletionTime: stack.deleted,
      EnableTerminationProtection: stack.terminationProtection,
      ...stack.described(),
    };
  }

  private listed(statuses: readonly string[]): object {
    const listed = this.stacks.filter(({ status }) => statuses.includes(status));
    return {
      StackSummaries: listed.map((stack) => ({
        StackId: stack.id,
        StackName: stack.name,
        StackStatus: stack.status,
        CreationTime: stack.created,
        DeletionTime: stack.deleted,
      })),
    };
  }

  private create(question: URLSearchParams): object {
    const name = question.get('StackName') ?? '';
    if (this.stack(name)) throw new TestRefusal('AlreadyExistsException', `Stack [${name}] already exists`);
    const stack = new TestStack(name, this.objects, this.faults, this.region);
    this.stacks.push(stack);
    stack.terminationProtection = question.get('EnableTerminationProtection') === 'true';
    stack.parameters = parametersIn(question, stack);
    const body = this.bodyOf(question);
    return this.begin(stack, 'CREATE_IN_PROGRESS', () => stack.create(body));
  }

  private delete(name: string, question: URLSearchParams): object {
    const stack = this.stack(name) ?? this.stacks.find(({ id }) => id === name);
    // Deleting a missing stack succeeds.
    if (!stack || stack.status === 'DELETE_COMPLETE') return {};
    const retained = members(question, 'RetainResources').map((member) => member[''] ?? '');
    return this.begin(stack, 'DELETE_IN_PROGRESS', () => stack.delete(retained));
  }

  private createChangeSet(question: URLSearchParams): object {
    const name = question.get('StackName') ?? '';
    let stack = this.stack(name);
    const isNew = !stack || stack.status === 'REVIEW_IN_PROGRESS';
    if (isNew !== (question.get('ChangeSetType') === 'CREATE'))
      throw new TestRefusal(
        'ValidationError',
        `Stack [${name}] already exists and cannot be created again with the changeSet.`,
      );
    if (!stack) {
      stack = new TestStack(name, this.objects, this.faults, this.region);
      this.stacks.push(stack);
      stack.become('REVIEW_IN_PROGRESS', 'User Initiated');
    }
    const changeSetName = question.get('ChangeSetName') ?? '';
    const id = `arn:aws:cloudformation:${this.region}:123456789012:changeSet/${changeSetName}/${randomUUID()}`;
    const parameters = parametersIn(question, stack);
    stack.changeSet = { id, name: changeSetName, body: this.bodyOf(question), parameters };
    return { Id: id, StackId: stack.id };
  }

  private describedChangeSet(stackName: string, nameOrId: string): object {
    const stack = this.existing(stackName);
    const found = stack.changeSet;
    if (!found || ![found.id, found.name].includes(nameOrId))
      throw new TestRefusal('ChangeSetNotFoundException', `ChangeSet [${nameOrId}] does not exist`, 404);
    return {
      ChangeSetId: found.id,
      ChangeSetName: found.name,
      StackId: stack.id,
      StackName: stack.name,
      CreationTime: new Date(),
      ...(this.unmakeable === undefined ? statusOf(found, stack) : failed(this.unmakeable)),
    };
  }

  private executeChangeSet(name: string): object {
    const stack = this.existing(name);
    const { body, parameters } = stack.changeSet ?? { body: '{}', parameters: {} };
    delete stack.changeSet;
    return stack.status === 'REVIEW_IN_PROGRESS'
      ? this.begin(stack, 'CREATE_IN_PROGRESS', () => stack.create(body, parameters))
      : this.begin(stack, 'UPDATE_IN_PROGRESS', () => stack.update(body, parameters));
  }

  private detected(id: string): object {
    const { statuses = ['DETECTION_COMPLETE'], reason } = this.drift;
    const times = this.calls.filter((action) => action === 'DescribeStackDriftDetectionStatus').length;
    return {
      StackId: 'stack',
      StackDriftDetectionId: id,
      DetectionStatus: statuses[Math.min(times, statuses.length) - 1],
      DetectionStatusReason: reason,
      Timestamp: new Date(),
    };
  }

  private begin(stack: TestStack, status: string, work: (stack: TestStack) => void): object {
    if (this.busy === 0) work(stack);
    else this.atWork(stack, status, this.busy, () => work(stack));
    return { StackId: stack.id };
  }
}

/** Values by name. A parameter with its previous value keeps that value. */
function parametersIn(question: URLSearchParams, stack: TestStack): Record<string, string> {
  const previous = parametersOf(stack.body, stack.parameters);
  return Object.fromEntries(
    members(question, 'Parameters').map(({ ParameterKey = '', ParameterValue = '', UsePreviousValue }) => [
      ParameterKey,
      UsePreviousValue === 'true' ? (previous[ParameterKey] ?? '') : ParameterValue,
    ]),
  );
}

function statusOf({ body, parameters }: TestChangeSet, stack: TestStack): object {
  return stack.isWhatStands(body, parameters)
    ? failed('No updates are to be performed.')
    : { Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE', Changes: [] };
}

function failed(StatusReason: string): object {
  return { Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE', StatusReason };
}

function summary(resource: TestStack['resources'][number]): object {
  return {
    LogicalResourceId: resource.logicalId,
    ...(resource.physicalId && { PhysicalResourceId: resource.physicalId }),
    ResourceType: resource.template.Type,
    LastUpdatedTimestamp: new Date(),
    ResourceStatus: resource.status,
    ResourceStatusReason: resource.reason,
  };
}

function paged(question: URLSearchParams, name: string, items: readonly object[]): object {
  const from = Number(question.get('NextToken') ?? 0);
  const next = from + pageSize;
  return { [name]: items.slice(from, next), NextToken: next < items.length ? String(next) : undefined };
}
