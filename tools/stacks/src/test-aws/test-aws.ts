import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { applyEnvironment, emulatorEnvironment } from '@bulkhead/emulator';
import { queryAnswer, queryRefusal, TestRefusal, xml } from './query-protocol';
import { TestCloudFormation } from './test-cloudformation';
import { TestObjects } from './test-objects';
import { TestS3 } from './test-s3';
import { jsonServices, queryServices } from './test-services';

/** Where the toolkit puts templates: the bucket of CDK's bootstrap stack. */
export const assetBucket = 'cdk-hnb659fds-assets-123456789012-us-east-1';

/**
 * An account of AWS for specs that run the real SDK and the real CDK toolkit: CloudFormation in full as far as the tool
 * uses it, of other services what it calls. The emulator's CloudFormation never rolls back, refuses no deletion and has
 * no change sets that fail; what happens on AWS is tested here.
 */
export class TestAws {
  readonly objects = new TestObjects();
  readonly cloudFormation = new TestCloudFormation(this.objects);
  private readonly s3 = new TestS3(this.objects);

  constructor() {
    this.objects.put('AWS::S3::Bucket', assetBucket);
  }

  answer(service: string, region: string, request: IncomingMessage, body: string): Answer {
    const url = new URL(request.url ?? '', 'http://aws');
    if (service === 's3') return { type: 'text/xml', text: this.s3.answer(request.method ?? '', url, body) };
    const target = String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
    if (target) return this.json(service, target, body);
    const question = new URLSearchParams(body);
    const action = question.get('Action') ?? '';
    const answers = queryServices[service];
    if (service !== 'cloudformation' && !answers?.[action])
      throw new TestRefusal('AccessDenied', `no such call here: ${service} ${action}`, 403);
    const result =
      answers?.[action]?.(question, this.objects) ?? this.cloudFormation.answer(action, question, region);
    return { type: 'text/xml', text: queryAnswer(action, result) };
  }

  private json(service: string, target: string, body: string): Answer {
    const answer = jsonServices[service]?.[target];
    if (!answer) throw new TestRefusal('AccessDeniedException', `no such call here: ${service} ${target}`);
    const result = answer(JSON.parse(body || '{}') as Record<string, unknown>, this.objects);
    return { type: 'application/x-amz-json-1.1', text: JSON.stringify(result) };
  }
}

interface Answer {
  readonly type: string;
  readonly text: string;
}

let aws = new TestAws();

/** The account of the test that runs. */
export function testAws(): TestAws {
  return aws;
}

/** Gives each test of a spec file an empty account, which the process talks to in place of AWS. */
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
