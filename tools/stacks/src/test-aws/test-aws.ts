import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { applyEnvironment, emulatorEnvironment } from '@bulkhead/emulator';
import { queryAnswer, queryRefusal, TestRefusal, xml } from './query-protocol';
import { TestCloudFormation } from './test-cloudformation';
import { type TestObject, TestObjects } from './test-objects';
import { TestS3 } from './test-s3';
import { jsonServices, queryServices } from './test-services';

/** The bucket of CDK's bootstrap stack, where the toolkit puts templates. */
export const assetBucket = 'cdk-hnb659fds-assets-123456789012-us-east-1';

/** One region of an account. */
class TestRegion {
  readonly objects = new TestObjects();
  readonly cloudFormation: TestCloudFormation;
  readonly s3: TestS3;

  constructor(region: string, elsewhere: (bucket: string) => TestObject | undefined) {
    this.cloudFormation = new TestCloudFormation(this.objects, region);
    this.s3 = new TestS3(this.objects, region, elsewhere);
  }
}

/**
 * An account of AWS for specs that run the real SDK and the real CDK toolkit. It has all of CloudFormation that the
 * tool uses, and of other services the calls of the tool. The emulator's CloudFormation never rolls back, refuses no
 * deletion and has no failing change sets; this class tests such cases of AWS.
 */
export class TestAws {
  /** Further services besides those that every spec has, by the name in the credential scope. */
  readonly more: { query: typeof queryServices; json: typeof jsonServices } = { query: {}, json: {} };
  /** Calls that are refused, like calls without permission: `ssm GetParameters`. */
  readonly refusals: Record<string, TestRefusal> = {};
  /** Calls of services other than CloudFormation and S3, with their region: `us-east-1 ssm GetParameters`. */
  readonly calls: string[] = [];
  private readonly regions = new Map<string, TestRegion>();

  constructor() {
    this.objects.put('AWS::S3::Bucket', assetBucket);
  }

  /** Returns the region of that name. */
  in(name: string): TestRegion {
    const region =
      this.regions.get(name) ??
      new TestRegion(name, (bucket) =>
        [...this.regions.values()]
          .flatMap(({ objects }) => objects.find('AWS::S3::Bucket', bucket) ?? [])
          .at(0),
      );
    this.regions.set(name, region);
    return region;
  }

  /** What exists in us-east-1, where most specs are. */
  get objects(): TestObjects {
    return this.in('us-east-1').objects;
  }

  get cloudFormation(): TestCloudFormation {
    return this.in('us-east-1').cloudFormation;
  }

  get s3(): TestS3 {
    return this.in('us-east-1').s3;
  }

  answer(service: string, regionName: string, request: IncomingMessage, body: string): Answer {
    const url = new URL(request.url ?? '', 'http://aws');
    const region = this.in(regionName);
    if (service === 's3') {
      const owner = request.headers['x-amz-expected-bucket-owner'];
      const text = region.s3.answer(request.method ?? '', url, body, owner && String(owner));
      return { type: 'text/xml', text };
    }
    const target = String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
    const question = new URLSearchParams(body);
    const action = target || (question.get('Action') ?? '');
    if (service !== 'cloudformation') this.calls.push(`${regionName} ${service} ${action}`);
    const refusal = this.refusals[`${service} ${action}`];
    if (refusal) throw refusal;
    if (target) return this.json(service, target, region, body);
    const answer = this.more.query[service]?.[action] ?? queryServices[service]?.[action];
    if (service !== 'cloudformation' && !answer)
      throw new TestRefusal('AccessDenied', `no such call here: ${service} ${action}`, 403);
    const result = answer?.(question, region.objects) ?? region.cloudFormation.answer(action, question);
    return { type: 'text/xml', text: queryAnswer(action, result) };
  }

  private json(service: string, target: string, { objects }: TestRegion, body: string): Answer {
    const answer = this.more.json[service]?.[target] ?? jsonServices[service]?.[target];
    if (!answer) throw new TestRefusal('AccessDeniedException', `no such call here: ${service} ${target}`);
    const result = answer(JSON.parse(body || '{}') as Record<string, unknown>, objects);
    return { type: 'application/x-amz-json-1.1', text: JSON.stringify(result) };
  }
}

interface Answer {
  readonly type: string;
  readonly text: string;
}

let aws = new TestAws();

/** The account of the running test. */
export function testAws(): TestAws {
  return aws;
}

/** Gives each test of a spec file an empty account. The process uses it in place of AWS. */
export function useTestAws(): void {
  const server: Server = createServer(async (request, response) => {
    const body = await text(request);
    const scope = /Credential=[^/]+\/\d+\/([\w-]+)\/([\w-]+)\//.exec(request.headers.authorization ?? '');
    const [, region = '', service = ''] = scope ?? [];
    try {
      const answer = aws.answer(service, region, request, body);
      response.setHeader('content-type', answer.type).end(answer.text);
    } catch (error) {
      const refusal =
        error instanceof TestRefusal ? error : new TestRefusal('DefectOfTest', String(error), 500);
      response.statusCode = refusal.httpStatus;
      if (request.headers['x-amz-target']) {
        response.setHeader('content-type', 'application/x-amz-json-1.1');
        response.end(JSON.stringify({ __type: refusal.code, message: refusal.message }));
        return;
      }
      response.setHeader('content-type', 'text/xml');
      const inS3 = `<Error>${xml({ Code: refusal.code, Message: refusal.message })}</Error>`;
      response.end(service === 's3' ? inS3 : queryRefusal(refusal));
    }
  });

  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    Object.assign(process.env, applyEnvironment({}, emulatorEnvironment(`http://127.0.0.1:${port}`)));
    process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    aws = new TestAws();
  });
}
