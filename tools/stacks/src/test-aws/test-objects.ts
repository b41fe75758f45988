import { TestRefusal } from './query-protocol';

/** A resource in a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Condition?: string;
  readonly DependsOn?: string | readonly string[];
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** One object of the account, of any service. */
export interface TestObject {
  readonly type: string;
  readonly id: string;
  readonly tags: Record<string, string>;
  /** Attributes that the service changes, such as `deletion_protection.enabled`. */
  readonly attributes: Record<string, string>;
  /** Its content: keys of a bucket, events of a log group. */
  contents: { key: string; version: string; isMarker: boolean; body?: string }[];
}

const protections: Readonly<Record<string, readonly [attribute: string, refusal: string]>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': [
    'deletion_protection.enabled',
    "Load balancer '%' cannot be deleted because deletion protection is enabled (Service: ElasticLoadBalancingV2, Status Code: 400)",
  ],
  'AWS::RDS::DBCluster': [
    'DeletionProtection',
    'Cannot delete protected Cluster, please disable deletion protection and try again. (Service: Rds, Status Code: 400)',
  ],
  'AWS::RDS::DBInstance': [
    'DeletionProtection',
    'Cannot delete protected DB Instance, please disable deletion protection and try again. (Service: Rds, Status Code: 400)',
  ],
  'AWS::RDS::GlobalCluster': [
    'DeletionProtection',
    "This Global Cluster is a protected cluster and it can't be deleted. (Service: Rds, Status Code: 400)",
  ],
};

/** All objects of the account. They are created and deleted on behalf of CloudFormation. */
export class TestObjects {
  readonly all: TestObject[] = [];

  find(type: string, id: string): TestObject | undefined {
    return this.all.find((object) => object.type === type && object.id === id);
  }

  put(type: string, id: string, over: Partial<TestObject> = {}): TestObject {
    const object = { type, id, tags: {}, attributes: {}, contents: [], ...over };
    this.all.push(object);
    return object;
  }

  remove(object: TestObject): void {
    this.all.splice(this.all.indexOf(object), 1);
  }

  /**
   * Creates the resource of a template. Returns its physical id.
   *
   * @throws TestRefusal if an object with that fixed name exists
   */
  create(logicalId: string, { Type, Properties = {} }: TemplateResource, stackId: string): string {
    const name = Object.entries(Properties).find(([key]) => /^(\w*Name|Name|\w+Identifier)$/.test(key))?.[1];
    const id = physicalId(Type, typeof name === 'string' ? name : `${logicalId}-${this.all.length}`);
    if (this.find(Type, id))
      throw new TestRefusal('AlreadyExists', `${id} already exists (Service: Test, Status Code: 409)`);
    const given = (Properties['Tags'] ?? []) as { Key: string; Value: string }[];
    const tags = Object.fromEntries(given.map(({ Key, Value }) => [Key, Value]));
    const object = this.put(Type, id, {
      tags: { ...tags, 'aws:cloudformation:stack-id': stackId },
      attributes: attributesOf(Properties),
    });
    this.sendTestObject(object);
    return id;
  }

  /** @throws TestRefusal if the service does not delete it: it is protected, or not empty */
  delete(type: string, id: string): void {
    const object = this.find(type, id);
    if (!object) return;
    const [attribute = '', refusal = ''] = protections[type] ?? [];
    if (object.attributes[attribute] === 'true')
      throw new TestRefusal('OperationNotPermitted', refusal.replace('%', id));
    if (type === 'AWS::S3::Bucket' && object.contents.length > 0) {
      const message =
        'The bucket you tried to delete is not empty. You must delete all versions in the bucket. (Service: S3, Status Code: 409)';
      throw new TestRefusal('BucketNotEmpty', message);
    }
    this.remove(object);
  }

  /** A load balancer writes an object into the bucket of its access log as soon as it gets the setting. */
  private sendTestObject({ attributes }: TestObject): void {
    const bucket = this.find('AWS::S3::Bucket', attributes['access_logs.s3.bucket'] ?? '');
    bucket?.contents.push({ key: 'AWSLogs/ELBAccessLogTestFile', version: '1', isMarker: false });
  }
}

function physicalId(type: string, name: string): string {
  if (type === 'AWS::ElasticLoadBalancingV2::LoadBalancer')
    return `arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/${name}/0123456789abcdef`;
  return type === 'AWS::SQS::Queue' ? `https://sqs.us-east-1.amazonaws.com/123456789012/${name}` : name;
}

function attributesOf(properties: Readonly<Record<string, unknown>>): Record<string, string> {
  const listed = (properties['LoadBalancerAttributes'] ?? []) as { Key: string; Value: string }[];
  const { DeletionProtection, Value } = properties;
  return {
    ...(Value !== undefined && { Value: String(Value) }),
    ...Object.fromEntries(listed.map(({ Key, Value }) => [Key, Value])),
    ...(DeletionProtection !== undefined && { DeletionProtection: String(DeletionProtection) }),
  };
}
