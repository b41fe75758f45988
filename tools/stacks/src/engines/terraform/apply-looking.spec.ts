import { Refusal } from '@bulkhead/errors';
import { type EngineRequest, type ResourceChange } from '../engine';
import { applyLooking } from './apply-looking';
import { TerraformFailure } from './terraform-failure';
import { type Diagnostic } from './terraform-message';

const error = (summary: string, address: string | undefined = 'aws_kms_alias.a'): Diagnostic => ({
  severity: 'error',
  summary,
  ...(address !== undefined && { address }),
});
const there = error('creating KMS Alias (alias/a): api error AlreadyExistsException: exists');
const failureOf = (...diagnostics: Diagnostic[]) =>
  new TerraformFailure(diagnostics, 'TerraformFailed', 'terraform apply failed', 'permanent', {
    next: 'mend it',
  });
const found = (adopted: number, kept = 0) => ({ adopted, kept });

const requestOf = (over: Partial<EngineRequest> = {}) =>
  ({ signal: new AbortController().signal, progress: () => undefined, ...over }) as EngineRequest;

/** An apply that fails once for each failure, and a look with the given results. */
function playing(failures: (Error | undefined)[], finds: ({ adopted: number; kept: number } | Error)[] = []) {
  const apply = jest.fn<Promise<void>, [EngineRequest]>(async () => {
    const failure = failures.shift();
    if (failure) throw failure;
  });
  const adopt = jest.fn(async () => {
    const next = finds.shift() ?? found(0);
    if (next instanceof Error) throw next;
    return next;
  });
  return { apply, adopt, run: (request = requestOf()) => applyLooking(request, apply, adopt) };
}

test.each([
  'creating KMS Alias (alias/a): operation error KMS: CreateAlias, api error AlreadyExistsException: An alias exists',
  'creating Route in Route Table (rtb-1): RouteAlreadyExists: Route already exists',
  'creating IAM Role (a): operation error IAM: CreateRole, EntityAlreadyExists: Role a already exists.',
  'adding Lambda Permission (f/s): ResourceConflictException: The statement id (s) provided already exists.',
  'authorizing Security Group Rule: InvalidPermission.Duplicate: the specified rule exists',
  'creating RDS DB Parameter Group (a): DBParameterGroupAlreadyExists: Parameter group a already exists',
  'creating S3 Bucket (b): BucketAlreadyOwnedByYou: you already own it',
  'creating Route Table Association: Resource.AlreadyAssociated: the specified association conflicts',
  'creating Secrets Manager Secret (s): ResourceExistsException: you can not create it',
  'creating EC2 Subnet: InvalidSubnet.Conflict: The CIDR 10.0.1.0/24 conflicts with another subnet',
  'creating EFS Mount Target (fs-1): MountTargetConflict: one in this AZ',
  'registering RDS DB Proxy Target: DBProxyTargetAlreadyRegisteredFault: registered',
])('an apply that failed with %j needs only a look', async (summary) => {
  const { run, apply, adopt } = playing([failureOf(error(summary)), undefined], [found(1)]);
  await run();

  expect([apply, adopt].map(({ mock }) => mock.calls.length)).toEqual([2, 1]);
});

test('a kept resource counts like an adopted one', async () => {
  const { run, apply } = playing([failureOf(there), undefined], [found(0, 1)]);
  await run();

  expect(apply).toHaveBeenCalledTimes(2);
});

test('an error that passes by itself does not prevent the look', async () => {
  const throttled = error('creating EC2 Route: StatusCode: 503, api error RequestLimitExceeded: slow down');
  const { run, apply } = playing([failureOf(there, throttled), undefined], [found(1)]);
  await run();

  expect(apply).toHaveBeenCalledTimes(2);
});

test.each<[string, Error]>([
  ['says something else', failureOf(error('creating KMS Alias: AccessDeniedException'))],
  ['also says something else', failureOf(there, error('creating KMS Alias: AccessDeniedException'))],
  ['passes by itself, and no object exists', failureOf(error('StatusCode: 503, api error Throttling: x'))],
  ['names no resource', failureOf({ ...there, address: undefined })],
  ['says nothing', failureOf()],
  ['is a conflict of another kind', failureOf(error('ResourceConflictException: An update is in progress'))],
  ['is no failure of Terraform', new Refusal('PlanStale', 'already exists')],
])('a failure that %s is reported as it is', async (_, failure) => {
  const { run, apply, adopt } = playing([failure], [found(1)]);

  await expect(run()).rejects.toBe(failure);
  expect([apply, adopt].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
});

test('if nothing is found, the failure is reported unchanged', async () => {
  const failure = failureOf(there);
  const { run, apply } = playing([failure], [found(0)]);

  await expect(run()).rejects.toBe(failure);
  expect(apply).toHaveBeenCalledTimes(1);
});

test('the look is repeated a few times, because calls for dependent objects may be sent twice, too', async () => {
  const failures = Array.from({ length: 9 }, () => failureOf(there));
  const { run, apply, adopt } = playing(
    failures,
    failures.map(() => found(1)),
  );

  await expect(run()).rejects.toMatchObject({ code: 'TerraformFailed' });
  expect([apply, adopt].map(({ mock }) => mock.calls.length)).toEqual([4, 3]);
});

test('the failure names the owner, and is no refusal because something was already created', async () => {
  const owned = new Refusal('OwnedByAnother', 'alias/a is of network/old', { next: 'destroy network/old' });
  const { run } = playing([failureOf(there)], [owned]);

  const thrown = await run().catch((caught: unknown) => caught);
  expect(thrown).toBeInstanceOf(TerraformFailure);
  expect(thrown).toMatchObject({
    code: 'TerraformFailed',
    message: 'terraform apply failed\nalias/a is of network/old',
    next: 'destroy network/old',
  });
});

test('a failed look leaves the failure unchanged', async () => {
  const failure = failureOf(there);

  await expect(playing([failure], [new Error('ExpiredToken')]).run()).rejects.toBe(failure);
});

test('there is no look after the work must stop', async () => {
  const stopped = requestOf({ signal: AbortSignal.abort() });
  const { run, adopt } = playing([failureOf(there)]);

  await expect(run(stopped)).rejects.toMatchObject({ code: 'TerraformFailed' });
  expect(adopt).not.toHaveBeenCalled();
});

describe('for a reviewed plan', () => {
  const change = (resource: string, action: ResourceChange['action']): ResourceChange => ({
    action,
    resource,
    type: 'aws_kms_alias',
    stateful: false,
    attributes: [],
  });
  const reviewed = [
    change('aws_kms_alias.a', 'add'),
    change('aws_route.b', 'add'),
    change('aws_vpc.c', 'change'),
  ];

  /** Applies the reviewed plan, which fails, and then a plan with the remaining changes. */
  async function applyRest(left: readonly ResourceChange[], leftovers: readonly string[] = []) {
    const approved: (readonly ResourceChange[])[] = [];
    const request = requestOf({
      reviewed: { file: '/plan' },
      approve: (changes) => void approved.push(changes),
    });
    const asked: (EngineRequest['reviewed'] | undefined)[] = [];
    let first = true;
    const apply = async (of: EngineRequest) => {
      asked.push(of.reviewed);
      of.approve?.(first ? reviewed : left);
      if (!first) return;
      first = false;
      throw failureOf(there);
    };
    let finds = 0;
    await applyLooking(request, apply, async () => ({ ...found(finds++ === 0 ? 1 : 0), leftovers }));
    return { approved, asked };
  }

  test('the remaining changes are planned anew and approved again', async () => {
    const left = [change('aws_kms_alias.a', 'change'), change('aws_route.b', 'add')];

    expect(await applyRest(left)).toEqual({
      approved: [reviewed, left],
      asked: [{ file: '/plan' }, undefined],
    });
  });

  test('without an approver, the remaining changes are applied', async () => {
    const apply = async (of: EngineRequest) => of.approve?.(reviewed);

    await expect(
      applyLooking(requestOf({ reviewed: { file: '/plan' } }), apply, async () => found(0)),
    ).resolves.toBeUndefined();
  });

  test('a leftover that the look found is destroyed', async () => {
    const left = [change('aws_x.leftover', 'destroy')];

    expect((await applyRest(left, ['aws_x.leftover'])).approved).toEqual([reviewed, left]);
    await expect(applyRest(left)).rejects.toMatchObject({ code: 'TerraformFailed' });
  });

  test.each([
    ['another resource', change('aws_vpc.d', 'add')],
    ['another action', change('aws_vpc.c', 'replace')],
    ['the destruction of a resource that was to be created', change('aws_route.b', 'destroy')],
  ])('a change that was not shown is refused: %s', async (_, unexpected) => {
    await expect(applyRest([unexpected])).rejects.toMatchObject({ code: 'TerraformFailed' });
  });
});
