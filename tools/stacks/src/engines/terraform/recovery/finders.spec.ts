import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { currentVersion, type FinderContext, finders } from './finders';
import { type PlannedResource } from './import-folder';

/** The answers of the services, by the part of the request that identifies the call. */
let answers: Record<string, object | string> = {};
let asked: string[] = [];
let server: Server;
const before = { ...process.env };

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

beforeAll(async () => {
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const call = `${request.url} ${request.headers['x-amz-target'] ?? ''} ${body}`;
      asked.push(call);
      const [, answer] = Object.entries(answers).find(([part]) => call.includes(part)) ?? [];
      response.statusCode = typeof answer === 'object' && '__type' in answer ? 400 : 200;
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  process.env['AWS_ENDPOINT_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' });
});
beforeEach(() => ((answers = {}), (asked = [])));
afterAll(async () => {
  process.env = before;
  await new Promise((done) => server.close(done));
});

const context = (resources: FinderContext['resources'] = []): FinderContext => ({
  region: 'eu-west-1',
  signal: new AbortController().signal,
  resources,
});

test('a selection is found by its plan and its name', async () => {
  answers = {
    'nextToken=2': { BackupSelectionsList: [{ SelectionName: 'tagged', SelectionId: 's-2' }] },
    '/backup/plans/p-1/selections': {
      BackupSelectionsList: [{ SelectionName: 'other', SelectionId: 's-1' }],
      NextToken: '2',
    },
  };

  expect(await finders.backupSelection({ plan_id: 'p-1', name: 'tagged' }, context())).toEqual(['p-1|s-2']);
  expect(await finders.backupSelection({ plan_id: 'p-1', name: 'none' }, context())).toEqual([]);
});

test('P2.4: what CloudFront has without tags is found by its name, or by the distribution it is for', async () => {
  const xml = (list: string, more = '') => `<List><Marker/>${more}<Items>${list}</Items></List>`;
  answers = {
    '/2020-05-31/origin-access-control?Marker=2': xml(
      '<OriginAccessControlSummary><Id>E2</Id><Name>assets</Name></OriginAccessControlSummary>',
    ),
    '/2020-05-31/origin-access-control': xml(
      '<OriginAccessControlSummary><Id>E1</Id><Name>other</Name></OriginAccessControlSummary>',
      '<IsTruncated>true</IsTruncated><NextMarker>2</NextMarker>',
    ),
    '/2020-05-31/response-headers-policy?Marker=2&Type=custom': xml(
      '<ResponseHeadersPolicySummary><ResponseHeadersPolicy><Id>p-2</Id><ResponseHeadersPolicyConfig><Name>edge</Name></ResponseHeadersPolicyConfig></ResponseHeadersPolicy></ResponseHeadersPolicySummary>',
    ),
    '/2020-05-31/response-headers-policy?Type=custom': xml(
      '<ResponseHeadersPolicySummary><ResponseHeadersPolicy><Id>p-1</Id><ResponseHeadersPolicyConfig><Name>old</Name></ResponseHeadersPolicyConfig></ResponseHeadersPolicy></ResponseHeadersPolicySummary>',
      '<NextMarker>2</NextMarker>',
    ),
    '/2020-05-31/continuous-deployment-policy': xml(
      '<ContinuousDeploymentPolicySummary><ContinuousDeploymentPolicy><Id>c-1</Id><ContinuousDeploymentPolicyConfig><StagingDistributionDnsNames><Items><DnsName>d1.cloudfront.net</DnsName></Items></StagingDistributionDnsNames></ContinuousDeploymentPolicyConfig></ContinuousDeploymentPolicy></ContinuousDeploymentPolicySummary>',
    ),
  };
  const ofStaging = (name: string) => ({ staging_distribution_dns_names: [{ items: [name], quantity: 1 }] });

  expect(await finders.originAccessControl({ name: 'assets' }, context())).toEqual(['E2']);
  expect(await finders.originAccessControl({ name: 'none' }, context())).toEqual([]);
  expect(await finders.responseHeadersPolicy({ name: 'edge' }, context())).toEqual(['p-2']);
  expect(await finders.responseHeadersPolicy({ name: 'none' }, context())).toEqual([]);
  expect(await finders.continuousDeploymentPolicy(ofStaging('d1.cloudfront.net'), context())).toEqual([
    'c-1',
  ]);
  expect(await finders.continuousDeploymentPolicy(ofStaging('d2.cloudfront.net'), context())).toEqual([]);
});

test('a mount target is found by its file system and its subnet', async () => {
  answers = {
    'FileSystemId=fs-1': {
      MountTargets: [
        { SubnetId: 'subnet-1', MountTargetId: 'fsmt-1' },
        { SubnetId: 'subnet-2', MountTargetId: 'fsmt-2' },
      ],
    },
  };

  expect(await finders.mountTarget({ file_system_id: 'fs-1', subnet_id: 'subnet-2' }, context())).toEqual([
    'fsmt-2',
  ]);
  expect(await finders.mountTarget({ file_system_id: 'fs-1', subnet_id: 'subnet-3' }, context())).toEqual([]);
});

test.each([
  ['available', ['tgw-attach-1']],
  ['pending', ['tgw-attach-1']],
  ['pendingAcceptance', []],
  ['rejected', []],
  ['deleted', []],
])('a peering with status %s counts as accepted: %j', async (state, expected) => {
  answers = {
    DescribeTransitGatewayPeeringAttachments: `<DescribeTransitGatewayPeeringAttachmentsResponse>
      <transitGatewayPeeringAttachments><item>
        <transitGatewayAttachmentId>tgw-attach-1</transitGatewayAttachmentId><state>${state}</state>
      </item></transitGatewayPeeringAttachments></DescribeTransitGatewayPeeringAttachmentsResponse>`,
  };

  expect(await finders.acceptedPeering({ transit_gateway_attachment_id: 'tgw-attach-1' }, context())).toEqual(
    expected,
  );
  expect(asked).toEqual([expect.stringContaining('tgw-attach-1')]);
});

test.each([
  ['with a datastore', { id: 'cache', global_replication_group_id: 'abcde-cache' }, ['abcde-cache']],
  ['without a datastore', { id: 'cache', global_replication_group_id: '' }, []],
  ['that is yet to be created', null, []],
  ['with another id', { id: 'other', global_replication_group_id: 'abcde-other' }, []],
])('a global datastore is found by a replication group %s', async (_, group, expected) => {
  const resource = {
    address: 'aws_elasticache_replication_group.a',
    type: 'aws_elasticache_replication_group',
    change: { actions: ['no-op'], before: group, after: group },
  } as unknown as PlannedResource;

  expect(
    await finders.globalReplicationGroup({ primary_replication_group_id: 'cache' }, context([resource])),
  ).toEqual(expected);
});

test('a hosted zone is found by its name and its comment, and no private zone or zone of somebody else', async () => {
  const zone = (id: string, name: string, comment: string, isPrivate = false) =>
    `<HostedZone><Id>/hostedzone/${id}</Id><Name>${name}</Name><CallerReference>r</CallerReference>
     <Config><Comment>${comment}</Comment><PrivateZone>${isPrivate}</PrivateZone></Config></HostedZone>`;
  answers = {
    '/hostedzonesbyname?dnsname=clinic.org': `<ListHostedZonesByNameResponse><HostedZones>
      ${zone('Z1', 'clinic.org.', 'of qa')}${zone('Z2', 'clinic.org.', 'of somebody else')}
      ${zone('Z3', 'clinic.org.', 'of qa', true)}${zone('Z4', 'dclinic.org.', 'of qa')}
      </HostedZones><IsTruncated>false</IsTruncated><MaxItems>100</MaxItems></ListHostedZonesByNameResponse>`,
  };

  expect(await finders.hostedZone({ name: 'clinic.org', comment: 'of qa' }, context())).toEqual(['Z1']);
  expect(await finders.hostedZone({ name: 'clinic.org', comment: 'of dev' }, context())).toEqual([]);
});

test.each<[string, object, string[]]>([
  ['a record', { name: '_a.clinic.org', type: 'CNAME' }, ['Z1__a.clinic.org_CNAME']],
  ['another type', { name: '_a.clinic.org', type: 'A' }, []],
  ['another name', { name: '_b.clinic.org', type: 'CNAME' }, []],
  [
    'an identifier that the record does not have',
    { name: '_a.clinic.org', type: 'CNAME', set_identifier: 'dr' },
    [],
  ],
])('of a zone, %s is found: %j', async (_, wanted, expected) => {
  answers = {
    '/hostedzone/Z1/rrset': `<ListResourceRecordSetsResponse><ResourceRecordSets><ResourceRecordSet>
      <Name>_a.clinic.org.</Name><Type>CNAME</Type></ResourceRecordSet></ResourceRecordSets>
      <IsTruncated>false</IsTruncated><MaxItems>1</MaxItems></ListResourceRecordSetsResponse>`,
  };

  expect(await finders.recordSet({ zone_id: 'Z1', ...wanted }, context())).toEqual(expected);
});

test('a record with an identifier is imported with it', async () => {
  answers = {
    identifier: `<ListResourceRecordSetsResponse><ResourceRecordSets><ResourceRecordSet>
      <Name>app.clinic.org.</Name><Type>A</Type><SetIdentifier>dr</SetIdentifier></ResourceRecordSet>
      </ResourceRecordSets><IsTruncated>false</IsTruncated><MaxItems>1</MaxItems></ListResourceRecordSetsResponse>`,
  };
  const wanted = { zone_id: 'Z1', name: 'app.clinic.org', type: 'A', set_identifier: 'dr' };

  expect(await finders.recordSet(wanted, context())).toEqual(['Z1_app.clinic.org_A_dr']);
});

test('the query log of a zone is found by the zone', async () => {
  answers = {
    '/queryloggingconfig?hostedzoneid=Z1': `<ListQueryLoggingConfigsResponse><QueryLoggingConfigs>
      <QueryLoggingConfig><Id>q-1</Id><HostedZoneId>Z1</HostedZoneId></QueryLoggingConfig>
      </QueryLoggingConfigs></ListQueryLoggingConfigsResponse>`,
  };

  expect(await finders.queryLog({ zone_id: 'Z1' }, context())).toEqual(['q-1']);
});

test.each([
  [true, ['arn:secret']],
  [false, []],
])('a secret with rotation %s has a schedule: %j', async (enabled, expected) => {
  answers = { DescribeSecret: { RotationEnabled: enabled } };

  expect(await finders.scheduledRotation({ secret_id: 'arn:secret' }, context())).toEqual(expected);
});

test('the version in use is the current one', async () => {
  answers = { DescribeSecret: { VersionIdsToStages: { v1: ['AWSPREVIOUS'], v2: ['x', 'AWSCURRENT'] } } };
  expect(await currentVersion('arn:secret', context())).toBe('v2');

  answers = { DescribeSecret: {} };
  expect(await currentVersion('arn:secret', context())).toBeUndefined();
});

test('a missing secret has no version, and any other failure is thrown', async () => {
  answers = { DescribeSecret: { __type: 'ResourceNotFoundException' } };
  expect(await currentVersion('arn:secret', context())).toBeUndefined();

  answers = { DescribeSecret: { __type: 'AccessDeniedException' } };
  await expect(currentVersion('arn:secret', context())).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
});

test.each([
  ['a plan and no name', finders.backupSelection, { plan_id: 'p-1', name: '' }],
  ['a name and no plan', finders.backupSelection, { name: 'tagged' }],
  ['a file system and no subnet', finders.mountTarget, { file_system_id: 'fs-1' }],
  ['a subnet and no file system', finders.mountTarget, { file_system_id: '', subnet_id: 'subnet-1' }],
])('%s is not enough for a query', async (_, find, wanted) => {
  expect(await find(wanted, context())).toEqual([]);
  expect(asked).toEqual([]);
});

test.each(Object.entries(finders))('%s makes no call while the wanted object is unknown', async (_, find) => {
  expect(await find({}, context())).toEqual([]);
  expect(asked).toEqual([]);
});
